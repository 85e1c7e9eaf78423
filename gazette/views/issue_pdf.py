"""The PDF of a whole issue."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from gazette.models import GazetteIssue
from gazette.tasks import render_issue_pdf
from gazette.typesetting.collecting import collect_issue
from gazette.typesetting.issue import issue_key
from gazette.views.issues import of_issue
from policies.views.rendered import rendered_response


@of_issue
def issue_pdf(request: HttpRequest, issue: GazetteIssue, code: str) -> HttpResponse:
    if code and issue.gazette.is_default:
        return redirect("gazette:issue_pdf", year=issue.year, key=issue.key, permanent=True)
    manuscript = collect_issue(issue)
    return rendered_response(
        request,
        key=issue_key(manuscript),
        name=f"{manuscript.title}{manuscript.name}",
        plain=f"{issue.gazette.code}-{issue.year}-{issue.key}",
        back=issue.get_absolute_url(),
        queue=partial(render_issue_pdf.delay, issue_id=issue.pk),
    )
