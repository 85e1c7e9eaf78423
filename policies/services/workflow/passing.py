"""来稿 → 一校 二校 三校 → 清样 → 付印, and the ways back: one deed each, for the desk."""

from django.db import IntegrityError, transaction

from policies.drafting.deeds import Deed
from policies.grammar.said import said
from policies.models import Approval, DocumentState, Draft, PolicyDocument, Stage, User
from policies.services.drafting.copying import give_findings_back
from policies.services.proofreading import proofread
from policies.services.workflow.errors import GateError, SecondEyesError, WorkflowError
from policies.services.workflow.gate import obstacles_in_text
from policies.services.workflow.moving import allow, held, leave, move, reason_given
from policies.services.workflow.permission import working_draft
from policies.services.workflow.screening import record_screening
from policies.services.workflow.steps import next_step, proof_steps

At = tuple[str, int] | None  # the stage and proof where whoever acts has seen the text


@transaction.atomic
def send_to_proof(*, document: PolicyDocument, by: User, lock: int | None = None, at: At = None) -> Draft:
    """A received text to its proof: the first, or the one that sent it back. Raises `WorkflowError`."""
    draft = held(document=document, deed=Deed.SUBMIT, by=by, lock=lock, at=at)
    record_screening(draft=draft)
    stage, proof = next_step(draft, _proofs_passed(draft))
    move(draft=draft, deed=Deed.SUBMIT, to=stage, proof=proof, by=by)
    return draft


@transaction.atomic
def approve_proof(
    *, document: PolicyDocument, by: User, lock: int | None = None, at: At = None, special: str = ""
) -> Draft:
    """Passes a proof: on to the next, after the last to the galley. `special`: the reason of a special approval 特批.

    Raises `SecondEyesError` for whoever wrote since the last approval, `WorkflowError`.
    """
    draft = held(document=document, deed=Deed.SPECIAL if special else Deed.APPROVE, by=by, lock=lock, at=at)
    if draft.stage != Stage.PROOF:
        raise WorkflowError(said("文稿不在校次上。"))
    record_screening(draft=draft)
    _approve(draft, by, special)
    stage, proof = next_step(draft, draft.proof)
    move(draft=draft, deed=Deed.SPECIAL if special else Deed.APPROVE, to=stage, proof=proof, by=by, reason=special)
    return draft


def sign_galley(
    *, document: PolicyDocument, by: User, lock: int | None = None, at: At = None, special: str = ""
) -> Draft:
    """付印: the text is as it shall be printed. Raises `GateError` when something in the text stands in the way,
    `SecondEyesError`, `WorkflowError`."""
    draft = working_draft(document)
    if draft and draft.proofread_lock != draft.lock:
        proofread(draft=draft)  # by itself: what it finds must still be there when the gate is closed for it
    return _signed(document=document, by=by, lock=lock, at=at, special=special)


@transaction.atomic
def _signed(*, document: PolicyDocument, by: User, lock: int | None, at: At, special: str) -> Draft:
    draft = held(document=document, deed=Deed.SPECIAL if special else Deed.SIGN, by=by, lock=lock, at=at)
    if draft.stage != Stage.GALLEY:
        raise WorkflowError(said("文稿不是清样。"))
    record_screening(draft=draft)
    obstacles = obstacles_in_text(draft=draft)
    if obstacles:
        raise GateError(draft.document.title, obstacles)
    _approve(draft, by, special)
    move(draft=draft, deed=Deed.SPECIAL if special else Deed.SIGN, to=Stage.SIGNED, by=by, reason=special)
    return draft


@transaction.atomic
def send_back(*, document: PolicyDocument, by: User, reason: str) -> Draft:
    """Back to the editors, who send it on to the same proof again; a galley goes through its last proof again.

    Raises `WorkflowError`.
    """
    told = reason_given(reason)
    draft = held(document=document, deed=Deed.SEND_BACK, by=by)
    move(draft=draft, deed=Deed.SEND_BACK, to=Stage.RECEIVED, by=by, reason=told)
    return draft


@transaction.atomic
def recall_signature(*, document: PolicyDocument, by: User, reason: str) -> Draft:
    """撤回付印: the signed text becomes a galley again, which can be edited and sent back. Raises `WorkflowError`."""
    told = reason_given(reason)
    draft = held(document=document, deed=Deed.RECALL, by=by)
    move(draft=draft, deed=Deed.RECALL, to=Stage.GALLEY, by=by, reason=told)
    return draft


@transaction.atomic
def give_up(*, document: PolicyDocument, by: User, reason: str) -> Draft:
    """退稿: the work ends without publication. A new manuscript stays on the desk and can be taken up again; a corrected
    wording goes, the public one stays. Raises `WorkflowError`."""
    told = reason_given(reason)
    draft = held(document=document, deed=Deed.GIVE_UP, by=by)
    leave(draft=draft, deed=Deed.GIVE_UP, by=by, reason=told)
    if not draft.version.was_current and draft.document.state != DocumentState.DRAFT:
        give_findings_back(version=draft.version)
    return draft


@transaction.atomic
def resume(*, document: PolicyDocument, by: User) -> Draft:
    """Takes a manuscript up again that was given up, as received. Raises `WorkflowError`."""
    allow(document=document, deed=Deed.RESUME, by=by)
    closed = document.drafts.select_for_update(of=("self",)).filter(document__state=DocumentState.DRAFT)
    draft = closed.order_by("pk").last()
    if draft is None or draft.closed_at is None:
        raise WorkflowError(said("这份文稿没有退稿。"))
    draft.closed_at = None
    draft.save(update_fields=["closed_at"])
    move(draft=draft, deed=Deed.RESUME, to=Stage.RECEIVED, by=by)
    return draft


def _approve(draft: Draft, by: User, special: str) -> Approval:
    try:
        with transaction.atomic():
            return Approval.objects.create(
                draft=draft,
                stage=draft.stage,
                proof=draft.proof,
                revision=draft.revisions.order_by("n").last(),
                by=by,
                special=bool(special),
                reason=special,
            )
    except IntegrityError as error:
        if "approval_second_eyes" not in str(error):
            raise
        told = said("上一次审核以后您改过这份文稿，不能审核自己改的内容。请由其他人审核；确有必要的，写明原因特批。")
        raise SecondEyesError(told) from error


def _proofs_passed(draft: Draft) -> int:
    """How many proofs stand behind a received text: those before the one that sent it back, none for a new one."""
    last = draft.moves.order_by("pk").last()
    if last is None or last.deed != Deed.SEND_BACK:
        return 0
    if last.before == Stage.PROOF:
        return last.before_proof - 1
    return max(len(proof_steps()) - 1, 0)
