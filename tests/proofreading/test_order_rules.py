"""Numbers, numbering, days, appendices and citations: what contradicts itself, and what only looks so."""

from datetime import date

import pytest

from policies.drafting.tree import Fields, TextNode, Tree
from policies.proofreading.context import Listed, Repealed
from policies.reading.records import TextRole
from tests.proofreading.trees import remarks, said, written

NUMBERS = [
    ("number-brackets", "按照临政发[2022]7号执行。", [("[2022]", "〔2022〕")]),
    ("number-brackets", "按照临政发【2022】7号执行。", [("【2022】", "〔2022〕")]),
    ("number-brackets", "按照《水渠办法》（临政发(2022)7号）执行。", [("(2022)", "〔2022〕")]),
    ("number-brackets", "按照临政发〔2022〕7号执行。", []),
    ("number-brackets", "（2022）云03民初1号判决已经生效。", []),
    ("number-ordinal", "按照临政发〔2022〕第29号执行。", [("第", "")]),
    ("number-ordinal", "云溪市人民政府令第29号。", []),
    ("number-zero", "按照临政发〔2022〕029号执行。", [("0", "")]),
    ("number-zero", "云溪市人民政府令第03号。", [("0", "")]),
    ("number-zero", "按照临政发〔2022〕100号执行。", []),
]
ORDER = [
    ("numbering-gap", ["一、总体要求", "三、保障措施"], [("三、", "二、")]),
    ("numbering-gap", ["一、总体要求", "二、任务", "三、保障措施"], []),
    ("numbering-gap", ["一、总体要求", "三、任务", "四、保障措施"], [("三、", None)]),
    ("numbering-repeated", ["一、总体要求", "一、任务", "三、保障措施"], []),  # begins anew
    ("numbering-repeated", ["二、总体要求", "二、任务", "四、保障措施"], [("二、", "三、")]),
    ("numbering-back", ["第九条 水渠由县管护。", "第七条 水库由市管护。"], [("第七条", "第十条")]),
    ("numbering-gap", ["第九条 水渠由县管护。", "第九条之一 支渠由乡管护。", "第十条 水库由市管护。"], []),
    ("numbering-gap", ["1.申报。", "2.审核。", "4.公示。"], [("4.", "3.")]),
    ("numbering-gap", ["一、申报", "（一）材料。", "（二）期限。", "二、审核", "（一）程序。", "（三）公示。"], [("（三）", "（二）")]),
    ("marker-level", ["（一）材料。", "二、期限。", "（三）公示。"], [("二、", "（二）")]),
    ("marker-level", ["（一）材料。", "（二）期限。", "（三）公示。"], []),
    ("marker-form", ["(一)材料齐全。"], [("(一)", "（一）")]),
    ("marker-form", ["（一）、材料齐全。"], [("（一）、", "（一）")]),
    ("marker-form", ["一.总体要求"], [("一.", "一、")]),
    ("marker-form", ["一、总体要求", "1.材料齐全。", "（1）申请表。"], []),
    ("marker-unclosed", ["（一）材料。", "（二）期限。", "（三公示结果。"], [("（三", "（三）")]),
    ("marker-unclosed", ["（一）材料。", "（一般公共预算另行下达）"], []),
]  # fmt: skip
DAYS = [
    ("date-impossible", "2023年2月30日前报送。", ["2023年2月30日"]),
    ("date-impossible", "2023年13月5日前报送。", ["2023年13月"]),
    ("date-impossible", "2024年2月29日前报送。", []),
    ("weekday-wrong", "定于2024年3月5日（星期三）召开。", ["三"]),
    ("weekday-wrong", "定于2024年3月5日（星期二）召开。", []),
    ("dates-disagree", "自2024年5月1日至2023年4月30日止。", ["2024年5月1日至2023年4月30日"]),
    ("dates-disagree", "规划期为2025—2021年。", ["2025—2021年"]),
    ("dates-disagree", "规划期为2021—2025年。", []),
    ("dates-disagree", "（2024年4月9日市政府第8次常务会议通过）", ["2024年4月9日"]),
    ("dates-disagree", "（2024年2月9日市政府第8次常务会议通过，2024年5月1日起施行）", []),
    ("cited-later", "按照临政发〔2025〕3号执行。", ["临政发〔2025〕3号"]),
]


@pytest.mark.parametrize(("code", "text", "expected"), NUMBERS)
def test_a_document_number_is_written_one_way(code: str, text: str, expected: list) -> None:
    assert said(written(text), code) == expected


