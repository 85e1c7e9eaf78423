"""The home page: the newest issue, the newest policies, a search box, and what changed lately."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gazette.models import Gazette, GazetteIssue
from policies.models import DocumentEvent, DocumentState, PolicyDocument
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
            "gazettes": Gazette.objects.filter(issues__state="published").distinct(),
            "documents": PolicyDocument.objects.published()
            .newest_first()
            .prefetch_related("numbers", "issuer_links__organ")[:NEWEST],
            "events": DocumentEvent.objects.filter(
                document__state__in=(DocumentState.PUBLISHED, DocumentState.WITHDRAWN)
            )
            .select_related("document")
            .order_by("-id")[:LATELY],
        },
    )
