"""What is looked for, out of what was typed."""

import pytest

from policies.search.query import parse
from policies.search.statements import phrase


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("光伏", ("光伏",)),
        ("渠道 整治", ("渠道", "整治")),
        ("2024年粮食产量要达到多少吨", ("2024", "粮食", "产量", "达到")),
        ("市水务局牵头的任务", ("水务局", "牵头", "任务")),
        ("几个工作日内办结", ("几个", "工作日", "办结")),
        ("由谁负责调查", ("负责", "调查")),
        ("什么时候施行", ("施行",)),
        ("哪些部门负责验收", ("负责", "验收")),
    ],
)
def test_asking_words_are_no_search_words(typed, terms):
    found = parse(typed).terms
    assert [term for term in found if term in terms] == [term for term in terms if term in found]
    assert not {"多少", "谁", "什么", "哪些", "的", "由"} & set(found)


@pytest.mark.parametrize(
    "typed", ["安政发〔2024〕7号", "安政发[2024] 7号", "安政发(2024)7号", "〔2024〕7号", "安澜市人民政府令第3号"]
)
def test_a_number_is_known_in_any_brackets(typed):
    query = parse(typed)
    assert query.number is not None
    assert not query.terms
    assert query.exact


def test_a_number_beside_words_stays_one_word():
    query = parse("安政发〔2014〕48号 废止")
    assert query.number is None
    assert (query.numbers, query.terms) == (("安政发〔2014〕48号",), ("废止",))


def test_quotation_marks_ask_for_the_words_as_they_stand():
    assert parse("“惠民补贴”").phrases == ("惠民补贴",)
    assert parse("补贴资金“一卡通”").phrases == ()


@pytest.mark.parametrize("typed", ["", "  ", "？！", "\x00"])
def test_nothing_to_look_for_is_an_empty_query(typed):
    assert not parse(typed)


def test_a_word_is_a_phrase_of_every_second_bigram():
    assert phrase("老年食堂") == "'老年' <2> '食堂'"
    assert phrase("老年大食堂") == "'老年' <2> '大食' <1> '食堂'"
    assert phrase("县") == "'县':*"
