"""Punctuation, blanks, brackets, doubled and mistaken characters: what is doubted, what is proposed, what is let be."""

import pytest

from policies.proofreading.context import Word
from tests.proofreading.trees import remarks, said, written

HALF = [
    ("各县区要加强领导,压实责任。", [(",", "，")]),
    ("责任单位:市水务局;配合单位:市财政局", [(":", "："), (";", "；"), (":", "：")]),
    ("（一）完成投资95%,比上年增长。", [(",", "，")]),
    ("工程已经完工.请组织验收", [(".", "。")]),
    ("共有东渠、西渠...均已疏浚。", [("...", "……")]),
    ("联系人：李禾，电话：0870-5550101,8:30至17:30。", []),
    ("网址为www.example.org，坐标为102.5,25.3。", []),
    ("详见《关于A,B两类事项的说明》。", []),
    ("产值1,234万元。", []),
]
DOUBLED_MARKS = [
    ("要加强管护。。各县区抓好落实。", [("。。", "。")]),
    ("临禾县、、云溪县均已报送。", [("、、", "、")]),
    ("要加强管护，。各县区抓好落实。", [("，。", None)]),
    ("东渠、西渠。。。均已疏浚。", [("。。。", "……")]),
    ("是否同意？！请回复。", []),
    ("东渠、西渠……均已疏浚。", []),
]
BLANKS = [
    ("各县区要加强 领导，压实责任。", [(" ", "")]),
    ("大力发展“ 家庭床位 ”服务，方便群众。", [(" ", ""), (" ", "")]),
    ("组长：温　砚，副组长：沈 槐。", []),
    ("任命温 砚为安澜市大数据管理局局长；", []),
    ("白云飞 任临禾县审计局局长，试用期一年。", []),
    ("组长：顾云岫 副组长：孟春野，办公室设在市水务局。", []),
    ("水渠　管护　责任　清单，见附件。", []),
    ("全长 12 公里，投资 300 万元。", []),
    ("全长12  公里，投资300万元。", [("  ", " ")]),
]
PAIRS = [
    ("依据《安澜市水渠管理办法的规定，制定本细则。", [("《", None)]),
    ("依据安澜市水渠管理办法》的规定，制定本细则。", [("》", None)]),
    ("实行“一渠一长“制度。", [("“一渠一长“", "“一渠一长”")]),
    ("实行”一渠一长“制度。", [("”一渠一长“", "“一渠一长”")]),
    ("水渠（含支渠、毛渠全部纳入管护。", [("（", None)]),
    ("程序为：1）申报；2）审核；3）公示。", []),
    ("水渠（含支渠（毛渠））全部纳入管护。", []),
    ("“十四五”期间，实行“一渠一长”。", []),
]
WIDTHS = [
    ("bracket-half", "水渠(含支渠)全部纳入管护。", [("(含支渠)", "（含支渠）")]),
    ("bracket-half", "执行GB 50288(2018)标准。", []),
    ("bracket-half", '实行"一渠一长"制度。', [('"一渠一长"', "“一渠一长”")]),
    ("bracket-mixed", "水渠（含支渠)全部纳入管护。", [(")", "）")]),
    ("bracket-mixed", "水渠(含支渠）全部纳入管护。", [("(", "（")]),
    ("title-nested", "转发《关于印发《水渠管理办法》的通知》。", [("《水渠管理办法》", "〈水渠管理办法〉")]),
    ("title-nested", "转发《关于印发〈水渠管理办法〉的通知》。", []),
    ("title-nested", "修订《水渠管理办法》《水库管理办法》。", []),
]
DOUBLED_WORDS = [
    ("这是水渠管护的的重点。", [("的", "")]),
    ("解决了了一批难题。", [("了", "")]),
    ("要进一步进一步压实责任。", [("进一步", "")]),
    ("目标的的确确可以实现，打的的士也要规范。", []),
    ("不甚了了，应当改进；实现了了解全覆盖。", []),
    ("要一件一件抓，逐条逐条改，各方研究研究再报。", []),
    ("一村一策一村一策地推进。", []),
]
LOOKALIKES = [
    ("traditional-character", "第七條规定的水渠。", [("條", "条")]),
    ("traditional-character", "水务局负责人乾坤、吴昇到会。", []),
    ("english-word", "水渠and水库的管护。", [("and", "和")]),
    ("english-word", "水渠 and 水库的管护。", [(" and ", "和")]),
    ("english-word", "执行 Safety and Health 标准。", []),
    ("foreign-letter", "А级景区两处。", [("А", "A")]),
    ("foreign-letter", "α射线与Москва合作。", []),
    ("zero-form", "二○二三年五月六日", [("二○二三", "二〇二三")]),
    ("zero-form", "二〇二三年五月六日", []),
    ("letter-for-figure", "2O23年5月l日起实施。", [("2O23", "2023"), ]),
    ("letter-for-figure", "G2O1线、A10路口改造。", []),
    ("sun-for-day", "5月6曰前报送。", [("曰", "日")]),
    ("sun-for-day", "渠成，名曰清流渠。", []),
    ("stray-character", "水\u200b渠管护。", [("\u200b", "")]),
    ("stray-character", "⽔渠管护。", [("⽔", "水")]),
    ("stray-character", "水\ufffd管护。", [("\ufffd", None)]),
]  # fmt: skip
FIGURES = [
    ("part-exceeds-whole", "总投资1.2万元，其中中央资金3000万元。", [("3000万元", None)]),
    ("part-exceeds-whole", "总投资1.2亿元，其中中央资金3000万元、地方资金9000万元。", []),
    ("part-exceeds-whole", "共有水渠12条、长30公里，其中干渠5公里。", []),
    ("part-exceeds-whole", "投资300万元，其中累计投资900万元。", []),
    ("unit-doubled", "投资300万元万元。", [("万元", "")]),
    ("figure-mark", "投资1，200万元。", [("，", ",")]),
    ("figure-mark", "增长3。5%。", [("。", ".")]),
    ("figure-mark", "共3项，200户受益。", []),
]


