"""批注: remarks on a document or an issue, answered, resolved, changed and deleted; who is meant or answered is told."""

from datetime import datetime

from django.db import transaction

from gazette.models import Comment, GazetteIssue, Notification, NotificationKind
from gazette.services.talk.mentioning import mentioned
from gazette.services.talk.participating import colleagues, may_take_part
from gazette.services.talk.pinning import PinError, pin_columns
from gazette.services.telling.notifying import Matter, notify
from policies.drafting.deeds import Deed
from policies.grammar.said import said
from policies.models import PolicyDocument, User
from policies.services.workflow.permission import may

LONGEST = 4000


class CommentError(Exception):
    """The deed can't be done; the message says why, for the person who asked."""


@transaction.atomic
def comment_on_document(*, document: PolicyDocument, by: User, text: str, key: str = "", quote: str = "") -> Comment:
    """A remark on a place of the text (`key` of the editors' tree, `quote` the words chosen there) or on the whole.

    Raises `CommentError`.
    """
    _require_right(by, document, None)
    try:
        pinned = pin_columns(document=document, key=key, quote=quote)
    except PinError as error:
        fresh = key.startswith("n-")  # the browser has made it, and not yet saved it
        told = said("这一处还没有保存，请稍候再发表。") if fresh else said("批注的地方已不在文中；请刷新后再批注。")
        raise CommentError(told) from error
    made = Comment.objects.create(document=document, by=by, text=_words(text), **pinned)
    _tell(made)
    return made


@transaction.atomic
def comment_on_issue(*, issue: GazetteIssue, by: User, text: str) -> Comment:
    """A remark on a whole issue. Raises `CommentError`."""
    _require_right(by, None, issue)
    made = Comment.objects.create(issue=issue, by=by, text=_words(text))
    _tell(made)
    return made


@transaction.atomic
def reply(*, comment: Comment, by: User, text: str) -> Comment:
    """An answer in the comment's thread; a resolved thread is open again. Raises `CommentError`."""
    first = Comment.objects.select_for_update().get(pk=comment.parent_id or comment.pk)
    _require_right(by, first.document, first.issue)
    made = Comment.objects.create(parent=first, document=first.document, issue=first.issue, by=by, text=_words(text))
    if first.resolved_at:
        first.resolved_at = first.resolved_by = None
        first.save(update_fields=["resolved_at", "resolved_by"])
    _tell(made)
    return made


@transaction.atomic
def edit_comment(*, comment: Comment, by: User, text: str, at: datetime) -> Comment:
    """Other words, by their author alone; whom they name anew is told. Raises `CommentError`."""
    one = _own(comment, by)
    if one.text != (words := _words(text)):
        one.text, one.edited_at = words, at
        one.save(update_fields=["text", "edited_at"])
        _tell(one)
    return one


@transaction.atomic
def delete_comment(*, comment: Comment, by: User, at: datetime) -> Comment:
    """Takes the words away, by their author alone; that something stood there stays. Raises `CommentError`."""
    one = _own(comment, by)
    one.text, one.deleted_at = "", at
    one.save(update_fields=["text", "deleted_at"])
    Notification.objects.filter(comment=one, read_at=None).update(read_at=at, note="")
    return one


@transaction.atomic
def resolve_comment(*, comment: Comment, by: User, at: datetime | None) -> Comment:
    """Settles a thread; `at` None opens it again. Raises `CommentError`."""
    first = Comment.objects.select_for_update(of=("self",)).get(pk=comment.parent_id or comment.pk)
    _require_right(by, first.document, first.issue)
    first.resolved_at, first.resolved_by = at, by if at else None
    first.save(update_fields=["resolved_at", "resolved_by"])
    return first


def _tell(made: Comment) -> None:
    """Whom it names, and whoever spoke in the thread before; nobody twice for the same comment."""
    told = set(Notification.objects.filter(comment=made).values_list("to", flat=True))
    named = [user for user in mentioned(text=made.text, among=_readers(made)) if user.pk not in told]
    about = Matter(document=made.document, issue=made.issue, comment=made)
    notify(to=named, kind=NotificationKind.MENTION, by=made.by, about=about, note=made.text)
    if made.parent and not made.edited_at:
        spoke = {made.parent.by, *(one.by for one in made.parent.replies.select_related("by"))}
        notify(to=spoke.difference(named), kind=NotificationKind.REPLY, by=made.by, about=about, note=made.text)


def _readers(made: Comment) -> list[User]:
    """Those whom a mention may lead to what is spoken of: an account for single organs not to others' work."""
    people = colleagues()
    if made.document is None:
        return [user for user in people if not user.organs.all()]
    return [user for user in people if not user.organs.all() or may(user=user, deed=Deed.READ, document=made.document)]


def _own(comment: Comment, by: User) -> Comment:
    one = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if one.by != by:
        raise CommentError(said("只有作者本人可以修改或删除批注。"))
    if one.deleted_at:
        raise CommentError(said("这条批注已经删除。"))
    return one


def _words(text: str) -> str:
    words = text.strip()
    if not words:
        raise CommentError(said("请写下批注的内容。"))
    if len(words) > LONGEST:
        raise CommentError(said("批注最多 {most} 字。", most=LONGEST))
    return words.replace("\r\n", "\n")


def _require_right(by: User, document: PolicyDocument | None, issue: GazetteIssue | None) -> None:
    if not may_take_part(user=by, deed=Deed.COMMENT, document=document, issue=issue):
        raise CommentError(said("您不能在这里批注。"))
