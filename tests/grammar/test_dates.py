from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.grammar.dates import PartialDate, find_dates, parse_date, parse_partial
from policies.grammar.numerals import chinese, year_digits

DAYS = st.dates(date(1949, 10, 1), date(2099, 12, 31))
DAY = date(2022, 4, 11)


@given(DAYS)
def test_a_day_reads_back_from_every_form(day):
    y, m, d = day.year, day.month, day.day
    forms = [
        f"{y}年{m}月{d}日",
        f"{y} 年 {m} 月 {d} 日",
        f"{y}年{m:02}月{d:02}日",
        f"{year_digits(y)}年{chinese(m)}月{chinese(d)}日",
        f"{y}-{m:02}-{d:02}",
        f"{y}.{m}.{d}",
        f"{y}/{m}/{d}",
        f"（{y}年{m}月{d}日）",
        f"{y}年{m}月{d}日印发",
    ]
    assert [parse_date(form) for form in forms] == [day] * len(forms)


@pytest.mark.parametrize(
    "printed",
    [
        "二○二二年四月十一日",
        "二 〇 二 二 年 四 月 十 一 日",
        "二O二二年四月十一日",
        "二0二二年四月十一日",
        "２０２２年４月１１日",
        "2022年4月11号",
        "2 0 2 2 年 4 月 1 1 日",
    ],
)
def test_how_recognition_prints_a_day(printed):
    assert parse_date(printed) == DAY


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("2022年", PartialDate(2022)),
        ("2022年4月", PartialDate(2022, 4)),
        ("2022年4月份", PartialDate(2022, 4)),
        ("二〇二二年四月", PartialDate(2022, 4)),
        ("2022.4", PartialDate(2022, 4)),
        ("2022-04", PartialDate(2022, 4)),
        ("4月11日", PartialDate(None, 4, 11)),
        ("元月3日", PartialDate(None, 1, 3)),
    ],
)
def test_parts_of_dates(printed, value):
    assert parse_partial(printed) == value
    assert parse_date(printed) is None


def test_a_day_that_does_not_exist_is_told_from_an_unknown_one():
    assert parse_partial("2022年2月30日").impossible
    assert not parse_partial("2022年2月").impossible
    assert parse_date("2022年2月30日") is None


@pytest.mark.parametrize("text", ["", "3.5", "2022", "第2条", "13月1日", "2022年4月11日起施行的", "1234.12"])
def test_what_is_no_date(text):
    assert parse_partial(text) is None


def test_dates_in_a_sentence_with_their_places():
    text = "自2022年4月1日至12月31日执行，2025年底完成2022.4万元"
    assert [(text[m.start : m.end], m.value) for m in find_dates(text)] == [
        ("2022年4月1日", PartialDate(2022, 4, 1)),
        ("12月31日", PartialDate(None, 12, 31)),
        ("2025年", PartialDate(2025)),
    ]