def test_the_documents_own_number_is_read_too() -> None:
    (one,) = remarks(written("请遵照执行。", numbers=("云政办发[2024]3号",)), "number-brackets")
    assert (one.key, one.field, one.start, one.end, one.suggestion) == ("", "numbers/1", 4, 10, "〔2024〕")


@pytest.mark.parametrize(("code", "paragraphs", "expected"), ORDER)
def test_numbering_goes_on_as_it_began(code: str, paragraphs: list[str], expected: list) -> None:
    assert said(written(*paragraphs), code) == expected


def test_articles_run_through_chapters_and_texts_count_alone() -> None:
    chapters = written("第一章 总则", "第一条 为了管好水渠。", "第二章 管护", "第二条 水渠由县管护。")
    assert remarks(chapters) == []
    one, other = written("一、总体要求", "二、任务").texts[0], written("一、总体要求").texts[0]
    enclosed = TextNode("t2", TextRole.ENCLOSED, "enc_1", "水渠办法", None, other.nodes)
    assert remarks(Tree(Fields(), (one, enclosed))) == []


@pytest.mark.parametrize(("code", "text", "expected"), DAYS)
def test_days_agree_with_the_calendar_and_each_other(code: str, text: str, expected: list[str]) -> None:
    tree = written(text, issued_on=date(2024, 3, 1))
    assert [one.found for one in remarks(tree, code)] == expected


def test_a_right_weekday_is_proposed_only_for_a_whole_day() -> None:
    assert said(written("定于2024年3月5日（星期三）召开。"), "weekday-wrong") == [("三", "二")]
    assert said(written("定于3月5日（星期三）召开。", issued_on=date(2024, 3, 1)), "weekday-wrong") == [("三", None)]
    assert said(written("定于3月5日（星期三）召开。", issued_on=date(2024, 12, 1)), "weekday-wrong") == []  # of 2025


def test_the_records_own_days_agree() -> None:
    tree = written(
        "请执行。",
        numbers=("云政发〔2023〕5号",),
        issued_on=date(2024, 3, 1),
        printed_on=date(2024, 2, 28),
        effective_on=date(2024, 1, 1),
        expires_on=date(2023, 12, 31),
        signed_by=("云溪市人民政府 2024年3月2日",),
    )
    assert [(one.code, one.field) for one in remarks(tree)] == [
        ("dates-disagree", "printed_on"),
        ("dates-disagree", "expires_on"),
        ("dates-disagree", "effective_on"),
        ("year-differs", "numbers/1"),
        ("dates-disagree", "signed_by/1"),
    ]


def test_appendices_are_where_the_text_says() -> None:
    tree = written("具体名单见附件3，经费见附件1，参照《水渠办法》附件9执行。")
    listed = (Listed(1, "经费安排表", text="t2"), Listed(2, "渠系图", omitted=True))
    assert said(tree, "annex-unlisted", appendices=listed) == [("附件3", None)]
    assert said(tree, "annex-unlisted") == []  # nobody knows what is listed
    assert said(tree, "annex-absent", appendices=(Listed(1, "经费安排表"),)) == [("经费安排表", None)]


def test_an_appendix_has_one_name() -> None:
    appendix = TextNode("t2", TextRole.APPENDIX, "app_1", "水渠责任人清单", 1)
    tree = Tree(Fields(), (appendix,))
    assert said(tree, "annex-title-differs", appendices=(Listed(1, "水渠责任人名录", text="t2"),)) == [
        ("水渠责任人清单", None)
    ]
    assert said(tree, "annex-title-differs", appendices=(Listed(1, "水渠责任人　清单", text="t2"),)) == []


def test_what_is_repealed_is_doubted_where_it_is_cited_as_if_it_held() -> None:
    gone = (Repealed("云溪市水渠管理办法", "云政发〔2015〕8号", date(2023, 1, 1)),)
    known = {"repealed": gone}
    text = "按照《云溪市水渠管理办法》（云政发〔2015〕8号）执行。"
    assert len(said(written(text, issued_on=date(2024, 3, 1)), "cited-repealed", **known)) == 1
    assert len(said(written("按照云政发〔2015〕8号执行。"), "cited-repealed", **known)) == 1
    assert said(written(text, issued_on=date(2020, 3, 1)), "cited-repealed", **known) == []
    assert said(written("《云溪市水渠管理办法》同时废止。"), "cited-repealed", **known) == []
    other = "按照《云溪市水渠管理办法》（云政发〔2023〕2号）执行。"  # the new one of the same name
    assert said(written(other), "cited-repealed", **known) == []
