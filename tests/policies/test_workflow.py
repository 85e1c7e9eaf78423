"""A text's way over the desk: what each deed does, and what it refuses with which words."""

from datetime import date

import pytest
from django.utils import timezone

from policies.drafting.deeds import Deed
from policies.models import Draft, PolicyDocument, Revision, Stage, Treatment, User
from policies.services.workflow import passing, steps
from policies.services.workflow.errors import GateError, NotAllowedError, SecondEyesError, WorkflowError
from policies.services.workflow.permission import may
from policies.services.workflow.reception import decide_disclosure, record_secrecy_review, set_reception
from policies.services.workflow.registering import Reception, register_manuscript
from tests.factories import make_document, make_draft, make_signed, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> User:
    return make_user()


@pytest.fixture
def reviewer() -> User:
    return make_user(role="reviewer")


@pytest.fixture
def publisher() -> User:
    return make_user(role="publisher")


def manuscript(**fields: object) -> PolicyDocument:
    return make_document(state="draft", published_on=None, **fields)


def save(draft: Draft, by: User) -> None:
    n = draft.revisions.count() + 1
    Revision.objects.create(draft=draft, n=n, tree={}, by=by, saved_at=timezone.now())


def test_a_text_passes_all_proofs_to_the_galley_and_is_signed(editor: User, reviewer: User, publisher: User) -> None:
    document = manuscript()
    draft = passing.send_to_proof(document=document, by=editor)
    seen = [steps.stage_name(draft.stage, draft.proof)]
    for _ in range(3):
        draft = passing.approve_proof(document=document, by=reviewer)
        seen.append(steps.stage_name(draft.stage, draft.proof))
    draft = passing.sign_galley(document=document, by=publisher)
    assert [*seen, steps.stage_name(draft.stage)] == ["一校", "二校", "三校", "清样", "付印"]
    assert [(one.stage, one.proof) for one in draft.approvals.all()] == [
        ("proof", 1),
        ("proof", 2),
        ("proof", 3),
        ("galley", 0),
    ]
    assert [one.deed for one in draft.moves.all()] == ["submit", "approve", "approve", "approve", "sign"]


def test_without_proofs_a_manuscript_goes_straight_to_the_galley(settings, editor: User) -> None:
    settings.PROOF_STEPS = []
    assert passing.send_to_proof(document=manuscript(), by=editor).stage == Stage.GALLEY


def test_whoever_wrote_is_refused_with_what_to_do() -> None:
    both = make_user(role="reviewer")
    draft = make_draft(stage="proof", proof=1)
    save(draft, both)
    with pytest.raises(SecondEyesError, match="特批"):
        passing.approve_proof(document=draft.document, by=both)
    draft.refresh_from_db()
    assert (draft.stage, draft.proof) == ("proof", 1)


def test_a_special_approval_passes_and_keeps_its_reason() -> None:
    both = make_user(role="reviewer")
    draft = make_draft(stage="proof", proof=1)
    save(draft, both)
    passing.approve_proof(document=draft.document, by=both, special="只有三个人在岗")
    approval = draft.approvals.get()
    assert (approval.special, approval.reason, approval.writers) == (True, "只有三个人在岗", [both.pk])


@pytest.mark.parametrize(("at", "again"), [(("proof", 2), ("proof", 2)), (("galley", 0), ("proof", 3))])
def test_what_was_sent_back_goes_to_the_proof_that_sent_it(at, again, editor: User) -> None:
    judge = make_user(role="reviewer")
    draft = make_draft(stage=at[0], proof=at[1])
    passing.send_back(document=draft.document, by=judge, reason="第三条与附件不一致")
    draft.refresh_from_db()
    assert draft.stage == Stage.RECEIVED
    assert draft.moves.get().reason == "第三条与附件不一致"
    draft = passing.send_to_proof(document=draft.document, by=editor)
    assert (draft.stage, draft.proof) == again


def test_sending_back_needs_a_reason(reviewer: User) -> None:
    with pytest.raises(WorkflowError, match="原因"):
        passing.send_back(document=make_draft(stage="proof", proof=1).document, by=reviewer, reason=" ")


def test_nobody_approves_a_text_that_they_have_not_seen(reviewer: User) -> None:
    draft = make_draft(stage="proof", proof=1, lock=7)
    with pytest.raises(WorkflowError, match="又有改动"):
        passing.approve_proof(document=draft.document, by=reviewer, lock=6)
    assert passing.approve_proof(document=draft.document, by=reviewer, lock=7).proof == 2


