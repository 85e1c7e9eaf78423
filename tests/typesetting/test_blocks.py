"""Provisions become blocks whose headings skip no rank, with citations linked and boxes holding their own."""

import pytest
from django.utils.html import strip_tags

from policies.models import Provision
from policies.typesetting.blocks import blocks, outline
from tests.factories import add_citation, add_provision, add_text, make_document

pytestmark = pytest.mark.django_db


def rows(document) -> list[Provision]:
    return list(document.versions.get().provisions.all())


def test_ranks_follow_open_headings_not_printed_levels() -> None:
    document = make_document(paragraphs=())
    text = document.versions.get().texts.get()
    for level, heading in [(1, "总体要求"), (3, "主要目标"), (3, "基本原则"), (1, "保障措施")]:
        add_provision(part=text, kind="heading", level=level, heading=heading)
    assert [block.tag for block in blocks(rows(document), {})] == ["h2", "h3", "h3", "h2"]


def test_a_citation_of_a_held_document_is_a_link_and_the_text_stays_as_printed() -> None:
    target = make_document(title="安澜市供水办法")
    document = make_document(paragraphs=())
    version = document.versions.get()
    text = "根据《安澜市供水办法》<规定>，制定本办法。"
    provision = add_provision(part=version.texts.get(), kind="article", marker="第一条", text=text)
    one = add_citation(version=version, provision=provision, target=target, title="安澜市供水办法", start=5, end=14)
    block = blocks([provision], {provision.pk: [one]})[0]
    assert f'<a href="{target.get_absolute_url()}">《安澜市供水办法》</a>' in block.body
    assert strip_tags(block.body).replace("&lt;", "<").replace("&gt;", ">") == text


@pytest.mark.parametrize(("start", "end"), [(0, 400), (9, 3), (2, 5)])
def test_a_citation_with_offsets_out_of_its_text_is_left_plain(start: int, end: int) -> None:
    document = make_document(paragraphs=())
    version = document.versions.get()
    provision = add_provision(part=version.texts.get(), marker="第一条", text="依法办理。")
    one = add_citation(version=version, provision=provision, target=make_document(), title="某法", start=start, end=end)
    assert blocks([provision], {provision.pk: [one]})[0].body == "依法办理。"


def test_a_box_holds_what_stands_in_it() -> None:
    document = make_document(paragraphs=())
    text = document.versions.get().texts.get()
    box = add_provision(part=text, kind="box", heading="专栏1")
    add_provision(part=text, text="盒内。", parent=box)
    add_provision(part=text, text="盒外。")
    made = blocks(rows(document), {})
    assert [block.provision.text for block in made] == ["", "盒外。"]
    assert [block.provision.text for block in made[0].children] == ["盒内。"]


def test_the_outline_leaves_deep_levels_out_when_there_are_too_many() -> None:
    document = make_document(paragraphs=())
    text = document.versions.get().texts.get()
    for _ in range(10):
        add_provision(part=text, kind="heading", level=1, heading="篇")
        for _ in range(12):
            add_provision(part=text, kind="heading", level=2, heading="章")
    assert {entry.depth for entry in outline([text], rows(document))} == {0}


def test_a_text_without_headings_is_listed_by_its_articles() -> None:
    document = make_document(paragraphs=())
    version = document.versions.get()
    enclosed = add_text(version=version, role="enclosed", eid="enc_1", title="安澜市供水办法")
    add_provision(
        part=enclosed, kind="article", marker="第一条", text="为了加强城市供水管理，保障用水安全，制定本办法。"
    )
    entries = outline(version.texts.all(), rows(document))
    assert [(entry.label[:3], entry.depth) for entry in entries] == [("安澜市", 0), ("第一条", 1)]


@pytest.mark.parametrize(
    ("marker", "apart"), [("1.1", True), ("-", True), ("一、", False), ("（一）", False), ("", False)]
)
def test_a_gap_stands_after_arabic_numbers_and_dashes(marker: str, apart: bool) -> None:
    document = make_document(paragraphs=())
    provision = add_provision(part=document.versions.get().texts.get(), marker=marker, text="指导思想")
    assert ("numeral" in blocks([provision], {})[0].marker) == apart