def table(code: str, cases: list[tuple[str, list]]) -> list:
    return [pytest.param(code, text, expected, id=text[:24]) for text, expected in cases]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        *table("half-width", HALF),
        *table("punctuation-doubled", DOUBLED_MARKS),
        *table("unpaired", PAIRS),
        *table("word-doubled", DOUBLED_WORDS),
        *WIDTHS,
        *LOOKALIKES,
        *FIGURES,
    ],
)
def test_a_paragraph_is_doubted_where_it_should_be(code: str, text: str, expected: list) -> None:
    assert said(written(text), code) == expected


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=case[0][:24]) for case in BLANKS])
def test_blanks_between_characters_are_doubted_but_not_names_and_lists(text: str, expected: list) -> None:
    found = said(written(text))
    assert [one for one in found if not one[0].strip(" ")] == expected


def test_a_quotation_of_several_paragraphs_is_whole() -> None:
    tree = written("将第三条修改为：“第三条 水渠由县区管护。", "“费用列入预算。”", "将第五条删去。")
    assert said(tree, "unpaired") == []


def test_cells_and_heads_are_read_with_their_own_care() -> None:
    tree = written("见下表。", table=[("项目", "总投资(万元)"), ("东渠,西渠", "1,200"), ("第八條渠", "300")])
    assert said(tree, "bracket-half") == []
    assert [(one.key, one.field, one.found) for one in remarks(tree, "half-width")] == [("r2", "cells/1", ",")]
    assert [(one.key, one.field) for one in remarks(tree, "traditional-character")] == [("r3", "cells/1")]


def test_words_said_twice_over_the_end_of_a_page() -> None:
    tree = written("各县区要推进推进水渠管护。", "云溪县水务局负责。")
    assert said(tree, "doubled-at-page", broken=frozenset({"p1"})) == [("推进", "")]
    assert said(tree, "doubled-at-page") == []
    tree = written("水渠管护经费列入年度预算", "列入年度预算并按时拨付。")
    assert said(tree, "doubled-at-page", broken=frozenset({"p2"})) == [("列入年度预算", "")]
    assert said(tree, "doubled-at-page") == []


def test_the_word_list_knows_where_a_word_is_right() -> None:
    words = (
        Word("布署", "部署", "“部署”指安排布置。"),
        Word("末来", "未来", exceptions=("周末来", "月末来")),
        Word("法制政府", "", "请核对是否应为“法治政府”。"),
    )
    tree = written("全面布署周末来访工作，规划末来五年，建设法制政府。")
    assert said(tree, "word-wrong", words=words) == [("布署", "部署"), ("末来", "未来"), ("法制政府", None)]
    assert remarks(tree, "word-wrong", words=words)[0].reason == "“部署”指安排布置。"


def test_a_remark_names_the_field_and_the_offsets_in_it() -> None:
    tree = written("（一）水渠管护。各县区要加强领导,压实责任。")
    (one,) = remarks(tree, "half-width")
    node = tree.texts[0].nodes[0]
    assert (one.key, one.field) == ("p1", "text")
    assert node.text[one.start : one.end] == one.found == ","
