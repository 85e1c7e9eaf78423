"""The home page: the newest issue, the newest policies, a search box, and what changed lately."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gazette.models import Gazette, GazetteIssue, IssueState
from policies.models import DocumentEvent, PolicyDocument
from policies.views.caching import public_page

NEWEST = 10
LATELY = 8


@public_page
def home(request: HttpRequest) -> HttpResponse:
    newest = GazetteIssue.objects.published().filter(gazette=Gazette.objects.default()).newest_first()
    issue = newest.select_related("gazette").prefetch_related("contents", "promulgations__document").first()
    return render(
        request,
        "gazette/home.html",
        {
            "issue": issue,
            "gazettes": Gazette.objects.filter(issues__state=IssueState.PUBLISHED).distinct(),
            "documents": PolicyDocument.objects.published()
            .newest_first()
            .prefetch_related("numbers", "issuer_links__organ")[:NEWEST],
            "events": DocumentEvent.objects.public().select_related("document").order_by("-id")[:LATELY],
        },
    )
