"""The desk's own search box: documents and issues in any state, by title, number or a part of either."""

import re

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gazette.models import GazetteIssue
from gazette.views.desk.access import EDITORIAL, for_roles
from policies.grammar.numbers import parse_query
from policies.models import PolicyDocument

MOST = 40
_ISSUE = re.compile(r"^\s*(?:(?P<year>(?:19|20)\d\d)\s*[年\-/.\s]\s*)?第?\s*(?P<number>\d{1,4})\s*期?\s*$")
_YEAR = re.compile(r"^\s*((?:19|20)\d\d)\s*年?\s*$")
_BRACKETS = str.maketrans("[［(（【〈﹝]］)）】〉﹞", "〔〔〔〔〔〔〔〕〕〕〕〕〕〕")


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def find(request: HttpRequest) -> HttpResponse:
    """`q` as typed; the only one found is opened at once."""
    typed = request.GET.get("q", "").replace("\0", "").strip()[:200]
    documents = list(_documents(typed)[:MOST]) if typed else []
    issues = list(_issues(typed)[:MOST]) if typed else []
    if len(documents) == 1 and not issues:
        return redirect("desk:document_detail", document_id=documents[0].pk)
    if len(issues) == 1 and not documents:
        return redirect(issue_address(issues[0]))
    context = {
        "desk_query": typed,
        "documents": documents,
        "issues": [(issue, issue_address(issue)) for issue in issues],
        "most": MOST,
    }
    return render(request, "gazette/desk/find.html", context)


def issue_address(issue: GazetteIssue) -> str:
    """Where the desk works on an issue; jobs are prefetched."""
    job = next(iter(issue.jobs.all()), None)
    return reverse("desk:import_detail", args=[job.pk]) if job else issue.get_absolute_url()


def _documents(typed: str) -> QuerySet[PolicyDocument]:
    number = parse_query(typed)
    found = PolicyDocument.objects.bearing(number) if number else PolicyDocument.objects.none()
    if not number or not found.exists():
        part = typed.translate(_BRACKETS).replace(" ", "")
        bearing = PolicyDocument.objects.filter(numbers__normalised__icontains=part).values("pk")
        found = PolicyDocument.objects.filter(Q(title__icontains=typed) | Q(pk__in=bearing) | Q(slug=typed))
    return found.prefetch_related("numbers", "promulgations__issue__gazette").newest_first()


def _issues(typed: str) -> QuerySet[GazetteIssue]:
    year, issue = _YEAR.match(typed), _ISSUE.match(typed)
    asked = Q(title__icontains=typed) | Q(gazette__title__icontains=typed)
    if year:
        asked = Q(year=int(year[1]))
    elif issue:
        asked = Q(number=int(issue["number"])) & (Q(year=int(issue["year"])) if issue["year"] else Q())
    return GazetteIssue.objects.filter(asked).select_related("gazette").prefetch_related("jobs").newest_first()
