"""编排 → 清样 → 付印, and the ways back: one deed each, for an issue."""

from datetime import date

from django.db import IntegrityError, transaction

from gazette.drafting.deeds import IssueDeed
from gazette.models import GazetteIssue, IssueApproval, IssueMove, IssueStage
from gazette.services.publishing import publish_issue
from gazette.services.workflow.permission import may_with_issue
from gazette.services.workflow.readiness import unsigned_documents
from gazette.signals import issue_moved
from policies.grammar.said import joined, said
from policies.models import User
from policies.services.workflow.errors import NotAllowedError, SecondEyesError, WorkflowError
from policies.services.workflow.moving import reason_given


@transaction.atomic
def submit_issue(*, issue: GazetteIssue, by: User) -> GazetteIssue:
    """The composition is done: to the galley. Raises `WorkflowError`."""
    issue = _held(issue, IssueDeed.SUBMIT, by)
    if not issue.promulgations.exists():
        raise WorkflowError(said("这一期还没有公文。"))
    _move(issue, IssueDeed.SUBMIT, IssueStage.GALLEY, by)
    return issue


@transaction.atomic
def sign_issue(*, issue: GazetteIssue, by: User, lock: int | None = None, special: str = "") -> GazetteIssue:
    """付印 of the whole: each of its documents is signed or public, and the signer has not compiled it; `special` is the
    reason of a special approval 特批. Raises `SecondEyesError`, `WorkflowError`."""
    deed = IssueDeed.SPECIAL if special else IssueDeed.SIGN
    issue = _held(issue, deed, by)
    if lock is not None and issue.lock != lock:
        raise WorkflowError(said("您打开这一页以后，编排又有改动；请看过新的清样再办理。"))
    unsigned = unsigned_documents(issue=issue)
    if unsigned:
        names = joined(
            (said("《{title}》（{reason}）", title=one.document.title, reason=one.reason) for one in unsigned[:5]), "；"
        )
        raise WorkflowError(said("还有 {count} 件公文没有付印：{names}。", count=len(unsigned), names=names))
    _approve(issue, by, special)
    _move(issue, deed, IssueStage.SIGNED, by, special)
    return issue


@transaction.atomic
def send_issue_back(*, issue: GazetteIssue, by: User, reason: str) -> GazetteIssue:
    """The galley goes back to those who compile it. Raises `WorkflowError`."""
    told = reason_given(reason)
    issue = _held(issue, IssueDeed.SEND_BACK, by)
    _move(issue, IssueDeed.SEND_BACK, IssueStage.COMPILING, by, told)
    return issue


@transaction.atomic
def recall_issue(*, issue: GazetteIssue, by: User, reason: str) -> GazetteIssue:
    """撤回付印. Raises `WorkflowError`."""
    told = reason_given(reason)
    issue = _held(issue, IssueDeed.RECALL, by)
    _move(issue, IssueDeed.RECALL, IssueStage.GALLEY, by, told)
    return issue


@transaction.atomic
def release_issue(*, issue: GazetteIssue, on: date, by: User) -> GazetteIssue:
    """Makes a signed issue and its documents public. Raises `WorkflowError`, `NotPublishableError`."""
    issue = _held(issue, IssueDeed.PUBLISH, by)
    publish_issue(issue=issue, on=on, by=by)
    _note(issue, IssueDeed.PUBLISH, "", by, "")
    return issue


def _held(issue: GazetteIssue, deed: IssueDeed, by: User) -> GazetteIssue:
    """The issue, locked for the caller's transaction, when the account may do the deed now. Raises `NotAllowedError`."""
    issue = GazetteIssue.objects.select_for_update(of=("self",)).select_related("gazette").get(pk=issue.pk)
    if not may_with_issue(user=by, deed=deed, issue=issue):
        raise NotAllowedError(said("您不能办理，或这一期已不在这一环节；请刷新页面查看。"))
    return issue


def _approve(issue: GazetteIssue, by: User, special: str) -> None:
    try:
        with transaction.atomic():
            IssueApproval.objects.create(issue=issue, stage=issue.stage, by=by, special=bool(special), reason=special)
    except IntegrityError as error:
        if "issue_approval_second_eyes" not in str(error):
            raise
        told = said("上一次付印以后您编排过这一期，不能由您付印。请由其他人付印；确有必要的，写明原因特批。")
        raise SecondEyesError(told) from error


def _move(issue: GazetteIssue, deed: IssueDeed, to: IssueStage, by: User, reason: str = "") -> None:
    _note(issue, deed, to.value, by, reason)
    issue.stage = to
    issue.save(update_fields=["stage", "updated_at"])


def _note(issue: GazetteIssue, deed: IssueDeed, after: str, by: User, reason: str) -> None:
    made = IssueMove.objects.create(issue=issue, deed=deed.value, before=issue.stage, after=after, by=by, reason=reason)
    issue_moved.send(sender=IssueMove, move=made)
