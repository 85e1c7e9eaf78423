"""The newest documents, as pages and programs ask for them, are read off their index."""

from datetime import date

import pytest
from django.db import connection

from policies.models import PolicyDocument
from policies.querysets import dated
from tests.factories import make_document

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "newest",
    [
        PolicyDocument.objects.published().newest_first(),
        PolicyDocument.objects.published().annotate(dated=dated("issued_on")).order_by("-dated", "-id"),
    ],
    ids=["pages", "cursors"],
)
def test_the_newest_are_read_off_the_index(newest) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
        plan = newest[:30].explain()
    assert "document_newest" in plan
    assert "Sort" not in plan


def test_a_document_whose_day_is_not_known_comes_last() -> None:
    unknown = make_document(issued_on=None)
    old, new = make_document(issued_on=date(1999, 1, 1)), make_document(issued_on=date(2024, 1, 1))
    assert list(PolicyDocument.objects.published().newest_first()) == [new, old, unknown]
