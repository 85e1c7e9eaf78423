import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.grammar.numerals import chinese, circled, half_width, parse_chinese, parse_numeral, roman, year_digits


@given(st.integers(0, 10**8 - 1))
def test_chinese_numerals_read_back(value):
    assert parse_chinese(chinese(value)) == value


@given(st.integers(1000, 2999))
def test_years_read_back_digit_by_digit(year):
    assert parse_numeral(year_digits(year)) == year


@given(st.integers(1, 3999))
def test_roman_numerals_read_back(value):
    assert parse_numeral(roman(value)) == value
    assert parse_numeral(roman(value).lower()) == value


@given(st.integers(0, 50))
def test_circled_numerals_read_back(value):
    assert parse_numeral(circled(value)) == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        *(
            ("十", 10),
            ("十一", 11),
            ("二十", 20),
            ("廿三", 23),
            ("一百零五", 105),
            ("一百一十", 110),
            ("两千零二十三", 2023),
            ("三万", 30000),
        ),
        *(
            ("一亿二千万", 120_000_000),
            ("二○二三", 2023),
            ("壹拾贰", 12),
            ("〇", 0),
            ("１２", 12),
            (" 7 ", 7),
            ("⑫", 12),
            ("㉑", 21),
            ("⑴", 1),
        ),
        *(("⒐", 9), ("㈢", 3), ("Ⅻ", 12), ("ⅳ", 4), ("❺", 5), ("XIV", 14)),
    ],
)
def test_numerals_of_every_kind(printed, value):
    assert parse_numeral(printed) == value


@pytest.mark.parametrize("text", ["", "条", "第一", "十个", "IIII", "1.2", "VX"])
def test_what_is_no_numeral(text):
    assert parse_numeral(text) is None


@pytest.mark.parametrize(
    ("value", "printed"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (101, "一百零一"), (110, "一百一十"), (10010, "一万零一十")],
)
def test_the_short_form_of_headings(value, printed):
    assert chinese(value) == printed


def test_full_width_letters_keep_their_place():
    assert half_width("２０２２年（Ａ）") == "2022年（A）"
