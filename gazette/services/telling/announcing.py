"""Tells those concerned when a draft or an issue moves over the desk, and ends the tasks that the move has done."""

from django.db.models import QuerySet
from django.utils.functional import lazy

from gazette.drafting.deeds import IssueDeed
from gazette.models import (
    Assignment,
    GazetteIssue,
    IssueMove,
    IssueStage,
    IssueState,
    NotificationKind,
    ScheduledPublication,
    Task,
)
from gazette.services.telling.notifying import Matter, compilers_of, notify, writers_of
from policies.drafting.deeds import Deed
from policies.models import Draft, DraftMove, PolicyDocument, Stage, VersionBasis
from policies.services.workflow.steps import stage_name
from policies.speaking import named

_stage = lazy(stage_name, str)
_TASKS = {Stage.PROOF.value: Task.PROOF, Stage.GALLEY.value: Task.GALLEY}
_PASSED = {Deed.APPROVE.value, Deed.SPECIAL.value, Deed.SIGN.value}
_BACK = {Deed.SEND_BACK.value, Deed.RECALL.value, Deed.GIVE_UP.value}
_ISSUE_BACK = {IssueDeed.SEND_BACK.value, IssueDeed.RECALL.value}


def tell_of_draft(*, move: DraftMove) -> None:
    """Its writers hear what became of it, and whoever has the next proof or the galley that it waits."""
    draft = move.draft
    document = draft.document
    if move.deed in _PASSED:
        _end(_tasks(document, move.before, move.before_proof), move)
    for task in _tasks(document, move.after, move.after_proof):
        matter = Matter(document=document, assignment=task)
        notify(to=[task.to], kind=NotificationKind.PROOF, by=move.by, about=matter)
    kind = _kind(move)
    if kind and not _told_with_issue(move, draft):
        passed = named(_stage(move.before, move.before_proof)) if kind == NotificationKind.APPROVED else ""
        matter = Matter(document=document)
        notify(to=writers_of(draft), kind=kind, by=move.by, about=matter, note=move.reason or passed)


def tell_of_issue(*, move: IssueMove) -> None:
    """Those who compiled it hear what became of it, and whoever has its galley that it waits."""
    issue = move.issue
    if move.after == IssueStage.GALLEY and move.deed == IssueDeed.SUBMIT:
        for task in _galleys(issue):
            matter = Matter(issue=issue, assignment=task)
            notify(to=[task.to], kind=NotificationKind.PROOF, by=move.by, about=matter)
    kind = None
    if move.deed in _ISSUE_BACK:
        kind = NotificationKind.RETURNED
    elif move.deed == IssueDeed.PUBLISH:
        kind = NotificationKind.PUBLISHED
    elif move.after == IssueStage.SIGNED:
        kind = NotificationKind.SIGNED
        _end(_galleys(issue), move)
    if kind:
        notify(to=compilers_of(issue), kind=kind, by=move.by, about=Matter(issue=issue), note=move.reason)


def tell_of_failure(*, schedule: ScheduledPublication) -> None:
    """Whoever set the hour hears that nothing was published, and why."""
    matter = Matter(document=schedule.document, issue=schedule.issue)
    notify(to=[schedule.by], kind=NotificationKind.NOT_PUBLISHED, about=matter, note=schedule.said)


def _kind(move: DraftMove) -> NotificationKind | None:
    if move.deed in _BACK:
        return NotificationKind.RETURNED
    if move.deed == Deed.PUBLISH:
        return NotificationKind.PUBLISHED
    if move.after == Stage.SIGNED:
        return NotificationKind.SIGNED
    return NotificationKind.APPROVED if move.deed in _PASSED else None


def _told_with_issue(move: DraftMove, draft: Draft) -> bool:
    """A document that becomes public with its issue is not told apart from it."""
    if move.deed != Deed.PUBLISH or draft.version.basis != VersionBasis.ISSUED:
        return False
    return draft.document.promulgations.filter(issue__state=IssueState.PUBLISHED).exists()


def _tasks(document: PolicyDocument, stage: str, proof: int) -> QuerySet[Assignment]:
    """The open tasks of this stage."""
    found = Assignment.objects.open().filter(document=document).select_related("to")
    return found.filter(task=_TASKS[stage], proof=proof) if stage in _TASKS else found.none()


def _galleys(issue: GazetteIssue) -> QuerySet[Assignment]:
    return Assignment.objects.open().filter(issue=issue, task=Task.GALLEY).select_related("to")


def _end(tasks: QuerySet[Assignment], move: DraftMove | IssueMove) -> None:
    if move.by:
        tasks.update(done_at=move.at, done_by=move.by)
