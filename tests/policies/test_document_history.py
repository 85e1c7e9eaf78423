"""A document's wordings and what happened to it; an older wording says that it is one."""

from datetime import date

import pytest

from policies.models import DocumentEvent, PolicyDocument, Version
from tests import factories
from tests.cast import assert_open_to_everybody, citizen, queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def amended() -> PolicyDocument:
    document = factories.make_document()
    first = document.versions.get()
    first.current = False
    first.save()
    second = Version.objects.create(document=document, n=2, basis="amended", valid_from=date(2025, 1, 1))
    factories.add_provision(part=factories.add_text(version=second), text="各区县要狠抓落实。")
    DocumentEvent.objects.create(document=document, kind="amended", on=date(2025, 1, 1), note="按第9号决定修改")
    return document


def test_everybody_may_read_history_and_wordings(amended: PolicyDocument) -> None:
    for below in ("history/", "versions/1/", "versions/2/"):
        assert_open_to_everybody(amended.get_absolute_url() + below)


def test_history_lists_wordings_and_events(amended: PolicyDocument) -> None:
    text = citizen().get(f"{amended.get_absolute_url()}history/").content.decode()
    assert f"{amended.get_absolute_url()}versions/1/" in text
    assert "2025年1月1日" in text
    assert "按第9号决定修改" in text


def test_the_document_shows_its_current_wording_and_an_older_one_says_so(amended: PolicyDocument) -> None:
    assert "狠抓落实" in citizen().get(amended.get_absolute_url()).content.decode()
    older = citizen().get(f"{amended.get_absolute_url()}versions/1/").content.decode()
    assert "这是较早的文本" in older
    assert "狠抓落实" not in older


def test_a_wording_there_is_not_is_404(amended: PolicyDocument) -> None:
    assert citizen().get(f"{amended.get_absolute_url()}versions/3/").status_code == 404


def test_queries_do_not_grow_with_events(amended: PolicyDocument) -> None:
    before = queries_of(f"{amended.get_absolute_url()}history/")
    for _ in range(20):
        DocumentEvent.objects.create(document=amended, kind="corrected", on=date(2025, 2, 1))
    assert queries_of(f"{amended.get_absolute_url()}history/") == before <= 9
