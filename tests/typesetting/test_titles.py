"""Titles are broken between words, evenly, and lose no character."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.typesetting.titles import NEVER_FIRST, title_lines

LONG = "安澜市人民政府办公室关于印发安澜市城镇污水处理提质增效行动方案（2024—2025年）的通知"


def test_a_short_title_is_one_line():
    assert title_lines("安澜市人民政府令", 19) == ("安澜市人民政府令",)


def test_lines_are_even_and_keep_brackets_whole():
    lines = title_lines(LONG, 19)
    assert "".join(lines) == LONG
    assert len(lines) == 3
    assert max(map(len, lines)) - min(map(len, lines)) <= 6
    assert any("（2024—2025年）" in line for line in lines)


def test_joint_issuers_stand_on_lines_of_their_own():
    lines = title_lines("安澜市发展和改革委员会　安澜市财政局关于调整收费标准的通知", 19)
    assert lines[0] == "安澜市发展和改革委员会"


@pytest.mark.parametrize("name", ["顾云岫", "贺兰舟"])
def test_a_persons_name_is_not_torn(name: str):
    assert any(name in line for line in title_lines(f"安澜市人民政府关于{name}等同志职务任免的通知", 19))


@given(st.text(alphabet="安澜市人民政府办公室关于印发《》（）的通知2024年城镇污水、", min_size=1, max_size=90))
def test_nothing_is_lost_and_no_line_is_too_long(title: str):
    lines = title_lines(title, 19)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", title)
    assert all(len(line) <= 19 for line in lines)


def test_a_closing_mark_never_opens_a_line():
    lines = title_lines("安澜市人民政府关于修改《安澜市城市供水应急管理办法》的决定", 19)
    assert not any(line[:1] in NEVER_FIRST for line in lines)
