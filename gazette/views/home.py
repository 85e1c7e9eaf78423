"""The home page: the newest issue, the newest policies, a search box, and what changed lately."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gazette.models import Gazette, GazetteIssue, IssueState
from gazette.typesetting.contents import contents
from policies.models import DocumentEvent, PolicyDocument
from policies.views.caching import public_page

NEWEST = 8
LATELY = 8


@public_page
def home(request: HttpRequest) -> HttpResponse:
    newest = GazetteIssue.objects.published().filter(gazette=Gazette.objects.default()).newest_first()
    issue = newest.select_related("gazette").first()
    return render(
        request,
        "gazette/home.html",
        {
            "issue": issue,
            "lines": [line for _, lines in contents(issue) for line in lines] if issue else [],
            "gazettes": Gazette.objects.filter(issues__state=IssueState.PUBLISHED).distinct(),
            "documents": PolicyDocument.objects.published()
            .newest_first()
            .prefetch_related("numbers", "issuer_links__organ")[:NEWEST],
            "changes": _changes(),
        },
    )


def _changes() -> list[list[DocumentEvent]]:
    """The latest events, those of one day and kind together."""
    events = DocumentEvent.objects.public().select_related("document").order_by("-id")[:LATELY]
    return [list(found) for _, found in groupby(events, key=lambda event: (event.on, event.kind))]
