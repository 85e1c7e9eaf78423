"""Turns what people were told into mails, and hands these to the mail server until it has taken each of them.

A mail is a row before it is sent, and its row is locked while it is: two workers never send the same one, and whatever the
server did not take stays and is tried again, later and later.
"""

import smtplib
from datetime import datetime, timedelta
from email.utils import make_msgid
from enum import Enum, auto

import structlog
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from gazette.models import Mail, Notification
from policies.models import MailChoice, User

log = structlog.get_logger(__name__)

FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
_ROUND = 500
_MOST = 200  # things that one mail tells; the rest is in the next


def write_mails(*, choice: MailChoice, at: datetime) -> int:
    """One mail for each person of this choice whom something waits to be told; says how many mails."""
    people = Notification.objects.to_mail().filter(to__mail_choice=choice).values_list("to", flat=True).distinct()
    return sum(_write(user_id, choice, at) for user_id in list(people.order_by()))


@transaction.atomic
def _write(user_id: int, choice: MailChoice, at: datetime) -> bool:
    waiting = Notification.objects.to_mail().filter(to=user_id).select_for_update(of=("self",), skip_locked=True)
    told = list(waiting.with_names().order_by("pk")[:_MOST])
    user = User.objects.get(pk=user_id)
    if not user.email or not user.is_active:
        waiting.update(by_mail=False)
        return False
    news = [one for one in told if one.read_at is None] if choice == MailChoice.DAILY else told
    mail = _mail(user, news, at) if news else None
    keys = [one.pk for one in told]
    Notification.objects.filter(pk__in=keys).update(mail=mail, by_mail=mail is not None)
    return mail is not None


def _mail(user: User, told: list[Notification], at: datetime) -> Mail:
    with override(settings.LANGUAGE_CODE):
        subject = told[0].sentence if len(told) == 1 else _("编辑台：%s 条通知") % len(told)
        body = _body(user, told)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">") or "localhost"
    return Mail.objects.create(
        to=user,
        address=user.email,
        subject=" ".join(subject.split())[:120],
        body=body,
        message_id=make_msgid(domain=domain),
        next_at=at,
    )


def _body(user: User, told: list[Notification]) -> str:
    parts = [_("%s：") % user.shown_name]
    for one in told:
        lines = [one.sentence, *([f"“{one.note}”"] if one.note else []), _address(one.get_absolute_url())]
        parts.append("\n".join(lines))
    parts.append("-- \n" + _("在编辑台选择何时收邮件：") + "\n" + _address(reverse("desk:notification_settings")))
    return "\n\n".join(parts) + "\n"


def _address(path: str) -> str:
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def send_mails(*, at: datetime) -> int:
    """Hands over what is due at this instant and says how many were taken. A server that is down ends the round."""
    due = Mail.objects.due(at).order_by("next_at", "pk").values_list("pk", flat=True)
    connection, taken = get_connection(), 0
    try:
        for key in list(due[:_ROUND]):
            outcome = _send(key, connection, at)
            taken += outcome is _Outcome.TAKEN
            if outcome is _Outcome.DOWN:
                break
    finally:
        connection.close()
    return taken


@transaction.atomic
def _send(key: int, connection: BaseEmailBackend, at: datetime) -> "_Outcome":
    mail = Mail.objects.due(at).select_for_update(skip_locked=True).filter(pk=key).first()
    if mail is None:
        return _Outcome.ELSEWHERE
    try:
        connection.open()
        connection.send_messages([_message(mail)])
    except smtplib.SMTPRecipientsRefused as error:
        answers = error.recipients.values()
        outcome = _Outcome.REFUSED if all(code >= 500 for code, _ in answers) else _Outcome.PUT_OFF
        return _note(mail, outcome, "；".join(f"{code} {said!r}" for code, said in answers), at)
    except ValueError as error:  # an address or a subject that no header can hold
        return _note(mail, _Outcome.REFUSED, str(error), at)
    except OSError as error:
        connection.close()
        return _note(mail, _Outcome.DOWN, str(error), at)
    return _note(mail, _Outcome.TAKEN, "", at)


class _Outcome(Enum):
    TAKEN = auto()
    REFUSED = auto()  # this address for ever
    PUT_OFF = auto()  # this address for now
    DOWN = auto()  # the server answers nobody
    ELSEWHERE = auto()  # another worker has it


def _message(mail: Mail) -> EmailMessage:
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    return EmailMessage(mail.subject, mail.body, to=[mail.address], headers=headers)


def _note(mail: Mail, outcome: _Outcome, error: str, at: datetime) -> _Outcome:
    mail.attempts, mail.error = mail.attempts + 1, error[:400]
    if outcome is _Outcome.TAKEN:
        mail.sent_at = at
    elif outcome is _Outcome.REFUSED:
        mail.refused_at = at
    else:
        mail.next_at = at + min(FIRST_WAIT * 2 ** min(mail.attempts - 1, 10), LONGEST_WAIT)
    mail.save(update_fields=["attempts", "error", "sent_at", "refused_at", "next_at"])
    if error:
        log.warning("mail_not_taken", mail=mail.pk, outcome=outcome.name, attempts=mail.attempts, error=error[:200])
    return outcome


@transaction.atomic
def choose_mail(*, user: User, email: str, mail_choice: MailChoice, at: datetime) -> None:
    """A person's address and when mails go there. What the old address refused, or still waits, goes to the new one."""
    if email and email != user.email:
        mine = Mail.objects.filter(to=user, sent_at=None)
        mine.update(address=email, refused_at=None, next_at=at, attempts=0, error="")
    user.email, user.mail_choice = email, mail_choice
    user.save(update_fields=["email", "mail_choice"])
    if mail_choice == MailChoice.NEVER or not email:
        Notification.objects.to_mail().filter(to=user).update(by_mail=False)
