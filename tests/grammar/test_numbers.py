import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.grammar.number_queries import parse_query
from policies.grammar.numbers import find_numbers, mixed_brackets, number_key, parse_number, parse_numbers, with_series

BRACKETS = ["〔〕", "[]", "［］", "()", "（）", "【】", "〈〉", "﹝﹞", "「」", "〖〗"]
SERIES = st.sampled_from(["安政发", "安政办发", "安发改规", "安水函", "和政办发", "安政任", "安政办电"])


@given(SERIES, st.integers(1949, 2099), st.integers(1, 9999), st.sampled_from(BRACKETS))
def test_a_number_reads_back_whatever_its_brackets(series, year, serial, brackets):
    normalised = f"{series}〔{year}〕{serial}号"
    opening, closing = brackets
    for printed in (
        f"{series}{opening}{year}{closing}{serial}号",
        f"{series} {opening}{year}{closing} {serial} 号",
        f"{series}{opening} {year}年 {closing}第{serial:03}号",
        f"文号：{series}{opening}{year}{closing}{serial}号",
        f"（{series}{opening}{year}{closing}{serial}号）",
    ):
        number = parse_number(printed)
        assert number
        assert number.normalised == normalised
    assert [
        m.record.normalised for m in find_numbers(f"根据《办法》（{series}{opening}{year}{closing}{serial}号）要求")
    ] == [normalised]
    assert [m.record.normalised for m in find_numbers(f"同意{series}{opening}{year}{closing}{serial}号文件")] == [
        normalised
    ]


@given(SERIES, st.integers(1949, 2099), st.integers(1, 9999))
def test_a_query_reaches_the_number_however_it_is_typed(series, year, serial):
    key = (series, year, serial)
    for typed in (
        f"{series}{year}-{serial}",
        f"{series} {year} {serial}",
        f"{series}〔{year}〕{serial}",
        f"{series}({year}){serial}",
        f"{series}{year}年{serial}号",
    ):
        assert number_key(parse_query(typed)) == key


@pytest.mark.parametrize(
    ("printed", "normalised", "key"),
    [
        ("安政发［２０２２］第029 号", "安政发〔2022〕29号", ("安政发", 2022, 29)),
        ("安 政 发〔2022〕18 号", "安政发〔2022〕18号", ("安政发", 2022, 18)),
        ("国发〔86〕5号", "国发〔1986〕5号", ("国发", 1986, 5)),
        ("(86)国发5号", "国发〔1986〕5号", ("国发", 1986, 5)),
        ("安府〔2001〕字12号", "安府〔2001〕12号", ("安府", 2001, 12)),
        ("安政发〔2022〕3-1号", "安政发〔2022〕3-1号", ("安政发", 2022, 3)),
        ("安政发〔2022 3号", "安政发〔2022〕3号", ("安政发", 2022, 3)),
        ("安政发2022〕3号", "安政发〔2022〕3号", ("安政发", 2022, 3)),
        ("农业部公告第2157号", "农业部公告第2157号", ("农业部公告", None, 2157)),
        ("安澜市人民政府令第3号", "安澜市人民政府令第3号", ("安澜市人民政府令", None, 3)),
        ("国务院令　第722号", "国务院令第722号", ("国务院令", None, 722)),
        ("中华人民共和国主席令（第八十四号）", "中华人民共和国主席令第84号", ("中华人民共和国主席令", None, 84)),
        ("国务院第722号令", "国务院令第722号", ("国务院令", None, 722)),
        ("令第3号", "令第3号", ("令", None, 3)),
        ("安澜省人民政府令1997年第42号", "安澜省人民政府令1997年第42号", ("安澜省人民政府令", 1997, 42)),
        ("2022年第3号公告", "公告2022年第3号", ("公告", 2022, 3)),
        ("公告2022年第3号", "公告2022年第3号", ("公告", 2022, 3)),
        ("公告〔2022〕第3号", "公告〔2022〕3号", ("公告", 2022, 3)),
        ("财政部 税务总局公告2022年第10号", "财政部税务总局公告2022年第10号", ("财政部税务总局公告", 2022, 10)),
        ("第 3 号", "第3号", ("", None, 3)),
        ("2022 年第 3 号", "2022年第3号", ("", 2022, 3)),
    ],
)
def test_forms_of_numbers(printed, normalised, key):
    record = parse_number(printed)
    assert (record.normalised, number_key(record)) == (normalised, key)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "关于印发方案的通知",
        "第三条",
        "文昌街78号",
        "2022年4月11日",
        "安新出(2022)准印字第AL092号",
        "表（2022）3",
        "根据安政发〔2022〕3号，现通知如下",
    ],
)
def test_what_is_no_number(text):
    assert parse_number(text) is None


