"""A sentence of the house is its Chinese text, and keeps what another language is made from."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.grammar.said import JOINTS, Said, joined, said, said_again, said_from
from policies.reading.codec import from_json, to_json

WHOLE = said(
    "{who}于{day}改了 {count} 处：{what}",
    who="钱校",
    day=date(2024, 3, 1),
    count=2,
    what=joined((said("标题"), "安澜市", said("{n:,} 字", n=12345)), "、"),
)


@dataclass(frozen=True)
class Told:
    message: Said


def test_it_is_its_chinese_text() -> None:
    assert WHOLE == "钱校于2024年3月1日改了 2 处：标题、安澜市、12,345 字"
    assert {WHOLE: 1}["钱校于2024年3月1日改了 2 处：标题、安澜市、12,345 字"] == 1


def test_words_of_a_person_have_no_phrasing() -> None:
    assert Said("请改{这里}").phrasing == {}
    assert said_again("请改{这里}", {}) == "请改{这里}"


def test_braces_of_a_print_stay() -> None:
    assert said("“{found}”重复。", found="{0}") == "“{0}”重复。"


@pytest.mark.parametrize("kept", [WHOLE, said("没有改动。"), joined((said("甲。"), said("乙。")))])
def test_stored_and_told_again_it_is_the_same(kept: Said) -> None:
    for again in (said_again(str(kept), kept.phrasing), said_from(kept.phrasing), deepcopy(kept)):
        assert again == kept
        assert again.phrasing == kept.phrasing


@given(st.lists(st.text(max_size=5), max_size=4), st.sampled_from(sorted(JOINTS)))
def test_any_words_come_back_from_a_reading(words: list[str], by: str) -> None:
    told = Told(said("共 {count} 项：{words}", count=len(words), words=joined(words, by)))
    again = from_json(Told, to_json(told))
    assert again == told
    assert again.message.phrasing == told.message.phrasing


def test_a_reading_of_an_older_release_has_its_text_alone() -> None:
    assert from_json(Told, {"message": "合计不符。"}).message.phrasing == {}
