"""Renders a whole issue once for each state of its words, and notes on which page each document came to stand."""

from django.db import transaction

from gazette.models import Distribution, Gazette, GazetteIssue
from gazette.typesetting.annual.collecting import collect_annual
from gazette.typesetting.annual.setting import annual_key, typeset_annual
from gazette.typesetting.collecting import anchor_of, collect_issue
from gazette.typesetting.distribution import collect_list, list_key, typeset_list
from gazette.typesetting.issue import issue_key, typeset_issue
from policies.models import RenderedFile
from policies.services.rendering import keep_rendering, render_document
from policies.typesetting.press import PrintedPdf


def render_issue(*, issue_id: int) -> RenderedFile | None:
    """The PDF of a published issue as it stands now; None when there is no such issue."""
    issue = GazetteIssue.objects.published().select_related("gazette").filter(pk=issue_id).first()
    if issue is None:
        return None
    manuscript = collect_issue(issue)

    def typeset() -> PrintedPdf:
        printed = typeset_issue(manuscript)
        note_pages(issue=issue, places=printed.places)
        return printed

    return keep_rendering(key=issue_key(manuscript), typeset=typeset)


def render_annual(*, gazette_id: int, year: int) -> RenderedFile | None:
    """The PDF of a year's general contents as the published issues stand now; None for a year without any."""
    gazette = Gazette.objects.filter(pk=gazette_id).first()
    manuscript = collect_annual(gazette, year) if gazette else None
    if manuscript is None:
        return None
    return keep_rendering(key=annual_key(manuscript), typeset=lambda: typeset_annual(manuscript))


def render_distribution(*, distribution_id: int, labels: bool) -> RenderedFile | None:
    """The PDF of an issue's distribution list or of its labels; None when the list is no more."""
    found = Distribution.objects.select_related("issue__gazette").filter(pk=distribution_id).first()
    if found is None:
        return None
    sent = collect_list(found, labels=labels)
    return keep_rendering(key=list_key(sent), typeset=lambda: typeset_list(sent))


def render_all_of(*, issue_id: int) -> int:
    """The issue's file and that of each document in it; how many there are."""
    whole = render_issue(issue_id=issue_id)
    if whole is None:
        return 0
    documents = GazetteIssue.objects.get(pk=issue_id).promulgations.order_by("position")
    made = [render_document(document_id=pk) for pk in documents.values_list("document_id", flat=True)]
    return 1 + sum(file is not None for file in made)


@transaction.atomic
def note_pages(*, issue: GazetteIssue, places: dict[str, int]) -> None:
    """Writes each document's page of the typeset issue beside its printed page."""
    changed = []
    for promulgation in issue.promulgations.all():
        page = places.get(anchor_of(promulgation))
        if page != promulgation.typeset_page:
            promulgation.typeset_page = page
            changed.append(promulgation)
    issue.promulgations.bulk_update(changed, ["typeset_page"])