def test_a_number_under_the_title_of_an_order_gets_its_series():
    assert with_series(parse_number("第 12 号"), "安澜市人民政府令").normalised == "安澜市人民政府令第12号"
    assert with_series(parse_number("2022年第3号"), "安澜市水务局公告").normalised == "安澜市水务局公告2022年第3号"


def test_joint_documents_print_several_numbers_on_one_line():
    assert [r.normalised for r in parse_numbers("安政发〔2022〕3号　安军发〔2022〕4号")] == [
        "安政发〔2022〕3号",
        "安军发〔2022〕4号",
    ]
    assert parse_numbers("安政发〔2022〕3号等文件") == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "根据《甲》（国务院令第713号）《乙》（省政府令第 200 号）《丙》( 安政发〔2021〕37 号）等",
            ["国务院令第713号", "省政府令第200号", "安政发〔2021〕37号"],
        ),
        ("按照安政发〔2021〕37号和安政办发〔2020〕1号文件要求", ["安政发〔2021〕37号", "安政办发〔2020〕1号"]),
        ("依据中华人民共和国国务院令第493号", ["中华人民共和国国务院令第493号"]),
        ("（和政办发〔2022〕1号）", ["和政办发〔2022〕1号"]),
        ("（原安政发〔2020〕1号）", ["安政发〔2020〕1号"]),
        ("安政发〔2020〕1号、〔2021〕5号同时废止", ["安政发〔2020〕1号", "安政发〔2021〕5号"]),
        (
            "国家税务总局公告2019年第14号、海关总署公告2020年第5号",
            ["国家税务总局公告2019年第14号", "海关总署公告2020年第5号"],
        ),
        ("经安澜省人民政府令第200号公布，2022年第3号公告规定", ["安澜省人民政府令第200号", "公告2022年第3号"]),
        ("住房和城乡建设部第15号令", ["住房和城乡建设部令第15号"]),
        ("2019年6月3日安政发〔2019〕17号公布", ["安政发〔2019〕17号"]),
        ("二〇一九年六月三日安政发〔2019〕17号公布", ["安政发〔2019〕17号"]),
        ("地址：文昌街78号，第3号楼", []),
        ("《方案》〔2022〕", []),
    ],
)
def test_numbers_in_sentences(text, numbers):
    assert [match.record.normalised for match in find_numbers(text)] == numbers


def test_places_cover_what_is_printed():
    text = "见（安政发 〔2022〕 3 号）附件"
    (match,) = find_numbers(text)
    assert text[match.start : match.end] == match.record.printed == "安政发 〔2022〕 3 号"


@pytest.mark.parametrize(
    ("printed", "mixed"),
    [
        ("安政发（2022〕3号", True),
        ("安政发〔2022]3号", True),
        ("安政发(2022）3号", False),
        ("安政发﹝2022〕3号", False),
        ("第3号", False),
    ],
)
def test_mixed_brackets_are_seen(printed, mixed):
    assert mixed_brackets(printed) is mixed
    assert [match.mixed_brackets for match in find_numbers(printed)] == ([mixed] if "发" in printed else [])


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        *(
            ("〔2022〕999号", ("", 2022, 999)),
            ("29号", ("", None, 29)),
            ("令3号", ("令", None, 3)),
            ("第3号令", ("令", None, 3)),
            ("公告2022-3", ("公告", 2022, 3)),
        ),
        *(
            ("安政办发【2022】29号", ("安政办发", 2022, 29)),
            ("安政办发 〔2022〕 29 号文", ("安政办发", 2022, 29)),
            ("安政办发2022 29号文件", ("安政办发", 2022, 29)),
        ),
        *(("安政办发29号", ("安政办发", None, 29)), ("２０２２年第３号公告", ("公告", 2022, 3))),
    ],
)
def test_short_queries(typed, key):
    assert number_key(parse_query(typed)) == key


@pytest.mark.parametrize("typed", ["光伏", "光伏 2022 年", "2022", "2022年稳增长若干措施", "2022年4月", "", "12345"])
def test_words_are_no_number_query(typed):
    assert parse_query(typed) is None
