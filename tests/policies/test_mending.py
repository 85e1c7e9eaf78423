"""Metadata of a public document: mended with a reason, logged with before and after; validity by two people."""

from datetime import UTC, date, datetime

import pytest

from policies.models import DecisionState, DocumentEvent, PolicyDocument, Role, User, Validity
from policies.services.judging import DecisionError, confirm_validity, propose_validity, refuse_validity
from policies.services.mending import DatesError, Metadata, NothingChangedError, mend_metadata, metadata_of
from policies.services.publishing import DocumentStateError
from policies.services.validity import follow_calendar
from tests import factories
from tests.cast import citizen

pytestmark = pytest.mark.django_db
DAY, NOW = date(2024, 6, 1), datetime(2024, 6, 1, tzinfo=UTC)


@pytest.fixture
def editor() -> User:
    return factories.make_user(role=Role.EDITOR)


@pytest.fixture
def reviewer() -> User:
    return factories.make_user(role=Role.REVIEWER)


def mend(document: PolicyDocument, by: User, **changed: object) -> list[dict[str, str]]:
    before = metadata_of(document)
    given = Metadata(**{name: changed.get(name, getattr(before, name)) for name in before.__slots__})
    return mend_metadata(document=document, given=given, on=DAY, by=by, reason="对照原件补录")


def test_what_changed_is_public_with_before_and_after(editor: User) -> None:
    document = factories.make_document(genre="通知", index_number="A-1")
    water, roads = factories.make_topic(name="水利"), factories.make_topic(name="交通运输")
    document.topics.add(water)
    mend(document, editor, genre="意见", topics=[water, roads])
    document.refresh_from_db()
    assert (document.genre, document.index_number, document.topics.count()) == ("意见", "A-1", 2)
    event = document.events.get()
    assert (event.kind, event.by, event.note) == ("metadata", editor, "对照原件补录")
    assert event.changes == [
        {"field": "genre", "before": "通知", "after": "意见"},
        {"field": "topics", "before": "水利", "after": "交通运输、水利"},
    ]
    history = citizen().get(f"{document.get_absolute_url()}history/").content.decode()
    assert "对照原件补录" in history
    assert "<del>水利</del> → <ins>交通运输、水利</ins>" in history
    feed = citizen().get("/changes.atom").content.decode()
    assert f"修订：{document.title}" in feed
    assert "文种：通知 → 意见" in feed


def test_an_emptied_index_number_is_null_again(editor: User) -> None:
    document = factories.make_document(index_number="A-1")
    mend(document, editor, index_number="")
    document.refresh_from_db()
    assert document.index_number is None


def test_validity_follows_a_new_day(editor: User) -> None:
    document = factories.make_document(effective_on=date(2024, 5, 1), effective_clause="main__p_1")
    mend(document, editor, expires_on=date(2024, 5, 20))
    document.refresh_from_db()
    assert (document.validity, document.validity_source) == ("expired", "expires_on")
    assert [one.kind for one in document.events.all()] == ["metadata", "expired"]


def test_nothing_changed_no_reason_drafts_and_wrong_days_are_refused(editor: User) -> None:
    document = factories.make_document(effective_on=DAY)
    with pytest.raises(NothingChangedError):
        mend(document, editor)
    with pytest.raises(DatesError):
        mend(document, editor, expires_on=date(2024, 1, 1))
    with pytest.raises(DocumentStateError):
        mend_metadata(document=document, given=Metadata(genre="令"), on=DAY, by=editor, reason=" ")
    with pytest.raises(DocumentStateError):
        mend(factories.make_document(state="draft"), editor, genre="令")
    assert not DocumentEvent.objects.exists()


def propose(document: PolicyDocument, by: User, validity: Validity | None = Validity.REPEALED):
    return propose_validity(
        document=document, validity=validity, since=DAY, source="市司法局清理结果第3项", reason="清理", by=by
    )


def test_a_decision_holds_once_another_person_confirms_it(editor: User, reviewer: User) -> None:
    document = factories.make_document(effective_on=date(2020, 1, 1), validity="in_force")
    decision = propose(document, editor)
    document.refresh_from_db()
    assert document.validity == "in_force"
    with pytest.raises(DecisionError):
        confirm_validity(decision=decision, on=DAY, by=editor, at=NOW)
    confirm_validity(decision=decision, on=DAY, by=reviewer, at=NOW)
    document.refresh_from_db()
    assert (document.validity, document.validity_since, document.repealed_on) == ("repealed", DAY, DAY)
    assert document.validity_source == "editor:市司法局清理结果第3项"
    event = document.events.get()
    assert (event.kind, event.by) == ("repealed", reviewer)
    assert "市司法局清理结果第3项" in citizen().get(document.get_absolute_url()).content.decode()
    follow_calendar(on=date(2024, 7, 1))
    document.refresh_from_db()
    assert document.validity == "repealed"


def test_a_decision_taken_back_lets_the_documents_tell_again(editor: User, reviewer: User) -> None:
    document = factories.make_document(effective_on=date(2020, 1, 1), effective_clause="main__p_1")
    confirm_validity(decision=propose(document, editor), on=DAY, by=reviewer, at=NOW)
    confirm_validity(decision=propose(document, editor, None), on=DAY, by=reviewer, at=NOW)
    document.refresh_from_db()
    assert (document.validity, document.validity_source, document.repealed_on) == ("in_force", "main__p_1", None)


def test_one_proposal_at_a_time_each_with_source_and_ended_with_an_answer(editor: User, reviewer: User) -> None:
    document = factories.make_document()
    with pytest.raises(DecisionError):
        propose(document, editor, None)  # no editor's decision stands
    decision = propose(document, editor)
    with pytest.raises(DecisionError):
        propose(document, reviewer)
    with pytest.raises(DecisionError):
        refuse_validity(decision=decision, by=reviewer, at=NOW, answer=" ")
    refuse_validity(decision=decision, by=reviewer, at=NOW, answer="依据不足")
    decision.refresh_from_db()
    assert (decision.state, decision.answer) == (DecisionState.REFUSED, "依据不足")
    with pytest.raises(DecisionError):
        confirm_validity(decision=decision, on=DAY, by=reviewer, at=NOW)
    document.refresh_from_db()
    assert document.validity == "unmarked"
