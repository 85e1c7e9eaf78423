"""Addresses follow the printed numbering and never meet."""

from hypothesis import given
from hypothesis import strategies as st

from policies.grammar.eids import EidBuilder
from policies.grammar.headings import parse_marker


def numbered(builder, text, parent=""):
    marker = parse_marker(text)
    assert marker is not None
    return builder.numbered(marker, parent)


def test_addresses_nest_by_numbering():
    builder = EidBuilder("main")
    section = numbered(builder, "二、主要任务")
    part = numbered(builder, "（一）完善机制", section)
    assert part == "main__sec_2__sub_1"
    assert builder.counted("p", part) == "main__sec_2__sub_1__p_1"
    assert builder.counted("p", part) == "main__sec_2__sub_1__p_2"


def test_articles_stand_under_the_text_whatever_chapter_they_are_in():
    builder = EidBuilder("enc_1")
    chapter = numbered(builder, "第二章　职责")
    assert numbered(builder, "第七条　市人民政府负责。", chapter) == "enc_1__art_7"
    assert numbered(builder, "第七条之一　县人民政府负责。", chapter) == "enc_1__art_7-1"


def test_decimals_are_named_by_depth():
    builder = EidBuilder("enc_1")
    top = numbered(builder, "3  监测预警")
    assert numbered(builder, "3.2  发布", top) == "enc_1__sec_3__sub_2"


@given(st.lists(st.sampled_from(["一、甲", "二、乙", "（一）丙", "1.丁", "——戊", "第一条　己。"]), max_size=30))
def test_no_two_addresses_are_the_same(texts):
    builder = EidBuilder("main")
    given_eids = [numbered(builder, text) for text in texts]
    assert len(set(given_eids)) == len(given_eids)
