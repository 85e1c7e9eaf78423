"""Lists of organs and topics, and the documents under each."""

import pytest

from tests import factories
from tests.cast import assert_open_to_everybody, citizen, queries_of

pytestmark = pytest.mark.django_db


def text(address: str) -> str:
    return citizen().get(address).content.decode()


@pytest.mark.parametrize("address", ["/organs/", "/topics/"])
def test_everybody_may_read_the_lists_even_empty(address: str) -> None:
    assert_open_to_everybody(address)


def test_an_organ_is_listed_once_it_has_issued_something_in_public() -> None:
    factories.make_document(issuers=[factories.make_organ(name="安澜市水务局")])
    factories.make_document(issuers=[factories.make_organ(name="安澜市保密局")], state="draft")
    assert "安澜市水务局" in text("/organs/")
    assert "安澜市保密局" not in text("/organs/")


def test_an_organ_shows_its_documents_names_and_successor() -> None:
    heir = factories.make_organ(name="安澜市水利局")
    organ = factories.make_organ(name="安澜市水务局", code="shuiwu", successor=heir)
    organ.names.create(name="市水务局", kind="short")
    document = factories.make_document(issuers=[organ])
    assert_open_to_everybody("/organs/shuiwu/")
    assert document.title in text("/organs/shuiwu/")
    assert "市水务局" in text("/organs/shuiwu/")
    assert heir.get_absolute_url() in text("/organs/shuiwu/")
    assert citizen().get("/organs/nobody/").status_code == 404


def test_a_topic_shows_its_documents_and_those_of_the_topics_below_once() -> None:
    parent = factories.make_topic(name="综合政务", code="zhzw")
    child = factories.make_topic(name="政务公开", code="zwgk", parent=parent)
    document = factories.make_document(topics=[parent, child])
    assert_open_to_everybody("/topics/zhzw/")
    assert text("/topics/zhzw/").count(document.title) == 1
    assert child.get_absolute_url() in text("/topics/")


def test_long_lists_come_in_pages_and_a_page_there_is_not_is_404() -> None:
    organ = factories.make_organ(code="shuiwu")
    for _ in range(31):
        factories.make_document(issuers=[organ])
    assert 'rel="next" href="?page=2"' in text("/organs/shuiwu/")
    assert text("/organs/shuiwu/?page=2").count("entry-title") == 1
    for page in ("3", "0", "x"):
        assert citizen().get(f"/organs/shuiwu/?page={page}").status_code == 404


@pytest.mark.parametrize("address", ["/organs/", "/organs/shuiwu/", "/topics/", "/topics/t/"])
def test_queries_do_not_grow(address: str) -> None:
    organ, topic = factories.make_organ(code="shuiwu"), factories.make_topic(code="t")
    factories.make_document(issuers=[organ], topics=[topic])
    before = queries_of(address)
    for _ in range(20):
        topics = [topic, factories.make_topic(parent=topic)]
        factories.make_document(issuers=[organ, factories.make_organ()], topics=topics)
    assert queries_of(address) == before <= 12
