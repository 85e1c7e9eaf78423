"""Mails go through a real server: each once, none lost while it is down, as each person has chosen."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from gazette import tasks
from gazette.models import Assignment, Mail, Notification, NotificationKind, Task
from gazette.services.telling.mailing import FIRST_WAIT, LONGEST_WAIT, choose_mail, send_mails, write_mails
from gazette.services.telling.notifying import Matter, mark_read, notify
from policies.models import MailChoice, PolicyDocument, User
from tests.factories import make_document, make_user
from tests.gazette.mail_server import Postbox, mail_server

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def box(settings) -> Iterator[Postbox]:
    with mail_server() as (postbox, port):
        settings.MAIL_ON = True
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.SITE_URL = "https://gazette.anlan.example"
        settings.DEFAULT_FROM_EMAIL = "gazette@anlan.example"
        yield postbox


@pytest.fixture
def document() -> PolicyDocument:
    return make_document(state="draft", title="安澜市供水办法")


def person(name: str = "lin", **fields) -> User:
    return make_user(username=name, first_name="林晓", email=f"{name}@anlan.example", password=None, **fields)


def tell(user: User, document: PolicyDocument, note: str = "") -> None:
    notify(to=[user], kind=NotificationKind.PUBLISHED, about=Matter(document=document), note=note)


def post(at: datetime = NOW) -> int:
    write_mails(choice=MailChoice.AT_ONCE, at=at)
    return send_mails(at=at)


def test_a_mail_says_what_happened_and_leads_there(box: Postbox, document: PolicyDocument) -> None:
    user = person()
    tell(user, document, note="明日见报")
    assert post() == 1
    [mail] = box.mails
    assert (mail["To"], mail["From"], mail["Subject"]) == (
        "lin@anlan.example",
        "gazette@anlan.example",
        "《安澜市供水办法》已发布",
    )
    assert mail["Auto-Submitted"] == "auto-generated"
    words = mail.get_content()
    assert "林晓：" in words
    assert "“明日见报”" in words
    assert f"https://gazette.anlan.example/desk/documents/{document.pk}/" in words
    assert "https://gazette.anlan.example/desk/notifications/settings/" in words
    assert Mail.objects.get().sent_at == NOW


def test_nothing_is_sent_twice(box: Postbox, document: PolicyDocument) -> None:
    tell(person(), document)
    assert [post(), post(), post(NOW + timedelta(days=1))] == [1, 0, 0]
    assert len(box.mails) == 1


def test_what_came_together_is_one_mail(box: Postbox, document: PolicyDocument) -> None:
    user = person()
    for _ in range(3):
        tell(user, document)
    assert post() == 1
    assert box.mails[0]["Subject"] == "编辑台：3 条通知"


def test_a_dead_server_loses_nothing(box: Postbox, document: PolicyDocument, settings) -> None:
    port = settings.EMAIL_PORT
    settings.EMAIL_PORT = 1  # refuses at once
    for name in ("lin", "shen", "tao"):
        tell(person(name), document)
    assert post() == 0
    assert sorted(Mail.objects.values_list("attempts", flat=True)) == [0, 0, 1]  # one knock tells that nobody is in
    assert post(NOW + timedelta(seconds=30)) == 0
    settings.EMAIL_PORT = port
    assert post(NOW + LONGEST_WAIT) == 3
    assert sorted(mail["To"] for mail in box.mails) == [f"{name}@anlan.example" for name in ("lin", "shen", "tao")]
    assert not Mail.objects.waiting().exists()


def test_the_waits_grow_to_an_hour_and_no_longer(document: PolicyDocument, settings) -> None:
    settings.EMAIL_PORT = 1
    tell(person(), document)
    waits, at = [], NOW
    for _ in range(9):
        post(at)
        mail = Mail.objects.get()
        waits.append(mail.next_at - at)
        assert post(mail.next_at - timedelta(seconds=1)) == 0
        at = mail.next_at
    assert waits[:3] == [FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4]
    assert waits[-1] == LONGEST_WAIT
    assert Mail.objects.get().attempts == 9


def test_a_server_that_is_busy_is_asked_again(box: Postbox, document: PolicyDocument) -> None:
    box.shut = "451 try again later"
    tell(person(), document)
    assert post() == 0
    box.shut = ""
    assert post(NOW + FIRST_WAIT) == 1


def test_a_refused_address_keeps_nobody_waiting_and_a_new_one_gets_it(box: Postbox, document: PolicyDocument) -> None:
    lin, shen = person("lin"), person("shen")
    box.answers["lin@anlan.example"] = "550 no such user"
    tell(lin, document)
    tell(shen, document)
    assert post() == 1
    refused = Mail.objects.get(to=lin)
    assert (refused.refused_at, "no such user" in refused.error) == (NOW, True)
    assert post(NOW + timedelta(days=1)) == 0
    choose_mail(user=lin, email="linxiao@anlan.example", mail_choice=MailChoice.AT_ONCE, at=NOW)
    assert send_mails(at=NOW) == 1
    assert box.mails[-1]["To"] == "linxiao@anlan.example"


def test_a_greylisted_address_is_tried_again_and_others_go_on(box: Postbox, document: PolicyDocument) -> None:
    box.answers["lin@anlan.example"] = "450 later"
    tell(person("lin"), document)
    tell(person("shen"), document)
    assert post() == 1
    box.answers.clear()
    assert post(NOW + FIRST_WAIT) == 1


def test_those_who_want_a_digest_get_one(box: Postbox, document: PolicyDocument) -> None:
    user = person(mail_choice=MailChoice.DAILY)
    for _ in range(3):
        tell(user, document)
    mark_read(user=user, only=[Notification.objects.latest("pk").pk], at=NOW)  # seen on the page meanwhile
    assert post() == 0
    assert write_mails(choice=MailChoice.DAILY, at=NOW) == 1
    assert send_mails(at=NOW) == 1
    assert box.mails[0]["Subject"] == "编辑台：2 条通知"
    assert write_mails(choice=MailChoice.DAILY, at=NOW) == 0


def test_the_tasks_of_the_queue_write_and_send(box: Postbox, document: PolicyDocument) -> None:
    lin, shen = person("lin"), person("shen", mail_choice=MailChoice.DAILY)
    yesterday = timezone.localdate() - timedelta(days=1)
    Assignment.objects.create(document=document, task=Task.OTHER, to=lin, by=shen, due_on=yesterday)
    tasks.remind_of_tasks()
    tasks.send_notifications()
    tasks.send_notifications()
    assert [mail["To"] for mail in box.mails] == ["lin@anlan.example"]
    assert "已逾期" in box.mails[0]["Subject"]
    tasks.send_digests()
    tasks.send_digests()
    assert [mail["To"] for mail in box.mails[1:]] == ["shen@anlan.example"]


def test_whoever_wants_no_mail_or_has_no_address_gets_none(document: PolicyDocument) -> None:
    tell(person("lin", mail_choice=MailChoice.NEVER), document)
    tell(make_user(password=None), document)
    later = person("shen")
    tell(later, document)
    choose_mail(user=later, email="", mail_choice=MailChoice.AT_ONCE, at=NOW)
    assert post() == 0
    assert (Notification.objects.count(), Mail.objects.count()) == (3, 0)


def test_without_a_mail_server_nothing_waits_for_one(document: PolicyDocument, settings) -> None:
    settings.MAIL_ON = False
    tell(person(), document)
    assert not Notification.objects.to_mail().exists()


def test_a_remark_with_line_breaks_makes_no_header(box: Postbox) -> None:
    tell(person(), make_document(state="draft", title="安澜市供水办法\nBcc: all@anlan.example"))
    assert post() == 1
    assert box.mails[0]["Bcc"] is None


def test_a_copy_after_a_death_bears_the_same_name(box: Postbox, document: PolicyDocument) -> None:
    """A worker dies between the server's yes and its own note of it: the note is rolled back, the mail is sent again."""
    tell(person(), document)
    write_mails(choice=MailChoice.AT_ONCE, at=NOW)
    with transaction.atomic():
        send_mails(at=NOW)
        transaction.set_rollback(True)
    send_mails(at=NOW)
    assert len(box.mails) == 2
    assert box.mails[0]["Message-ID"] == box.mails[1]["Message-ID"]


@pytest.mark.django_db(transaction=True)
def test_many_workers_at_once_send_each_mail_once(box: Postbox) -> None:
    document = make_document(state="draft")
    people = [person(f"lin{n}") for n in range(12)]
    for user in people:
        tell(user, document)

    def work() -> None:
        try:
            post()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    post()
    assert sorted(mail["To"] for mail in box.mails) == sorted(user.email for user in people)
