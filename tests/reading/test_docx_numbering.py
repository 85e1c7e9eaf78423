"""Automatic numbers become the markers that print shows."""

import pytest

from policies.reading.sources.docx.formats import numeral
from policies.reading.sources.docx.reader import read_docx
from tests.reading.wordml import cell, docx, levels, listed, numbering, p, row, table

ARTICLES = levels(
    ("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "第%2条"), ("chineseCounting", "（%3）")
)
PLAN = levels(("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）"))


def texts(body: str, numbers: str, **parts: str) -> list[str]:
    return [line.text for line in read_docx(docx(body, numbering=numbers, **parts)).lines]


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (12, "chineseCounting", "十二"),
        (105, "chineseCountingThousand", "一百零五"),
        (20, "ideographDigital", "二〇"),
        (3, "chineseLegalSimplified", "叁"),
        (7, "decimalEnclosedCircle", "⑦"),
        (7, "decimalEnclosedCircleChinese", "⑦"),
        (60, "decimalEnclosedCircle", "60"),
        (2, "decimalEnclosedParen", "⑵"),
        (2, "decimalEnclosedFullstop", "⒉"),
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (4, "lowerRoman", "iv"),
        (2, "ideographTraditional", "乙"),
        (5, "decimalZero", "05"),
        (15, "decimalFullWidth", "１５"),
        (9, "unheard-of", "9"),
    ],
)
def test_formats(value: int, form: str, printed: str) -> None:
    assert numeral(value, form) == printed


def test_deeper_levels_begin_anew_under_each_higher_one():
    body = "".join(listed("甲", 1, level) for level in (0, 1, 1, 2, 0, 1))
    assert texts(body, numbering(PLAN)) == ["一、甲", "（一）甲", "（二）甲", "1. 甲", "二、甲", "（一）甲"]


def test_articles_count_on_through_chapters_where_they_never_restart():
    never = levels(("chineseCounting", "第%1章")) + (
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlRestart w:val="0"/><w:lvlText w:val="第%2条"/></w:lvl>'
    )
    body = "".join(listed("甲", 1, level) for level in (0, 1, 1, 0, 1))
    assert texts(body, numbering(never)) == ["第一章 甲", "第一条 甲", "第二条 甲", "第二章 甲", "第三条 甲"]


def test_several_levels_in_one_marker_and_legal_ones_in_figures():
    plan = levels(("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3"))
    assert texts("".join(listed("甲", 1, at) for at in (0, 1, 2, 2)), numbering(plan)) == [
        "1 甲",
        "1.1 甲",
        "1.1.1 甲",
        "1.1.2 甲",
    ]
    legal = levels(("chineseCounting", "%1、"), ("decimal", "%1.%2"), extra="<w:isLgl/>")
    assert texts("".join(listed("甲", 1, at) for at in (0, 1)), numbering(legal)) == ["1、甲", "1.1 甲"]


def test_lists_of_one_definition_count_on_and_a_start_of_its_own_begins_anew():
    extra = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = listed("甲", 1) + listed("乙", 2) + listed("丙", 3) + listed("丁", 3) + listed("戊", 1)
    assert texts(body, numbering(PLAN) + extra) == ["一、甲", "二、乙", "五、丙", "六、丁", "七、戊"]


def test_an_override_may_bring_a_level_of_its_own():
    extra = (
        '<w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperLetter"/><w:lvlText w:val="%1."/></w:lvl></w:lvlOverride></w:num>'
    )
    assert texts(listed("甲", 2), numbering(PLAN) + extra) == ["A. 甲"]


def test_styles_bring_lists_with_them():
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/><w:basedOn w:val="H1"/></w:style>'
    )
    linked = (
        '<w:lvl w:ilvl="0"><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="H1"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:pStyle w:val="H2"/><w:lvlText w:val="（%2）"/></w:lvl>'
    )
    body = "".join(p("甲", properties=f'<w:pStyle w:val="{one}"/>') for one in ("H1", "H2", "H1"))
    off = p("乙", properties='<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(body + off, numbering(linked), styles=styles) == ["一、甲", "（一）甲", "二、甲", "乙"]


def test_a_list_style_stands_for_its_list():
    numbers = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="L"/>{PLAN}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>'
    )
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    assert texts(listed("甲", 1), numbers, styles=styles) == ["一、甲"]


def test_bullets_have_characters_that_every_font_has():
    marks = levels(("bullet", "\uf0b7"), ("bullet", "-"), ("none", ""))
    assert texts("".join(listed("甲", 1, at) for at in range(3)), numbering(marks)) == ["●甲", "- 甲", "甲"]


def test_the_gap_behind_a_marker_keeps_figures_apart():
    assert texts(listed("5个项目", 1, 2), numbering(PLAN)) == ["1. 5个项目"]
    tight = levels(("decimal", "%1."), extra='<w:suff w:val="nothing"/>')
    assert texts(listed("甲", 1), numbering(tight)) == ["1.甲"]


def test_blank_paragraphs_of_a_list_print_their_number_in_cells_alone():
    serial = levels(("decimal", "%1"))
    body = table(row(cell(inside=listed("", 1)), cell("甲")), row(cell(inside=listed("", 1)), cell("乙"))) + listed(
        "", 1
    )
    assert texts(body, numbering(serial)) == ["1\t甲", "2\t乙", ""]


def test_struck_out_paragraphs_are_not_counted():
    gone = p(
        properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>',
        inside="<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>",
    )
    assert texts(listed("甲", 1) + gone + listed("乙", 1), numbering(ARTICLES)) == ["第一章 甲", "第二章 乙"]
