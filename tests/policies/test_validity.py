"""Validity comes from a document's own clauses and from documents that amend or repeal it, with its source; else it is unmarked."""

from datetime import date

import pytest

from policies.models import DocumentEvent, PolicyDocument, Validity
from policies.services.publishing import DocumentStateError, publish_document, withdraw_document
from policies.services.validity import follow_calendar, settle_validity
from tests.cast import queries
from tests.factories import add_citation, make_document

pytestmark = pytest.mark.django_db

DAY = date(2024, 6, 1)


def publish(document: PolicyDocument, on: date = DAY) -> PolicyDocument:
    publish_document(document=document, on=on, by=None, published_on=on, archive=True)
    document.refresh_from_db()
    return document


def draft(**fields) -> PolicyDocument:
    return make_document(state="draft", published_on=None, **fields)


@pytest.mark.parametrize(
    ("effective_on", "expires_on", "validity", "since"),
    [
        (None, None, Validity.UNMARKED, None),
        (date(2024, 6, 1), None, Validity.IN_FORCE, date(2024, 6, 1)),
        (date(2024, 6, 2), None, Validity.NOT_YET, None),
        (date(2020, 1, 1), date(2024, 6, 1), Validity.IN_FORCE, date(2020, 1, 1)),
        (date(2020, 1, 1), date(2024, 5, 31), Validity.EXPIRED, date(2024, 6, 1)),
        (None, date(2024, 5, 1), Validity.EXPIRED, date(2024, 5, 2)),
        (None, date(2024, 7, 1), Validity.UNMARKED, None),
    ],
)
def test_own_clauses(effective_on, expires_on, validity, since) -> None:
    document = publish(draft(effective_on=effective_on, expires_on=expires_on, effective_clause="main__p_1"))
    assert (document.validity, document.validity_since) == (validity, since)
    if validity in (Validity.IN_FORCE, Validity.NOT_YET):
        assert document.validity_source == "main__p_1"


def test_a_repeal_names_its_document_and_day() -> None:
    old = publish(draft(number="安政发〔2011〕1号", effective_on=date(2011, 1, 1)))
    decision = draft(number="安政发〔2024〕6号", effective_on=date(2024, 5, 1))
    add_citation(version=decision.versions.get(), kind="repeals", number="安政发〔2011〕1号")
    old.refresh_from_db()
    assert old.validity == Validity.IN_FORCE  # a draft repeals nothing
    publish(decision)
    old.refresh_from_db()
    assert (old.validity, old.repealed_on, old.validity_source) == ("repealed", date(2024, 5, 1), decision.slug)
    assert list(old.events.values_list("kind", "on")) == [("published", DAY), ("repealed", date(2024, 5, 1))]


def test_a_repeal_that_came_first_waits_for_its_document() -> None:
    decision = draft(number="安政发〔2024〕6号", effective_on=date(2024, 5, 1))
    add_citation(version=decision.versions.get(), kind="repeals", number="安政发〔2011〕1号")
    publish(decision)
    old = publish(draft(number="安政发〔2011〕1号", effective_on=date(2011, 1, 1)))
    assert old.validity == Validity.REPEALED


def test_a_repeal_of_tomorrow_takes_effect_tomorrow() -> None:
    old = publish(draft(number="安政发〔2011〕1号", effective_on=date(2011, 1, 1)))
    decision = draft(number="安政发〔2024〕6号", effective_on=date(2024, 6, 2))
    add_citation(version=decision.versions.get(), kind="repeals", number="安政发〔2011〕1号")
    publish(decision)
    old.refresh_from_db()
    assert old.validity == Validity.IN_FORCE
    follow_calendar(on=date(2024, 6, 2))
    old.refresh_from_db()
    assert old.validity == Validity.REPEALED


def test_an_amendment_marks_its_target_until_it_is_withdrawn() -> None:
    old = publish(draft(number="安政发〔2011〕1号", effective_on=date(2011, 1, 1)))
    decision = draft(number="安政发〔2024〕6号", effective_on=date(2024, 5, 1))
    add_citation(version=decision.versions.get(), kind="amends", number="安政发〔2011〕1号")
    publish(decision)
    old.refresh_from_db()
    assert (old.validity, old.validity_source) == ("amended", decision.slug)
    withdraw_document(document=decision, on=DAY, by=None, reason="印发有误")
    old.refresh_from_db()
    assert old.validity == Validity.IN_FORCE


def test_the_calendar_commences_and_expires_once() -> None:
    document = publish(draft(effective_on=date(2024, 7, 1), expires_on=date(2025, 6, 30)))
    for day in (date(2024, 6, 30), date(2024, 7, 1), date(2024, 7, 1), date(2025, 7, 1), date(2025, 7, 2)):
        follow_calendar(on=day)
    found = list(DocumentEvent.objects.filter(document=document).values_list("kind", "on"))
    assert found == [("published", DAY), ("commenced", date(2024, 7, 1)), ("expired", date(2025, 7, 1))]


def test_the_calendar_asks_nothing_of_documents_without_a_day() -> None:
    make_document()
    before = queries(lambda: follow_calendar(on=DAY))
    for _ in range(3):
        make_document()
    assert queries(lambda: follow_calendar(on=DAY)) == before


def test_a_person_decides_above_all() -> None:
    document = make_document(validity="in_force", validity_source="editor:经核实继续有效", expires_on=date(2020, 1, 1))
    assert not settle_validity(document=document, on=DAY)
    assert document.validity == Validity.IN_FORCE


def test_only_drafts_are_published_and_only_public_ones_withdrawn() -> None:
    document = make_document()
    with pytest.raises(DocumentStateError):
        publish(document)
    with pytest.raises(DocumentStateError):
        withdraw_document(document=document, on=DAY, by=None, reason=" ")
    withdraw_document(document=document, on=DAY, by=None, reason="撤销")
    document.refresh_from_db()
    assert (document.state, document.withdrawal_reason) == ("withdrawn", "撤销")
