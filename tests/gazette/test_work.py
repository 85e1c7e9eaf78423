"""我的工作: the day's page shows each person what waits for them, and the list of tasks is filtered and cheap."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from gazette.models import Task
from gazette.services.talk import assigning, commenting
from gazette.services.talk.agenda import Agenda, agenda_of
from policies.models import Draft, Finding, Organ, PolicyDocument, Role, User
from policies.services.drafting import open_draft
from policies.services.staff import roles_of
from policies.services.workflow import passing
from tests.cast import queries
from tests.factories import make_document, make_issue, make_user
from tests.gazette.desk_people import People, client_of

pytestmark = pytest.mark.django_db
HOME, WORK = "/desk/", "/desk/tasks/"


@pytest.fixture
def people() -> People:
    return People()


def agenda(user: User) -> Agenda:
    return agenda_of(user=user, roles=roles_of(user))


def draft_of(people: People, stage: str = "received", proof: int = 0, organ: Organ | None = None) -> PolicyDocument:
    document = make_document(state="draft", issuers=[organ] if organ else [])
    draft = open_draft(document=document, by=people.editor)
    Draft.objects.filter(pk=draft.pk).update(stage=stage, proof=proof)
    return document


def titles(drafts) -> list[str]:
    return [draft.document.title for draft in drafts]


def test_each_role_sees_what_waits_for_it(people: People) -> None:
    received, proof = draft_of(people), draft_of(people, "proof", 1)
    galley, signed = draft_of(people, "galley"), draft_of(people, "signed")
    editor, reviewer, publisher = agenda(people.editor), agenda(people.reviewer), agenda(people.publisher)
    assert titles(editor.received) == [received.title]
    assert titles(reviewer.proofs) == [proof.title]
    assert (titles(publisher.galleys), titles(publisher.signed)) == ([galley.title], [signed.title])
    nothing = (editor.proofs, editor.galleys, reviewer.galleys, publisher.received)
    assert [list(one) for one in nothing] == [[], [], [], []]


def test_a_proof_one_wrote_in_does_not_wait_for_oneself(people: People) -> None:
    people.editor.groups.add(people.reviewer.groups.get())
    document = make_document(state="draft")
    draft = open_draft(document=document, by=people.editor)
    draft.revisions.create(n=2, tree={}, by=people.editor, saved_at=timezone.now())
    passing.send_to_proof(document=document, by=people.editor)
    assert titles(agenda(people.editor).proofs) == []
    assert titles(agenda(people.reviewer).proofs) == [document.title]
    passing.approve_proof(document=document, by=people.reviewer)
    assert titles(agenda(people.editor).proofs) == [document.title]  # the second proof: nobody has written since


def test_an_organs_clerk_sees_its_own_alone(people: People) -> None:
    draft_of(people)
    own = draft_of(people, organ=people.organ)
    for document in PolicyDocument.objects.all():
        Finding.objects.create(code="x", severity="error", message="疑", document=document)
    mine = agenda(people.clerk)
    assert titles(mine.received) == [own.title]
    assert [(one.title, one.open_findings) for one in mine.doubtful] == [(own.title, 1)]
    assert len(agenda(people.editor).doubtful) == 2


def test_mentions_and_ones_drafts_are_on_the_days_page(people: People) -> None:
    document = draft_of(people)
    commenting.comment_on_document(document=document, by=people.reviewer, text="@linxiao 表三请补。")
    page = client_of(people.editor).get(HOME).content.decode()
    assert "沈宁在《" in page
    assert "表三请补" in page
    assert document.title in page


def give(people: People, document: PolicyDocument, due_on: date | None, task: Task = Task.DRAFT) -> None:
    assigning.assign(document=document, task=task, to=people.editor, by=people.reviewer, due_on=due_on)


def test_tasks_stand_by_their_day_and_are_filtered(people: People) -> None:
    today = timezone.localdate()
    days = [today + timedelta(days=3), None, today - timedelta(days=1), today]
    for due_on in days:
        give(people, make_document(state="draft"), due_on)
    client = client_of(people.editor)

    def due(query: str) -> list[date | None]:
        return [one.due_on for one in client.get(WORK + query).context["page"]]

    assert due("") == [days[2], days[3], days[0], None]
    assert due("?state=late") == [days[2]]
    assert due("?state=done") == due("?whose=given") == due("?task=galley") == []
    assert due("?whose=nothing&state=x&task=draft") == due("")
    assert [one.due_on for one in client_of(people.reviewer).get(f"{WORK}?whose=given").context["page"]] == due("")
    page = client.get(HOME).content.decode()
    assert '<span class="count">4</span>' in page
    assert ("逾期" in page, "今天" in page) == (True, True)


def test_both_pages_cost_the_same_for_one_row_and_fifty(people: People) -> None:
    def more(count: int) -> None:
        for _ in range(count):
            for stage, proof in (("received", 0), ("proof", 1), ("galley", 0), ("signed", 0)):
                document = draft_of(people, stage, proof)
                Finding.objects.create(code="x", severity="error", message="疑", document=document)
            give(people, document, timezone.localdate())
            issue = make_issue(state="draft", documents=[document])
            assigning.assign(issue=issue, task=Task.OTHER, to=people.editor, by=people.reviewer)
            commenting.comment_on_document(document=document, by=people.reviewer, text="@linxiao 看")

    people.editor.groups.add(people.reviewer.groups.get(), people.publisher.groups.get())
    client = client_of(people.editor)
    more(1)
    client.get(HOME)
    once = [queries(lambda at=at: client.get(at)) for at in (HOME, WORK)]
    more(49)
    client.get(HOME)  # notes that somebody is there, once a minute
    assert [queries(lambda at=at: client.get(at)) for at in (HOME, WORK)] == once
    assert once[0] < 30


def test_administrators_are_led_to_what_is_theirs() -> None:
    newcomer = make_user(role="", username="newcomer")
    auditor, security = (client_of(make_user(role=role)).get(HOME) for role in (Role.AUDITOR, Role.SECURITY))
    assert security.context["accounts"].without_role == 1
    assert f"/desk/audit/?since={timezone.localdate()}" in auditor.content.decode()
    assert "/desk/audit/" not in security.content.decode()
    newcomer.is_active = False
    newcomer.save()
    assert client_of(make_user(role=Role.SYSADMIN)).get(HOME).context["accounts"].without_role == 0
