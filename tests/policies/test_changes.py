"""The log of changes as a feed."""

from datetime import date
from xml.etree import ElementTree

import pytest

from policies.models import DocumentEvent
from tests import factories
from tests.cast import assert_open_to_everybody, citizen, queries_of

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def titles() -> list[str]:
    feed = ElementTree.fromstring(citizen().get("/changes.atom").content)
    return [str(title.text) for title in feed.iterfind(f"{ATOM}entry/{ATOM}title")]


def happen(kind: str = "published", **fields: object) -> DocumentEvent:
    return DocumentEvent.objects.create(
        document=factories.make_document(**fields), kind=kind, on=date(2024, 4, 1), note="印制有误"
    )


def test_everybody_may_subscribe() -> None:
    assert_open_to_everybody("/changes.atom")


def test_changes_come_newest_first_with_withdrawals_and_without_drafts() -> None:
    happen(title="甲办法")
    happen("withdrawn", title="乙办法", state="withdrawn", withdrawal_reason="印制有误")
    happen(title="丙办法", state="draft")
    assert titles() == ["撤下：乙办法", "发布：甲办法"]


def test_what_the_desk_noted_of_a_publication_is_not_told() -> None:
    published = happen(title="甲办法")
    withdrawn = happen("withdrawn", title="乙办法", state="withdrawn", withdrawal_reason="有误")
    summaries = citizen().get("/changes.atom").content.decode()
    assert summaries.count("印制有误") == 1
    assert (published.public_note, withdrawn.public_note) == ("", "印制有误")
    assert "印制有误" not in citizen().get(f"{published.document.get_absolute_url()}history/").content.decode()


def test_queries_do_not_grow() -> None:
    happen()
    before = queries_of("/changes.atom")
    for _ in range(20):
        happen()
    assert queries_of("/changes.atom") == before <= 4
