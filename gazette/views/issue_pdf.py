"""The PDF of a whole issue."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from gazette.tasks import render_issue_pdf
from gazette.typesetting.collecting import collect_issue
from gazette.typesetting.issue import issue_key
from gazette.views.issues import issue_of
from policies.views.rendered import rendered_response


def issue_pdf(request: HttpRequest, year: int, key: str, code: str = "") -> HttpResponse:
    issue = issue_of(year, key, code)
    if code and issue.gazette.is_default:
        return redirect("gazette:issue_pdf", year=year, key=key, permanent=True)
    manuscript = collect_issue(issue)
    return rendered_response(
        request,
        key=issue_key(manuscript),
        name=f"{manuscript.title}{manuscript.name}",
        plain=f"{issue.gazette.code}-{issue.year}-{issue.key}",
        back=issue.get_absolute_url(),
        queue=partial(render_issue_pdf.delay, issue_id=issue.pk),
    )
