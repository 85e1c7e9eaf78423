"""`may` reads roles, organs and the document's place from the rows."""

import pytest
from django.utils import timezone

from policies.drafting.deeds import Deed, Place
from policies.models import Draft, PolicyDocument
from policies.services.workflow.permission import may, places_of, readable, staff_of
from tests.factories import make_document, make_organ, make_user

pytestmark = pytest.mark.django_db


def _draft(document: PolicyDocument, **fields: object) -> Draft:
    return Draft.objects.create(document=document, version=document.versions.get(), **fields)


def test_a_draft_without_a_row_is_received() -> None:
    assert places_of(make_document(state="draft")) == {Place.RECEIVED}


def test_a_closed_draft_of_an_unpublished_document_is_given_up() -> None:
    document = make_document(state="draft")
    _draft(document, closed_at=timezone.now())
    assert places_of(document) == {Place.GIVEN_UP}


def test_a_public_document_with_an_open_draft_stands_in_two_places() -> None:
    document = make_document()
    _draft(document, stage="galley")
    assert places_of(document) == {Place.GALLEY, Place.PUBLISHED}


def test_a_department_edits_what_it_issued_or_sent_in_and_nothing_else() -> None:
    water, roads = make_organ(name="安澜市水务局"), make_organ(name="安澜市交通运输局")
    user = make_user()
    user.organs.add(water)
    issued, sent, strange = (
        make_document(state="draft", issuers=[water]),
        make_document(state="draft"),
        make_document(state="draft", issuers=[roads]),
    )
    _draft(sent, received_from="安澜市水务局")
    assert [may(user=user, deed=Deed.EDIT, document=one) for one in (issued, sent, strange)] == [True, True, False]
    assert not may(user=user, deed=Deed.READ, document=strange)
    public, corrected = make_document(issuers=[roads]), make_document(issuers=[roads])
    Draft.objects.create(document=corrected, version=corrected.versions.get())
    assert set(readable(staff=staff_of(user))) == {issued, sent, public}
    assert may(user=user, deed=Deed.READ, document=public)


def test_an_account_without_organs_edits_all_of_the_offices() -> None:
    assert may(user=make_user(), deed=Deed.EDIT, document=make_document(state="draft"))


def test_a_closed_account_may_nothing() -> None:
    user = make_user(is_active=False)
    assert not may(user=user, deed=Deed.REGISTER)
