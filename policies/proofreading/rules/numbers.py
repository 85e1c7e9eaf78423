"""文号: the year stands in 〔〕, the serial without 第 and without zeros before it."""

import re
from collections.abc import Iterator

from policies.grammar.number_forms import CLOSING, OPENING
from policies.grammar.numbers import NumberMatch, find_numbers
from policies.grammar.said import said
from policies.proofreading.manuscript import Manuscript, Passage
from policies.proofreading.remarks import Kind, Remark

KINDS = (
    Kind("number-brackets", "文号年份未用六角括号", reader=("mixed-brackets",)),
    Kind("number-ordinal", "文号序号前加“第”"),
    Kind("number-zero", "文号序号加虚位"),
)
_BRACKETED = re.compile(
    rf"(?P<open>[{re.escape(OPENING)}])\s*(?P<year>\d{{4}})\s*年?\s*(?P<close>[{re.escape(CLOSING)}])\s*字?\s*"
    r"(?P<ordinal>第\s*)?(?P<zeros>0+)?(?P<serial>[1-9]\d*)\s*号"
)
_ORDER = re.compile(r"(?:令|公告|通告)\s*第?\s*(?P<zeros>0+)(?=[1-9]\d*\s*号)")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    for passage in manuscript.passages:
        if "号" in passage.text:
            for number in find_numbers(passage.text):
                yield from _number(passage, number)


def _number(passage: Passage, number: NumberMatch) -> Iterator[Remark]:
    found = _BRACKETED.search(passage.text, number.start, number.end)
    if found is None:
        order = _ORDER.search(passage.text, number.start, number.end)
        if order:
            yield _zeros(passage, order)
        return
    if (found["open"], found["close"]) != ("〔", "〕"):
        reason = said("发文字号的年份用六角括号〔〕括入，此处为“{marks}”。", marks=found["open"] + found["close"])
        fix = passage.text[found.end("open") : found.start("close")]
        yield passage.remark("number-brackets", found.start("open"), found.end("close"), reason, f"〔{fix}〕")
    if found["ordinal"]:
        reason = said("发文字号的序号前不加“{word}”字。", word="第")
        yield passage.remark("number-ordinal", found.start("ordinal"), found.end("ordinal"), reason, "")
    if found["zeros"]:
        yield _zeros(passage, found)


def _zeros(passage: Passage, found: re.Match[str]) -> Remark:
    reason = said("发文字号的序号不编虚位，1 不写作 01。")
    return passage.remark("number-zero", found.start("zeros"), found.end("zeros"), reason, "")
