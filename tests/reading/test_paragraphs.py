"""Broken paragraphs are whole again, and whole ones stay apart, in every way a source breaks its lines."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policies.reading.layout import measure
from policies.reading.lines import Line
from policies.reading.paragraphs import join_paragraphs

SENTENCES = [
    "各县区人民政府要加强对城市内河管护工作的组织领导，落实管护经费和管护人员。",
    "市水行政主管部门应当会同有关部门制定年度清淤计划，报市人民政府批准后实施。",
    "对排入内河的污水实行在线监测，监测结果按月向社会公布，接受群众监督。",
    "管护责任单位发现护岸、闸泵损坏的，应当在二十四小时内设置警示标志并组织修复。",
    "违反本规定的，由城市管理主管部门责令限期改正，逾期不改正的依法予以处罚。",
]
PARAGRAPHS = [
    "一、总体要求",
    SENTENCES[0] + SENTENCES[1],
    "（一）明确责任。" + SENTENCES[2] + SENTENCES[3],
    "（二）强化监管",
    SENTENCES[4] + SENTENCES[0] + SENTENCES[2],
    SENTENCES[1] + SENTENCES[3],
    "——突出重点。" + SENTENCES[4],
    SENTENCES[2] + SENTENCES[0] + SENTENCES[1] + SENTENCES[4],
]


def lines_of(text: str) -> list[Line]:
    return [Line(n, line) for n, line in enumerate(text.split("\n"), 1)]


def joined(text: str) -> list[str]:
    lines = lines_of(text)
    return [paragraph.text for paragraph in join_paragraphs(lines, measure(lines))]


def set_in_column(paragraphs: list[str], width: int, indent: str = "") -> list[str]:
    """Lines of a column whose paragraphs open two characters in; `indent` is what the extraction keeps of that."""
    lines = []
    for paragraph in paragraphs:
        first, rest = paragraph[: width - 2], paragraph[width - 2 :]
        lines += [indent + first, *textwrap.wrap(rest, width)]
    return lines


def test_unwrapped_paragraphs_stay_as_they_are():
    assert joined("\n\n".join(PARAGRAPHS)) == PARAGRAPHS


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("indent", ["", "\u3000\u3000"])
@pytest.mark.parametrize("width", [20, 23, 42])
def test_wrapped_paragraphs_are_joined(width, indent, gap):
    assert joined(gap.join(set_in_column(PARAGRAPHS * 3, width, indent))) == PARAGRAPHS * 3


def test_a_blank_line_parts_wrapped_paragraphs():
    blocks = ["\n".join(textwrap.wrap(paragraph, 24)) for paragraph in PARAGRAPHS * 3]
    assert joined("\n\n".join(blocks)) == PARAGRAPHS * 3


def test_a_page_break_within_an_unwrapped_paragraph_is_mended():
    cut = PARAGRAPHS[1][:31]
    text = "\n\n".join([PARAGRAPHS[0], cut, PARAGRAPHS[1][31:], *PARAGRAPHS[2:]])
    assert joined(text) == PARAGRAPHS


def test_a_numbered_item_that_the_column_cut_is_text_like_those_beside_it():
    items = [f"（{n}）{SENTENCES[n]}" for n in range(1, 5)]
    cut = "（5）市水务局负责城市内河日常管护工作的监督"
    text = "\n\n".join(["3.2 处置措施", *items, cut, "检查，定期通报情况。"])
    assert joined(text)[-1] == cut + "检查，定期通报情况。"


def test_headings_alone_stay_alone_beside_headings():
    text = "\n\n".join(["（1）信息报告", SENTENCES[0], "（2）人员转移", SENTENCES[1], "（3）物资调配", SENTENCES[2]])
    assert joined(text) == text.split("\n\n")


def test_a_title_mark_that_opens_on_one_line_and_closes_on_the_next_joins_them():
    text = "根据《安澜市城市内河\n管护规定》制定本办法。"
    assert joined(text) == ["根据《安澜市城市内河管护规定》制定本办法。"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("甲乙丙，。；一、（）1.《》 ", max_size=30), max_size=40))
def test_no_character_is_lost_or_moved(texts):
    lines = lines_of("\n".join(texts))
    whole = "".join(paragraph.text for paragraph in join_paragraphs(lines, measure(lines)))
    assert whole == "".join(line.text.strip() for line in lines)


def test_lists_of_people_keep_their_lines():
    text = "组　长：周　甲　市长\n副组长：吴　乙　常务副市长\n郑　丙　副市长\n成　员：王　丁　市政府秘书长\n领导小组办公室设在市发展改革委。"
    assert joined(text) == text.split("\n")
