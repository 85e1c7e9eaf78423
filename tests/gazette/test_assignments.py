"""分工: given to those who can do it, handed on, ended; those concerned are told, and days are reminded of once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from gazette.models import Assignment, Notification, NotificationKind, Task
from gazette.services.talk import assigning
from gazette.services.talk.assigning import AssignmentError
from gazette.services.talk.reminding import remind
from policies.models import PolicyDocument
from tests.factories import make_document, make_issue
from tests.gazette.desk_people import People, client_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DUE = date(2026, 3, 6)


@pytest.fixture
def people() -> People:
    return People()


@pytest.fixture
def document() -> PolicyDocument:
    return make_document(state="draft", title="安澜市供水办法")


def give(document: PolicyDocument, people: People, **fields) -> Assignment:
    asked = {"task": Task.PROOF, "proof": 2, "to": people.reviewer, "by": people.editor, "due_on": DUE}
    return assigning.assign(document=document, **(asked | fields))


def told() -> list[tuple[str, str]]:
    return list(Notification.objects.order_by("pk").values_list("to__username", "kind"))


def test_a_task_is_given_and_told(document: PolicyDocument, people: People) -> None:
    made = give(document, people, note="注意表三")
    assert made.task_name == "二校"
    one = Notification.objects.get()
    assert (one.to, one.sentence, one.note) == (
        people.reviewer,
        "林晓请您办理《安澜市供水办法》：二校",
        "注意表三",
    )


@pytest.mark.parametrize(("task", "able"), [
    (Task.DRAFT, {"editor"}),
    (Task.COLLATE, {"editor"}),
    (Task.PROOF, {"reviewer"}),
    (Task.GALLEY, {"publisher"}),
    (Task.ORIGINAL, {"editor", "reviewer"}),
    (Task.OTHER, {"editor", "reviewer", "publisher"}),
])  # fmt: skip
def test_whoever_is_asked_holds_the_role(document: PolicyDocument, people: People, task: Task, able: set[str]) -> None:
    for name in ("editor", "reviewer", "publisher"):
        assert assigning.able(user=getattr(people, name), task=task, document=document) is (name in able)
    assert not assigning.able(user=people.clerk, task=task, document=document)


def test_an_organs_clerk_is_asked_for_its_own_documents_alone(document: PolicyDocument, people: People) -> None:
    with pytest.raises(AssignmentError, match="机关权限"):
        give(document, people, task=Task.DRAFT, proof=0, to=people.clerk)
    own = make_document(state="draft", issuers=[people.organ])
    assert give(own, people, task=Task.DRAFT, proof=0, to=people.clerk).pk


def test_the_same_task_is_not_given_twice_while_it_is_open(document: PolicyDocument, people: People) -> None:
    first = give(document, people)
    with pytest.raises(AssignmentError, match="已经在办"):
        give(document, people)
    assigning.finish(assignment=first, by=people.reviewer, at=NOW)
    assert give(document, people).pk != first.pk


def test_a_task_is_handed_on_and_both_hear_of_it(document: PolicyDocument, people: People) -> None:
    made = give(document, people, task=Task.ORIGINAL, proof=0)
    assigning.hand_on(assignment=made, to=people.editor, by=people.publisher, due_on=DUE)
    assert told() == [("shenning", "assigned"), ("shenning", "released"), ("linxiao", "assigned")]
    with pytest.raises(AssignmentError, match="角色"):
        assigning.hand_on(assignment=made, to=people.publisher, by=people.publisher, due_on=DUE)


def test_a_finished_task_is_told_to_who_gave_it(document: PolicyDocument, people: People) -> None:
    made = give(document, people)
    with pytest.raises(AssignmentError, match="承办人"):
        assigning.finish(assignment=made, by=people.publisher, at=NOW)
    assigning.finish(assignment=made, by=people.reviewer, at=NOW)
    assert told()[-1] == ("linxiao", "finished")
    for deed in (assigning.finish, assigning.withdraw_assignment):
        with pytest.raises(AssignmentError, match="已经结束"):
            deed(assignment=made, by=people.reviewer, at=NOW)


def test_days_are_reminded_of_once(document: PolicyDocument, people: People) -> None:
    made = give(document, people)
    Notification.objects.all().delete()
    for day in range(-5, 6):
        remind(on=DUE + timedelta(days=day))
        remind(on=DUE + timedelta(days=day))
    assert told() == [("shenning", "due_soon"), ("shenning", "overdue"), ("linxiao", "overdue")]
    assigning.hand_on(assignment=made, to=people.reviewer, by=people.editor, due_on=DUE + timedelta(days=20))
    remind(on=DUE + timedelta(days=19))
    assert told()[-1] == ("shenning", "due_soon")


def test_a_finished_task_is_not_reminded_of(document: PolicyDocument, people: People) -> None:
    assigning.finish(assignment=give(document, people), by=people.reviewer, at=NOW)
    Notification.objects.all().delete()
    remind(on=DUE + timedelta(days=3))
    assert told() == []


def test_the_database_keeps_what_always_holds(document: PolicyDocument, people: People) -> None:
    made = give(document, people)
    for wrong in ({"issue": make_issue()}, {"document": None}, {"proof": 0}, {"done_at": NOW}, {"task": "draft"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Assignment.objects.filter(pk=made.pk).update(**wrong)


def test_every_deed_works_as_a_plain_form(document: PolicyDocument, people: People) -> None:
    client = client_of(people.editor)
    page = f"/desk/documents/{document.pk}/"
    given = {"task": "proof-3", "to": people.reviewer.pk, "due_on": "2026-03-06", "note": "表三"}
    assert "三校" in client.post(f"{page}assignments/", given, follow=True).content.decode()
    made = Assignment.objects.get()
    assert (made.proof, made.due_on, made.note) == (3, DUE, "表三")
    answer = client.post(f"/desk/assignments/{made.pk}/hand/", {"to": people.reviewer.pk, "next": "/desk/tasks/"})
    assert answer["Location"] == "/desk/tasks/"
    made.refresh_from_db()
    assert made.due_on is None
    answer = client.post(f"/desk/assignments/{made.pk}/done/", {"next": "https://elsewhere.example/"})
    assert answer["Location"] == page
    assert not Assignment.objects.open().exists()
    for wrong in ({"task": "proof-9"}, {"task": "nothing"}, {"to": 0}, {"due_on": "明天"}):
        assert "没有分派" in client.post(f"{page}assignments/", given | wrong, follow=True).content.decode()


def test_an_issue_has_tasks_of_its_own(people: People) -> None:
    issue = make_issue(state="draft")
    given = {"task": "galley", "to": people.publisher.pk}
    answer = client_of(people.editor).post(f"/desk/issues/{issue.pk}/assignments/", given, follow=True)
    assert "陶昱" in answer.content.decode()
    one = Notification.objects.get()
    assert (one.kind, one.get_absolute_url()) == (NotificationKind.ASSIGNED, f"/desk/issues/{issue.pk}/")
