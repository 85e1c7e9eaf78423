from datetime import date

import pytest

from gazette.reading.chronicle import is_chronicle_title, opens_with_date, read_chronicle
from policies.reading.lines import Line


def lines(text):
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def read(text, **hints):
    return [(entry.on, entry.end_on, entry.text) for entry in read_chronicle(lines(text), **hints).entries]


def days(text, **hints):
    return [(on.isoformat() if on else None, end.isoformat() if end else None) for on, end, _ in read(text, **hints)]


def test_days_under_the_head_of_a_month_and_a_broken_entry():
    text = "大事记\n3月份\n1日，市长林岚调研。\n1—2日，副市长江平在外考\n察，并座谈。\n2日上午，副市长江平检查工作；下午，参加会议。\n同日，全市会议召开。"
    assert read(text, year=2022) == [
        (date(2022, 3, 1), None, "1日，市长林岚调研。"),
        (date(2022, 3, 1), date(2022, 3, 2), "1—2日，副市长江平在外考察，并座谈。"),
        (date(2022, 3, 2), None, "2日上午，副市长江平检查工作；下午，参加会议。"),
        (date(2022, 3, 2), None, "同日，全市会议召开。"),
    ]


@pytest.mark.parametrize(
    ("opening", "on", "end_on"),
    [
        ("2022年3月5日，", "2022-03-05", None),
        ("3月5日", "2022-03-05", None),
        ("5日，", "2022-03-05", None),
        ("三月五日，", "2022-03-05", None),
        ("２０２２年３月５日，", "2022-03-05", None),
        ("3 月 5 日晚，", "2022-03-05", None),
        ("5号，", "2022-03-05", None),
        ("2022-03-05 ", "2022-03-05", None),
        ("2022.3.5，", "2022-03-05", None),
        ("【3月5日】", "2022-03-05", None),
        ("**5日**，", "2022-03-05", None),
        ("△5日，", "2022-03-05", None),
        ("● 3月5日：", "2022-03-05", None),
        ("5日至7日，", "2022-03-05", "2022-03-07"),
        ("5-7日，", "2022-03-05", "2022-03-07"),
        ("3月5日—7日，", "2022-03-05", "2022-03-07"),
        ("3月30日至4月2日，", "2022-03-30", "2022-04-02"),
        ("1．3月5日，", "2022-03-05", None),
        ("★ 3月5日 ", "2022-03-05", None),
        ("2 日 至 3 日 ", "2022-03-02", "2022-03-03"),
        ("3月31日—4月1日，", "2022-03-31", "2022-04-01"),
        ("5、6日，", "2022-03-05", "2022-03-06"),
    ],
)
def test_forms_of_an_opening_date(opening, on, end_on):
    assert days(f"大事记（2022年3月）\n{opening}全市防汛工作会议召开。") == [(on, end_on)]


@pytest.mark.parametrize(
    "text", ["30日内办结。", "5日前报送。", "3月起施行", "一、工作要求", "1.5万亩", "第3日", "2022年以来，"]
)
def test_what_opens_no_entry(text):
    assert not opens_with_date(text)


def test_marks_repeat_the_day_and_a_date_alone_heads_its_paragraphs():
    text = "2023年5月\n5月3日\n市长林岚主持召开会议。\n△ 副市长江平调研教育工作。\n5月4日（星期四）\n全市防汛演练举行。"
    assert days(text) == [("2023-05-03", None), ("2023-05-03", None), ("2023-05-04", None)]


def test_wrapped_lines_that_begin_with_a_date_in_mid_sentence_open_nothing():
    text = "\n\n".join(
        [
            "7月3日，市长林岚率队赴外地招商考察企业，于",
            "4日至5日返回，并与企业负责人举行座谈，研究部",
            "署下一步工作，副市长江平以及市直有关部门负责",
            "人参加活动。",
            "7月6日，全市教育发展大会召开，林岚出席会议并",
            "讲话，各县（市、区）设分会场收听收看会议实况",
            "直播。",
            "7月7日，全市重点项目观摩活动举行，市四班子领",
            "导参加活动，要求各地抓紧推进项目建设进度，确",
            "保年内全部完成。",
        ]
    )
    assert days(text, year=2023) == [("2023-07-03", None), ("2023-07-06", None), ("2023-07-07", None)]


def test_heads_of_topics_are_no_part_of_an_entry():
    reading = read_chronicle(
        lines("2022年3月大事记\n一、重要会议\n3月1日，会议召开。\n二、重要活动\n3月2日，活动举行。")
    )
    assert [entry.text for entry in reading.entries] == ["3月1日，会议召开。", "3月2日，活动举行。"]
    assert [line.text for line in reading.others] == ["2022年3月大事记", "一、重要会议", "二、重要活动"]


def test_weeks_and_months_without_a_day_open_entries_too():
    assert days(
        "3月大事记\n▲3月上旬，市政府开展督查。\n▲3月5日（星期六） 会议召开。\n▲本月，全市完成投资。", year=2022
    ) == [
        (None, None),
        ("2022-03-05", None),
        (None, None),
    ]


def test_years_turn_with_the_months():
    text = "大事记（2022年12月—2023年1月）\n12月30日，会议召开。\n1月3日，会议召开。\n5日，会议召开。"
    assert days(text, year=2023) == [("2022-12-30", None), ("2023-01-03", None), ("2023-01-05", None)]
    assert days("12月30日，会议召开。", year=2023, number=1) == [("2022-12-30", None)]


def test_a_day_without_a_month_is_left_empty_with_a_finding():
    reading = read_chronicle(lines("大事记\n5日，会议召开。"), year=2022)
    assert reading.entries[0].on is None
    assert [finding.code for finding in reading.findings] == ["chronicle-day-unknown"]


def test_lines_outside_entries_are_handed_back():
    reading = read_chronicle(lines("大事记\n2023年3月至4月\n编者按\n3月2日，会议召开。"))
    assert (reading.title, [line.text for line in reading.others]) == ("大事记", ["大事记", "2023年3月至4月", "编者按"])


@pytest.mark.parametrize(
    "title",
    ["大事记", "2022年3月大事记", "大事记（2022年3月）", "安澜市人民政府2022年3月份大事记", "政务要闻", "## 大 事 记"],
)
def test_titles_of_chronicles(title):
    assert is_chronicle_title(title)


@pytest.mark.parametrize("title", ["关于编写大事记", "大事记编写办法", "市政府办公室文件"])
def test_titles_of_something_else(title):
    assert not is_chronicle_title(title)
