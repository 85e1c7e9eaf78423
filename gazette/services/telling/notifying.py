"""Tells people of the desk what happened: one row for each of them, in the transaction of the deed itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import Q

from gazette.models import Assignment, Comment, GazetteIssue, ImportJob, Notification, NotificationKind
from gazette.signals import people_notified
from policies.grammar.said import phrasing_of
from policies.models import Draft, MailChoice, PolicyDocument, Revision, User


@dataclass(frozen=True, slots=True)
class Matter:
    """What people are told about."""

    document: PolicyDocument | None = None
    issue: GazetteIssue | None = None
    job: ImportJob | None = None
    comment: Comment | None = None
    assignment: Assignment | None = None


@transaction.atomic
def notify(
    *,
    to: Iterable[User],
    kind: NotificationKind,
    about: Matter,
    by: User | None = None,
    note: str = "",
    day: date | None = None,
) -> None:
    """Tells each person once; never whose deed it is, and nobody whose account is closed.

    With a `day` it is a reminder of that due day, which each person gets once however often this is called.
    """
    people = {user.pk: user for user in to if user.is_active and user != by}
    told = [
        Notification(
            to=user,
            kind=kind,
            by=by,
            document=about.document,
            issue=about.issue,
            job=about.job,
            comment=about.comment,
            assignment=about.assignment,
            note=" ".join(note.split())[:400],
            phrasing=phrasing_of(note),
            day=day,
            by_mail=_by_mail(user),
        )
        for user in people.values()
    ]
    Notification.objects.bulk_create(told, ignore_conflicts=day is not None)
    if any(one.by_mail for one in told):
        people_notified.send(sender=Notification)


def _by_mail(user: User) -> bool:
    return bool(settings.MAIL_ON and user.email and user.mail_choice != MailChoice.NEVER)


def writers_of(draft: Draft) -> set[User]:
    """Those whose work a draft is: who opened it, and who saved it."""
    who = Q(pk__in=draft.revisions.exclude(by=None).values("by")) | Q(pk=draft.opened_by_id)
    return set(User.objects.filter(who))


def compilers_of(issue: GazetteIssue) -> set[User]:
    """Those whose work an issue is: who composed it, and who wrote in its documents."""
    wrote = Revision.objects.filter(draft__document__promulgations__issue=issue).exclude(by=None)
    who = Q(pk__in=issue.revisions.exclude(by=None).values("by")) | Q(pk__in=wrote.values("by"))
    return set(User.objects.filter(who))


@transaction.atomic
def mark_read(*, user: User, only: Iterable[int] | None = None, at: datetime) -> int:
    """Marks what the person has been told as read, all of it or those of these keys; says how many."""
    unread = Notification.objects.of(user).unread()
    return (unread if only is None else unread.filter(pk__in=list(only))).update(read_at=at)
