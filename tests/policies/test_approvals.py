"""Second pair of eyes: the database refuses whoever wrote since the last approval, whatever way the row comes."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from policies.models import Approval, Draft, Revision, User
from tests.factories import make_document, make_user

pytestmark = pytest.mark.django_db


def _draft() -> Draft:
    document = make_document(state="draft")
    return Draft.objects.create(document=document, version=document.versions.get(), stage="proof", proof=1)


def _save(draft: Draft, by: User | None) -> Revision:
    n = draft.revisions.count() + 1
    return Revision.objects.create(draft=draft, n=n, tree={}, by=by, saved_at=timezone.now())


def _approve(draft: Draft, by: User, **fields: object) -> Approval:
    approval = Approval.objects.create(draft=draft, stage="proof", proof=1, by=by, **fields)
    approval.refresh_from_db()
    return approval


def test_a_writer_cannot_approve() -> None:
    draft, writer = _draft(), make_user()
    _save(draft, writer)
    with pytest.raises(IntegrityError, match="approval_second_eyes"), transaction.atomic():
        _approve(draft, writer)


def test_another_may_and_the_writers_are_written_down() -> None:
    draft, writer, other = _draft(), make_user(), make_user(role="reviewer")
    _save(draft, None)
    _save(draft, writer)
    assert _approve(draft, other, writers=[]).writers == [writer.pk]


def test_what_was_written_before_the_last_approval_counts_no_more() -> None:
    draft, writer, other = _draft(), make_user(), make_user(role="reviewer")
    _save(draft, writer)
    _approve(draft, other)
    _save(draft, other)
    assert _approve(draft, writer).writers == [other.pk]


def test_a_special_approval_needs_its_reason() -> None:
    draft, writer = _draft(), make_user()
    _save(draft, writer)
    with pytest.raises(IntegrityError, match="approval_special_with_reason"), transaction.atomic():
        _approve(draft, writer, special=True)
    assert _approve(draft, writer, special=True, reason="只有三个人").writers == [writer.pk]
