"""通知: who is told what when work moves on; the list, its marks, and one's own settings."""

import re

import pytest
from django.db import transaction

from gazette.models import ImportBatch, Notification, NotificationKind, ScheduledPublication, Task
from gazette.services.importing.jobs import claim_job, finish_job
from gazette.services.talk import assigning
from gazette.services.telling import announcing
from gazette.services.telling.notifying import Matter, notify
from policies.models import DraftMove, PolicyDocument, Role
from policies.services.drafting import open_draft
from policies.services.workflow import passing
from tests.cast import queries
from tests.factories import make_document, make_issue, make_user
from tests.gazette.desk_people import People, client_of
from tests.gazette.imports import hand_in

pytestmark = pytest.mark.django_db
LIST = "/desk/notifications/"


@pytest.fixture
def people() -> People:
    return People()


@pytest.fixture
def document(people: People) -> PolicyDocument:
    document = make_document(state="draft", title="安澜市供水办法")
    open_draft(document=document, by=people.editor)
    return document


def told(kind: NotificationKind | None = None) -> set[tuple[str, str]]:
    found = Notification.objects.filter(kind=kind) if kind else Notification.objects.all()
    return set(found.values_list("to__username", "kind"))


def give(document: PolicyDocument, people: People, task: Task, proof: int, to: str) -> None:
    assigning.assign(document=document, task=task, proof=proof, to=getattr(people, to), by=people.editor)
    Notification.objects.all().delete()


def test_the_next_proof_is_told_to_who_has_it(document: PolicyDocument, people: People) -> None:
    give(document, people, Task.PROOF, 1, "reviewer")
    passing.send_to_proof(document=document, by=people.editor)
    one = Notification.objects.get()
    assert (one.to, one.sentence) == (people.reviewer, "《安澜市供水办法》已送到一校，请您审核")


def test_an_approved_proof_ends_its_task_and_is_told_to_the_writers(document: PolicyDocument, people: People) -> None:
    give(document, people, Task.PROOF, 1, "reviewer")
    passing.send_to_proof(document=document, by=people.editor)
    passing.approve_proof(document=document, by=people.reviewer)
    task = document.assignments.get()
    assert (task.is_open, task.done_by) == (False, people.reviewer)
    one = Notification.objects.get(kind=NotificationKind.APPROVED)
    assert (one.to, one.note) == (people.editor, "一校")


def test_what_is_sent_back_is_told_with_its_reason(document: PolicyDocument, people: People) -> None:
    passing.send_to_proof(document=document, by=people.editor)
    passing.send_back(document=document, by=people.reviewer, reason="表三缺一行。")
    one = Notification.objects.get()
    assert (one.to, one.kind, one.note) == (people.editor, NotificationKind.RETURNED, "表三缺一行。")


def test_a_refused_deed_tells_nobody(document: PolicyDocument, people: People) -> None:
    def refused() -> None:
        with transaction.atomic():
            passing.send_to_proof(document=document, by=people.editor)
            raise RuntimeError

    give(document, people, Task.PROOF, 1, "reviewer")
    with pytest.raises(RuntimeError):
        refused()
    assert told() == set()


@pytest.mark.parametrize(
    ("deed", "before", "after", "kind"),
    [
        ("approve", "proof", "galley", NotificationKind.APPROVED),
        ("sign", "galley", "signed", NotificationKind.SIGNED),
        ("recall", "signed", "galley", NotificationKind.RETURNED),
        ("publish", "signed", "", NotificationKind.PUBLISHED),
    ],
)
def test_the_writers_hear_of_each_move(
    document: PolicyDocument, people: People, deed: str, before: str, after: str, kind: NotificationKind
) -> None:
    move = DraftMove(
        draft=document.drafts.get(), deed=deed, before=before, before_proof=0, after=after, by=people.publisher
    )
    announcing.tell_of_draft(move=move)
    assert told() == {("linxiao", kind.value)}


def test_a_document_published_with_its_issue_is_not_told_apart(document: PolicyDocument, people: People) -> None:
    make_issue(documents=[document])
    announcing.tell_of_draft(move=DraftMove(draft=document.drafts.get(), deed="publish", by=people.publisher))
    assert told() == set()


def test_a_failed_hour_is_told_to_who_set_it(document: PolicyDocument, people: People) -> None:
    schedule = ScheduledPublication(document=document, by=people.publisher, outcome="没有登记保密审查。")
    announcing.tell_of_failure(schedule=schedule)
    one = Notification.objects.get()
    assert (one.to, one.sentence, one.note) == (
        people.publisher,
        "《安澜市供水办法》没有按时发布",
        "没有登记保密审查。",
    )


def test_an_ended_import_is_told_to_who_asked(people: People) -> None:
    job = hand_in(b"x", by=people.editor)
    claimed = claim_job(job_id=job.pk)
    assert claimed
    finish_job(job=claimed, state="failed", message="文件是空的。")
    one = Notification.objects.get()
    assert (one.to, one.kind, one.note) == (people.editor, NotificationKind.IMPORTED, "文件是空的。")
    assert one.get_absolute_url() == f"/desk/imports/{job.pk}/"


