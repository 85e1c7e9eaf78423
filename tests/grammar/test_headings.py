"""Markers and run-in headings, and the figures that only look like markers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.grammar.headings import MarkerKind, parse_marker, split_heading
from policies.grammar.numerals import chinese

KINDS = [
    ("第二编　总则", MarkerKind.PART, 2),
    ("第十一章　监督管理", MarkerKind.CHAPTER, 11),
    ("第三节 奖励", MarkerKind.SECTION, 3),
    ("第二十一条　本办法自公布之日起施行。", MarkerKind.ARTICLE, 21),
    ("第二十二條 本规定自公布之日起施行。", MarkerKind.ARTICLE, 22),
    ("第5条 申请人应当如实申报。", MarkerKind.ARTICLE, 5),
    ("一、总体要求", MarkerKind.HAN, 1),
    ("（十二）加强宣传", MarkerKind.HAN_BRACKET, 12),
    ("(三)加强宣传", MarkerKind.HAN_BRACKET, 3),
    ("3.2.10  霜冻", MarkerKind.DECIMAL, 10),
    ("2  组织体系", MarkerKind.DECIMAL, 2),
    ("3.支持发展", MarkerKind.ARABIC, 3),
    ("4、支持发展", MarkerKind.ARABIC, 4),
    ("1、2018年底前全面实现通办。", MarkerKind.ARABIC, 1),
    ("（5）供水设施", MarkerKind.ARABIC_BRACKET, 5),
    ("6）供水设施", MarkerKind.ARABIC_BRACKET, 6),
    ("③供水设施", MarkerKind.CIRCLED, 3),
    ("A.供水设施", MarkerKind.LETTER, 1),
    ("——供水设施", MarkerKind.DASH, None),
    ("- 供水设施", MarkerKind.DASH, None),
]


@pytest.mark.parametrize(("text", "kind", "number"), KINDS)
def test_each_system_has_its_marker(text, kind, number):
    marker = parse_marker(text)
    assert marker is not None
    assert (marker.kind, marker.number) == (kind, number)
    assert text.startswith(marker.printed)


@pytest.mark.parametrize(
    "text",
    [
        "1.2 年以内完成",
        "2022 年，全市增长",
        "12 小时内的降雨",
        "1。（责任单位：市水务局）",
        "3：1 的比例",
        "第三条规定的材料",
        "第十条所称的单位",
        "—2025 年）",
        "30 户以上",
        "一些单位",
        "十分重要",
    ],
)
def test_figures_and_references_are_no_markers(text):
    assert parse_marker(text) is None


@given(st.integers(1, 99), st.integers(0, 9))
def test_articles_read_back_with_their_branch(number, branch):
    branched = f"之{chinese(branch)}" if branch else ""
    marker = parse_marker(f"第{chinese(number)}条{branched}　市人民政府负责。")
    assert marker is not None
    assert (marker.number, marker.branch) == (number, branch)


def test_a_line_of_its_own_is_all_heading():
    assert split_heading("（一）指导思想").heading == "指导思想"
    assert split_heading("（一）指导思想").text == ""


def test_a_run_in_heading_leaves_its_stop_to_the_text():
    found = split_heading("（一）项目概况。全市新开工12个项目。")
    assert (found.heading, found.text) == ("项目概况", "。全市新开工12个项目。")


def test_marker_heading_and_text_are_what_was_printed():
    for text in ["1.建设管网。实施雨污分流。", "（2）对餐饮企业，统一设置隔油设施。", "——统一标准。各县执行。"]:
        found = split_heading(text)
        assert found.marker is not None
        assert found.marker.printed + found.heading + found.text == text


@pytest.mark.parametrize(
    "text",
    [
        "（一）各县要定期组织评估，并按要求报送。评估结果予以通报。",  # obliges
        "（二）本办法适用于全市。法律另有规定的除外。",  # defines
        "三、报名时间：3月20日至30日。",  # one sentence
        "四、《安澜市渡口管理办法》（安政发〔2011〕3号）",  # a text in a list
        "第九条　禁止倾倒垃圾。禁止排放污水。",
    ],
)
def test_statements_are_no_headings(text):
    assert split_heading(text).heading == ""


def test_an_article_may_have_a_title_in_brackets():
    found = split_heading("第三条【适用范围】本办法适用于本市。")
    assert (found.heading, found.text) == ("适用范围", "本办法适用于本市。")