def test_a_button_pressed_twice_passes_one_proof(reviewer: User) -> None:
    draft = make_draft(stage="proof", proof=1)
    passing.approve_proof(document=draft.document, by=reviewer, lock=0, at=("proof", 1))
    with pytest.raises(WorkflowError, match="没有重复办理"):
        passing.approve_proof(document=draft.document, by=reviewer, lock=0, at=("proof", 1))
    draft.refresh_from_db()
    assert draft.proof == 2


def test_a_deed_at_the_wrong_place_or_by_the_wrong_role_is_refused(editor: User, reviewer: User) -> None:
    document = manuscript()
    for deed, by in ((passing.approve_proof, reviewer), (passing.sign_galley, editor)):
        with pytest.raises(NotAllowedError):
            deed(document=document, by=by)


def test_a_galley_with_an_open_error_is_not_signed(publisher: User) -> None:
    draft = make_draft(stage="galley")
    draft.document.findings.create(code="text-lost", severity="error", message="少了一行")
    with pytest.raises(GateError, match="1 条差错"):
        passing.sign_galley(document=draft.document, by=publisher)


def test_a_signed_text_is_not_edited_until_the_signature_is_recalled(editor: User, publisher: User) -> None:
    document = make_signed()
    assert not may(user=editor, deed=Deed.EDIT, document=document)
    passing.recall_signature(document=document, by=publisher, reason="标题有误")
    assert may(user=editor, deed=Deed.EDIT, document=document)


def test_what_was_given_up_rests_and_can_be_taken_up_again(editor: User) -> None:
    document = manuscript()
    draft = passing.give_up(document=document, by=editor, reason="来稿单位撤回")
    assert draft.closed_at is not None
    assert steps.standing_name(document) == "已退稿"
    assert not may(user=editor, deed=Deed.EDIT, document=document)
    assert passing.resume(document=document, by=editor).stage == Stage.RECEIVED
    assert may(user=editor, deed=Deed.EDIT, document=PolicyDocument.objects.get(pk=document.pk))


def test_a_manuscript_is_registered_with_its_words_and_where_it_came_from(editor: User, reviewer: User) -> None:
    document = register_manuscript(
        title="安澜市水渠管理办法",
        by=editor,
        number="安政发〔2024〕31号",
        issuers=["安澜市人民政府"],
        text="第一章　总则\n第一条　为了管好水渠，制定本办法。\n第二条　本办法自印发之日起施行。",
        reception=Reception("安澜市水务局", date(2024, 3, 1), True, Treatment.WRITTEN),
    )
    draft = document.drafts.get()
    assert (document.state, document.treatment, document.doc_number) == ("draft", "written", "安政发〔2024〕31号")
    assert (draft.received_from, draft.received_on, draft.paper_agrees) == ("安澜市水务局", date(2024, 3, 1), True)
    assert [one.eid for one in draft.version.provisions.order_by("position")] == [
        "main__chp_1",
        "main__art_1",
        "main__art_2",
    ]
    assert draft.revisions.get().by == editor  # who brought the words in approves them as little as who wrote them


def test_an_empty_manuscript_is_registered_too(editor: User) -> None:
    document = register_manuscript(title="安澜市防汛预案", by=editor, reception=Reception())
    assert document.versions.get().texts.get().provisions.count() == 0


def test_reception_disclosure_and_secrecy_are_recorded(editor: User, reviewer: User) -> None:
    document = manuscript()
    set_reception(
        document=document,
        by=editor,
        received_from="安澜市水务局",
        received_on=date(2024, 3, 1),
        paper_agrees=False,
        treatment=Treatment.WRITTEN,
    )
    decide_disclosure(document=document, by=editor, disclosure="open")
    record_secrecy_review(document=document, by=reviewer, examined_by="王保密", examined_on=date(2024, 3, 2))
    document.refresh_from_db()
    draft = document.drafts.get()
    assert (document.treatment, document.disclosure) == ("written", "open")
    assert (draft.paper_agrees, draft.secrecy_by, draft.secrecy_on) == (False, "王保密", date(2024, 3, 2))


@pytest.mark.parametrize(
    ("fields", "now"),
    [
        ({}, "来稿"),
        ({"stage": "proof", "proof": 2}, "二校"),
        ({"stage": "galley"}, "清样"),
        ({"stage": "signed"}, "付印"),
    ],
)
def test_the_track_shows_where_a_text_stands(fields, now: str) -> None:
    track = steps.track(make_draft(**fields).document)
    assert [one.name for one in track] == ["来稿", "一校", "二校", "三校", "清样", "付印", "发布"]
    assert [one.name for one in track if one.state == "now"] == [now]


def test_a_public_document_has_its_whole_track_behind_it() -> None:
    assert [one.name for one in steps.track(make_document()) if one.state == "now"] == ["发布"]
