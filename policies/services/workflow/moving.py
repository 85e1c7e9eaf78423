"""Moves a draft from stage to stage under its row's lock, and writes each move down."""

from django.db.models.functions import Now

from policies.drafting.deeds import Deed
from policies.grammar.said import said
from policies.models import Draft, DraftMove, PolicyDocument, Stage, User
from policies.services.drafting import open_draft
from policies.services.workflow.errors import NotAllowedError, WorkflowError
from policies.services.workflow.permission import may
from policies.signals import draft_moved

LONGEST_REASON = 2000


def held(
    *, document: PolicyDocument, deed: Deed, by: User, lock: int | None = None, at: tuple[str, int] | None = None
) -> Draft:
    """The document's draft, locked for the caller's transaction, when the account may do the deed now.

    `lock`: the draft's lock that the account has seen; a text that was saved since must be seen first. `at`: the stage and
    proof where the account has seen it; a button that was pressed twice, or by two people, moves it once. Raises
    `WorkflowError`.
    """
    allow(document=document, deed=deed, by=by)
    opened = open_draft(document=document, by=by)
    draft = Draft.objects.select_for_update(of=("self",)).select_related("document", "version").get(pk=opened.pk)
    allow(document=draft.document, deed=deed, by=by)  # somebody may have moved it meanwhile
    if at is not None and (draft.stage, draft.proof) != at:
        raise WorkflowError(said("文稿已经不在您看到的那个环节，没有重复办理。"))
    if lock is not None and draft.lock != lock:
        raise WorkflowError(said("您打开这一页以后，文稿又有改动；请看过新的文稿再办理。"))
    return draft


def allow(*, document: PolicyDocument, deed: Deed, by: User) -> None:
    """Raises `NotAllowedError` unless the account may do the deed now."""
    if not may(user=by, deed=deed, document=PolicyDocument.objects.get(pk=document.pk)):
        raise NotAllowedError(said("您不能办理，或文稿已不在这一环节；请刷新页面查看。"))


def move(*, draft: Draft, deed: Deed, to: Stage, by: User | None, proof: int = 0, reason: str = "") -> None:
    """Writes the move down and takes the draft there."""
    _note(draft, deed, by, reason, to.value, proof)
    draft.stage, draft.proof = to, proof
    draft.save(update_fields=["stage", "proof"])
    worked_on(document=draft.document, by=by)


def worked_on(*, document: PolicyDocument, by: User | None) -> None:
    """A person has put work into it: no newer reading takes its place silently."""
    if by:
        PolicyDocument.objects.filter(pk=document.pk).update(updated_by=by)


def leave(*, draft: Draft, deed: Deed, by: User | None, reason: str = "") -> None:
    """Closes the draft: its text is public, or given up. Its stage stays the one it left from."""
    _note(draft, deed, by, reason, "", 0)
    Draft.objects.filter(pk=draft.pk).update(closed_at=Now())
    draft.refresh_from_db(fields=["closed_at"])


def _note(draft: Draft, deed: Deed, by: User | None, reason: str, after: str, proof: int) -> None:
    made = DraftMove.objects.create(
        draft=draft,
        deed=deed.value,
        before=draft.stage,
        before_proof=draft.proof,
        after=after,
        after_proof=proof,
        by=by,
        reason=reason,
    )
    draft_moved.send(sender=DraftMove, move=made)


def reason_given(reason: str) -> str:
    """The reason without its blanks. Raises `WorkflowError` when nothing was told."""
    told = reason.strip()[:LONGEST_REASON]
    if not told:
        raise WorkflowError(said("请写明原因。"))
    return told
