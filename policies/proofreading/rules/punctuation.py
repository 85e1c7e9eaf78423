"""标点: half-width marks between Han characters, marks that stand twice."""

import re
from collections.abc import Iterator

from policies.grammar.said import said
from policies.proofreading.manuscript import Manuscript, Passage, Sort
from policies.proofreading.remarks import Kind, Remark

KINDS = (
    Kind("half-width", "中文中的半角标点"),
    Kind("punctuation-doubled", "标点重复"),
)
_HAN = "\u3400-\u9fff"
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
# Behind a Han character, a closing mark or %, and before another or at the end: never inside figures, addresses or Latin words.
_MARK = re.compile(rf"(?<=[{_HAN}”》）〉％%])[,;:?!](?=[{_HAN}“《（〈]|$)")
_STOP = re.compile(rf"(?<=[{_HAN}]{{2}}[{_HAN}”》）])\.(?=[{_HAN}]{{2}}|$)")
_DOTS = re.compile(rf"(?<=[{_HAN}])\.{{3,}}")
_DASHES = re.compile(rf"(?<=[{_HAN}])--+(?=[{_HAN}])")
_DOUBLED = re.compile(r"。{2,}|([，、；：？！])\1+|[，、；：。][，、；：。]+")
_QUESTIONS = re.compile(r"[？！]+")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    for passage in manuscript.passages:
        yield from _half_width(passage)
        if passage.sort is Sort.PROSE:
            yield from _doubled(passage)


def _half_width(passage: Passage) -> Iterator[Remark]:
    text = passage.text
    found = [*_MARK.finditer(text)]
    if passage.sort is Sort.PROSE:
        found += _STOP.finditer(text)
    for match in found:
        wide = _WIDE[match.group()]
        yield passage.remark(
            "half-width",
            match.start(),
            match.end(),
            said("中文里的“{found}”应为全角“{wide}”。", found=match.group(), wide=wide),
            wide,
        )
    for pattern, right in ((_DOTS, "……"), (_DASHES, "——")):
        for match in pattern.finditer(text):
            reason = said("中文里的“{found}”应为“{right}”。", found=match.group(), right=right)
            yield passage.remark("half-width", match.start(), match.end(), reason, right)


def _doubled(passage: Passage) -> Iterator[Remark]:
    for match in _DOUBLED.finditer(passage.text):
        marks = match.group()
        if _QUESTIONS.fullmatch(marks):
            continue
        ellipsis = set(marks) == {"。"} and len(marks) > 2
        fix = "……" if ellipsis else marks[0] if len(set(marks)) == 1 else None
        reason = said("省略号应为“……”。") if ellipsis else said("标点“{marks}”重复。", marks=marks)
        yield passage.remark("punctuation-doubled", match.start(), match.end(), reason, fix)