def test_files_handed_in_together_are_told_once(people: People) -> None:
    batch = ImportBatch.objects.create(name="旧刊", requested_by=people.editor)
    jobs = [hand_in(text, by=people.editor, batch=batch) for text in (b"x", b"y")]
    for job in jobs:
        claimed = claim_job(job_id=job.pk)
        assert claimed
        finish_job(job=claimed, state="failed", message="不是公报。")
    one = Notification.objects.get()
    assert (one.get_absolute_url(), one.about) == (f"/desk/batches/{batch.pk}/", "旧刊")


def test_closed_accounts_and_oneself_are_not_told(document: PolicyDocument, people: People) -> None:
    people.reviewer.is_active = False
    everybody = [people.editor, people.editor, people.reviewer, people.publisher]
    notify(to=everybody, kind=NotificationKind.PUBLISHED, by=people.editor, about=Matter(document=document))
    assert told() == {("taoyu", "published")}


def test_the_list_opens_marks_and_belongs_to_one_person(document: PolicyDocument, people: People) -> None:
    for _ in range(3):
        notify(to=[people.editor], kind=NotificationKind.PUBLISHED, about=Matter(document=document))
    client, other = client_of(people.editor), client_of(people.reviewer)
    first, second, _third = Notification.objects.order_by("pk")
    assert "3<span" in client.get("/desk/").content.decode()
    assert other.get(f"{LIST}{first.pk}/").status_code == 404
    assert client.get(f"{LIST}{first.pk}/")["Location"] == f"/desk/documents/{document.pk}/"
    other.post(f"{LIST}read/")
    assert Notification.objects.unread().count() == 2
    client.post(f"{LIST}read/", {"id": [second.pk]})
    assert len(client.get(f"{LIST}?show=unread").context["page"]) == 1
    client.post(f"{LIST}read/")
    assert not Notification.objects.unread().exists()


def test_sentences_are_there_for_every_kind_in_both_languages(document: PolicyDocument, people: People) -> None:
    assigning.assign(document=document, task=Task.ORIGINAL, to=people.editor, by=people.reviewer)
    task = document.assignments.get()
    for kind in NotificationKind:
        matter = Matter(document=document, assignment=task)
        notify(to=[people.editor], kind=kind, by=people.reviewer, about=matter)
    pages = [client_of(people.editor).get(at).content.decode() for at in (LIST, "/en/desk/notifications/")]
    assert "沈宁退回了《安澜市供水办法》" in pages[0]
    assert "沈宁 sent “安澜市供水办法” back" in re.sub("<[^>]+>", "", pages[1])
    assert "%(" not in "".join(pages)


def test_everybody_at_the_desk_sets_their_own_mails() -> None:
    user = make_user(role=Role.SECURITY, password=None)
    client = client_of(user)
    answer = client.post(f"{LIST}settings/", {"email": "an@anlan.example", "mail_choice": "daily"})
    user.refresh_from_db()
    assert (answer.status_code, user.email, user.mail_choice) == (302, "an@anlan.example", "daily")
    assert client.post(f"{LIST}settings/", {"email": "an@", "mail_choice": "daily"}).status_code == 422


def test_the_system_administrator_gives_addresses() -> None:
    client, person = client_of(make_user(role=Role.SYSADMIN, password=None)), make_user(password=None)
    client.post(f"/desk/people/{person.pk}/address/", {"email": "wei@anlan.example"})
    person.refresh_from_db()
    assert person.email == "wei@anlan.example"
    assert "wei@anlan.example" in client.get("/desk/people/").content.decode()
    client.post("/desk/people/", {"username": "shen", "name": "沈宁", "email": "shen@anlan.example"})
    assert type(person).objects.get(username="shen").email == "shen@anlan.example"


def test_the_list_costs_the_same_for_one_and_fifty(document: PolicyDocument, people: People) -> None:
    client = client_of(people.editor)
    matters = [Matter(document=document), Matter(issue=make_issue())]
    for matter in matters:
        notify(to=[people.editor], kind=NotificationKind.PUBLISHED, by=people.publisher, about=matter)
    client.get(LIST)
    once = queries(lambda: client.get(LIST))
    for n in range(50):
        notify(to=[people.editor], kind=NotificationKind.PUBLISHED, by=people.publisher, about=matters[n % 2])
    assert queries(lambda: client.get(LIST)) == once


def test_one_deed_over_many_documents_is_one_line_of_the_list(people: People) -> None:
    for n in range(4):
        about = Matter(document=make_document(state="draft", title=f"安澜市第{n}号办法"))
        notify(to=[people.editor], kind=NotificationKind.APPROVED, by=people.reviewer, about=about, note="一校")
    notify(to=[people.editor], kind=NotificationKind.RETURNED, by=people.reviewer, about=about, note="请核")
    client = client_of(people.editor)
    bundles = client.get(LIST).context["bundles"]
    assert [len(one.rows) for one in bundles] == [1, 4]
    assert "4 件公文" in bundles[1].sentence
    client.post(f"{LIST}read/", {"id": bundles[1].unread})
    assert Notification.objects.unread().count() == 1
