"""Whoever reads the desk in English is told in English; what people and prints say stays, and says that it is Chinese."""

from datetime import date

from django.utils.translation import override

from policies.grammar.said import Said, joined, said
from policies.models import Disclosure
from policies.speaking import named, shown, spoken


def test_a_chinese_page_says_it_as_it_stands() -> None:
    with override("zh-hans"):
        assert spoken(said("“{word}”重复。", word="的")) == "“的”重复。"
        assert shown(said("“{word}”重复。", word="<b>")) == "“&lt;b&gt;”重复。"


def test_an_english_page_says_it_in_english() -> None:
    with override("en"):
        assert spoken(said("“{word}”重复。", word="的")) == "“的” stands twice."
        assert shown(said("“{word}”重复。", word="的")) == '“<span lang="zh-Hans">的</span>” stands twice.'
        assert shown(said("“{word}”重复。", word="<b>")) == "“&lt;b&gt;” stands twice."


def test_days_counts_and_parts_are_said_in_the_language_too() -> None:
    counted = joined((said("{count} 件公文", count=1), said("{count} 张表", count=3)), "，")
    with override("en"):
        assert spoken(counted) == "1 document, 3 tables"
        assert spoken(said("{day}是{weekday}。", day=date(2024, 3, 1), weekday=said("星期五"))) == (
            "March 1, 2024 is a Friday."
        )
        assert spoken(joined((said("没有校对意见。"), said("原件已保留。")))) == "No findings. The original is kept."
        assert spoken(said("公开属性为“{label}”", label=named(Disclosure.OPEN.label))) != "公开属性为“主动公开”"


def test_what_nobody_has_translated_stays_chinese() -> None:
    """Words of a person, and messages stored before the house kept how they are put."""
    with override("en"):
        assert shown(Said("请核对{此处}")) == '<span lang="zh-Hans">请核对{此处}</span>'
        assert shown(said("没有人译过的话：{n}", n=1)) == '<span lang="zh-Hans">没有人译过的话：1</span>'
        assert shown("n. v.") == "n. v."


def test_an_error_is_what_it_was_raised_with() -> None:
    with override("en"):
        assert spoken(ValueError(said("原件已保留。"))) == "The original is kept."
        assert spoken(ValueError()) == ""
