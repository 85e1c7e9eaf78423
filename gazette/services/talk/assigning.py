"""分工: gives people tasks with a document or an issue, hands these on, ends them; each deed tells whom it concerns."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from gazette.models import ROLES_FOR, Assignment, GazetteIssue, NotificationKind, Task
from gazette.services.talk.participating import may_take_part
from gazette.services.telling.notifying import Matter, notify
from policies.drafting.deeds import Deed
from policies.grammar.said import said
from policies.models import PolicyDocument, User
from policies.services.staff import roles_of
from policies.services.workflow.permission import may


class AssignmentError(Exception):
    """The deed can't be done; the message says why, for the person who asked."""


def assign(
    *,
    document: PolicyDocument | None = None,
    issue: GazetteIssue | None = None,
    task: Task,
    proof: int = 0,
    to: User,
    by: User,
    due_on: date | None = None,
    note: str = "",
) -> Assignment:
    """A new task, of a document or of an issue. Raises `AssignmentError`."""
    _require_right(by, document, issue)
    _require_able(to, task, document)
    try:
        with transaction.atomic():
            made = Assignment.objects.create(
                document=document, issue=issue, task=task, proof=proof, to=to, by=by, due_on=due_on, note=note
            )
            _tell(made, NotificationKind.ASSIGNED, to, by, note)
    except IntegrityError as error:
        raise AssignmentError(said("{name}已经在办这件事。", name=to.shown_name)) from error
    return made


def hand_on(*, assignment: Assignment, to: User, by: User, due_on: date | None) -> Assignment:
    """The task is somebody else's from now on, or due on another day. Raises `AssignmentError`."""
    try:
        with transaction.atomic():
            one = _open(assignment)
            _require_right(by, one.document, one.issue)
            before, moved = one.to, one.due_on != due_on
            _require_able(to, Task(one.task), one.document)
            one.to, one.due_on = to, due_on
            one.save(update_fields=["to", "due_on"])
            if to != before:
                _tell(one, NotificationKind.RELEASED, before, by)
            if to != before or moved:
                _tell(one, NotificationKind.ASSIGNED, to, by, one.note)
    except IntegrityError as error:
        raise AssignmentError(said("{name}已经在办这件事。", name=to.shown_name)) from error
    return one


@transaction.atomic
def finish(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """The task is done, as whoever has or gave it says; who gave it is told. Raises `AssignmentError`."""
    one = _open(assignment)
    if by not in (one.to, one.by):
        raise AssignmentError(said("只有承办人和分派人可以办结。"))
    one.done_at, one.done_by = at, by
    one.save(update_fields=["done_at", "done_by"])
    _tell(one, NotificationKind.FINISHED, one.by, by)
    return one


@transaction.atomic
def withdraw_assignment(*, assignment: Assignment, by: User, at: datetime) -> Assignment:
    """The task is given up. Raises `AssignmentError`."""
    one = _open(assignment)
    _require_right(by, one.document, one.issue)
    one.withdrawn_at = at
    one.save(update_fields=["withdrawn_at"])
    _tell(one, NotificationKind.RELEASED, one.to, by)
    return one


def able(*, user: User, task: Task, document: PolicyDocument | None = None) -> bool:
    """Whether a person may be given a task: a role that does it, and the right to work on the document."""
    if not user.is_active or not {role.value for role in ROLES_FOR[task]} & roles_of(user):
        return False
    return may(user=user, deed=Deed.COMMENT, document=document) if document else not user.organs.exists()


def _require_able(to: User, task: Task, document: PolicyDocument | None) -> None:
    if not able(user=to, task=task, document=document):
        raise AssignmentError(said("{name}没有“{task}”所需的角色或机关权限。", name=to.shown_name, task=task.label))


def _require_right(by: User, document: PolicyDocument | None, issue: GazetteIssue | None) -> None:
    if not may_take_part(user=by, deed=Deed.ASSIGN, document=document, issue=issue):
        raise AssignmentError(said("您不能在这里分派任务。"))


def _open(assignment: Assignment) -> Assignment:
    one = Assignment.objects.select_for_update(of=("self",)).select_related("document", "issue", "to", "by")
    found = one.get(pk=assignment.pk)
    if not found.is_open:
        raise AssignmentError(said("这项分工已经结束。"))
    return found


def _tell(one: Assignment, kind: NotificationKind, to: User, by: User, note: str = "") -> None:
    about = Matter(document=one.document, issue=one.issue, assignment=one)
    notify(to=[to], kind=kind, by=by, about=about, note=note)
