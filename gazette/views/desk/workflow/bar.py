"""Turns an account and a document or issue into what the deeds bar shows: track, deeds, obstacles, the hour that is set."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from gazette.drafting.deeds import IssueDeed
from gazette.models import GazetteIssue, IssueStage, ScheduledPublication, ScheduleState
from gazette.services.workflow.batches import moves_so_far
from gazette.services.workflow.permission import issue_deeds_of
from gazette.services.workflow.readiness import Unready, unready_documents, unsigned_documents
from gazette.views.desk.workflow.words import DOCUMENT_WORDS, ISSUE_WORDS, Gate, Words
from policies.drafting.deeds import Deed, Place
from policies.models import Draft, PolicyDocument
from policies.services.workflow.errors import Obstacle, ObstacleKind
from policies.services.workflow.gate import obstacles
from policies.services.workflow.permission import Staff, deeds_of, places_of, working_draft
from policies.services.workflow.steps import Step, StepState, standing_name, track

_NOT_OF_TEXT = (ObstacleKind.UNSIGNED, ObstacleKind.UNDECIDED, ObstacleKind.NOT_OPEN, ObstacleKind.UNEXAMINED)
_ON_DESK = frozenset({Place.RECEIVED, Place.PROOF, Place.GALLEY, Place.SIGNED})


@dataclass(frozen=True, slots=True)
class Button:
    """A deed that is open to the account; `held` tells why it must wait."""

    words: Words
    url: str
    held: str = ""


@dataclass(frozen=True, slots=True)
class Mend:
    """An obstacle, and where it is mended."""

    message: str
    url: str


@dataclass(frozen=True, slots=True)
class DocumentBar:
    document: PolicyDocument
    draft: Draft | None
    deeds: frozenset[Deed]
    standing: str
    track: list[Step]
    buttons: list[Button]
    mends: list[Mend]
    schedule: ScheduledPublication | None
    lock: int
    on_desk: bool


@dataclass(frozen=True, slots=True)
class IssueBar:
    issue: GazetteIssue
    deeds: frozenset[IssueDeed]
    track: list[Step]
    buttons: list[Button]
    unready: list[Unready]
    schedule: ScheduledPublication | None
    moves: int  # of all its documents so far


def document_bar(*, document: PolicyDocument, staff: Staff) -> DocumentBar:
    """A constant number of queries, whatever the text's length."""
    deeds = deeds_of(staff=staff, document=document)
    on_desk = bool(places_of(document) & _ON_DESK)
    found = obstacles(document=document) if on_desk else []
    draft = working_draft(document)
    return DocumentBar(
        document=document,
        draft=draft,
        deeds=deeds,
        standing=standing_name(document),
        track=track(document),
        buttons=[_document_button(words, document, found) for words in DOCUMENT_WORDS if words.deed in deeds],
        mends=[Mend(one.message, _where(one, document)) for one in found],
        schedule=_waiting(document=document),
        lock=draft.lock if draft else 0,
        on_desk=on_desk,
    )


def issue_bar(*, issue: GazetteIssue, staff: Staff) -> IssueBar:
    deeds = issue_deeds_of(staff=staff, issue=issue)
    unready = _unready(issue)
    return IssueBar(
        issue=issue,
        deeds=deeds,
        track=_issue_track(issue),
        buttons=[_issue_button(words, issue, unready) for words in ISSUE_WORDS if words.deed in deeds],
        unready=unready,
        schedule=_waiting(issue=issue),
        moves=moves_so_far(issue=issue),
    )


def _document_button(words: Words, document: PolicyDocument, found: list[Obstacle]) -> Button:
    against = {
        Gate.OPEN: [],
        Gate.TEXT: [one for one in found if one.kind not in _NOT_OF_TEXT],
        Gate.ALL: found,
    }[words.gate]
    held = _("还有 %s 项没有满足") % len(against) if against else ""
    return Button(words, reverse("desk:document_deed", args=[document.pk, words.deed.value]), held)


def _issue_button(words: Words, issue: GazetteIssue, unready: list[Unready]) -> Button:
    held = _("还有 %s 件公文没有就绪") % len(unready) if unready and words.gate != Gate.OPEN else ""
    return Button(words, reverse("desk:issue_deed", args=[issue.pk, words.deed.value]), held)


def _unready(issue: GazetteIssue) -> list[Unready]:
    if issue.state != "draft":
        return []
    return unready_documents(issue=issue) if issue.stage == IssueStage.SIGNED else unsigned_documents(issue=issue)


def _issue_track(issue: GazetteIssue) -> list[Step]:
    names = [*(str(stage.label) for stage in IssueStage), _("发布")]
    at = list(IssueStage.values).index(issue.stage) if issue.state == "draft" else len(names) - 1
    return [
        Step(name, StepState.NOW if n == at else StepState.DONE if n < at else StepState.AHEAD)
        for n, name in enumerate(names)
    ]


def _where(obstacle: Obstacle, document: PolicyDocument) -> str:
    if obstacle.kind == ObstacleKind.EMPTY:
        return reverse("desk:document_edit", args=[document.pk])
    return {
        ObstacleKind.UNSIGNED: "#deeds",
        ObstacleKind.UNDECIDED: "#disclosure",
        ObstacleKind.NOT_OPEN: "#disclosure",
        ObstacleKind.UNEXAMINED: "#secrecy",
    }.get(obstacle.kind, "#findings")


def _waiting(**about: PolicyDocument | GazetteIssue) -> ScheduledPublication | None:
    return ScheduledPublication.objects.filter(state=ScheduleState.WAITING, **about).select_related("by").first()
