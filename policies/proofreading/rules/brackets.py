"""引号、括号、书名号: each in its pair, 《》 with 〈〉 inside, brackets of one width."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policies.grammar.said import said
from policies.proofreading.manuscript import Manuscript, Passage, Sort
from policies.proofreading.remarks import Kind, Remark

KINDS = (
    Kind("unpaired", "引号、括号或书名号不成对"),
    Kind("bracket-mixed", "括号一半全角一半半角"),
    Kind("bracket-half", "中文中的半角括号或引号"),
    Kind("title-nested", "书名号内再用双书名号"),
)
_PAIRS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "（": "）",
    "(": ")",
    "【": "】",
    "〔": "〕",
    "[": "]",
    "「": "」",
}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}
_TWIN = {"(": "（", "（": "("}
_HAN = "\u3400-\u9fff"
# 1） and a) number a list inside a sentence.
_LISTING = re.compile(r"(?:^|[：:；;，,。、\s“])\s*(?:[0-9０-９]{1,2}|[a-zA-Z]|[①-⑳]|[一二三四五六七八九十]{1,3})$")
_STRAIGHT = re.compile(rf'"(?P<inside>[^"“”]*[{_HAN}][^"“”]*)"')
# Whatever stands around the year of a document's number is told with the number.
_YEAR = re.compile(r"[〔\[（(【〈《]\s?(?:19|20)\d{2}\s?[〕\]）)】〉》]")
_QUOTED = 40  # the longest quotation whose quotes are taken for turned
_FAR = 12  # so many paragraphs may stand between the quotes of one quotation


@dataclass(frozen=True, slots=True)
class _Loose:
    passage: Passage
    mark: str
    start: int
    order: int


def find(manuscript: Manuscript) -> Iterator[Remark]:
    loose: list[_Loose] = []
    for order, passage in enumerate(manuscript.passages):
        if passage.sort is Sort.HEAD:
            continue
        marks, found = _matched(passage, order)
        yield from found
        loose += marks
        yield from _straight(passage)
    starts = [passage.text[:1] for passage in manuscript.passages[1:]]
    yield from (
        _unpaired(one)
        for one in _over_paragraphs(loose)
        if one.mark != "“" or starts[one.order : one.order + 1] != ["“"]
    )


def _matched(passage: Passage, order: int) -> tuple[list[_Loose], list[Remark]]:
    """What stays without a partner in a passage, and what is said of the pairs."""
    text = passage.text
    stack: list[tuple[str, int]] = []
    loose: list[_Loose] = []
    remarks: list[Remark] = []
    years = {place for match in _YEAR.finditer(text) for place in (match.start(), match.end() - 1)}
    for place, mark in enumerate(text):
        if place in years:
            continue
        if mark in _PAIRS:
            stack.append((mark, place))
        elif mark in _CLOSING:
            opening = _CLOSING[mark]
            at = next((n for n in range(len(stack) - 1, -1, -1) if stack[n][0] in (opening, _TWIN.get(opening))), None)
            if at is None:
                if mark not in ")）" or not _LISTING.search(text[:place]):
                    loose.append(_Loose(passage, mark, place, order))
                continue
            loose += [_Loose(passage, one, start, order) for one, start in stack[at + 1 :]]
            opened, start = stack[at]
            stack = stack[:at]
            remarks += _pair(passage, opened, start, mark, place, nested=[one for one, _ in stack])
    loose += [_Loose(passage, one, start, order) for one, start in stack]
    kept, turned = _turned(sorted(loose, key=lambda one: one.start))
    return kept, remarks + turned


def _pair(passage: Passage, opened: str, start: int, closed: str, end: int, *, nested: list[str]) -> Iterator[Remark]:
    text = passage.text
    inside = text[start + 1 : end]
    if opened in "(（" and _PAIRS[opened] != closed:
        place, right = (start, "（") if opened == "(" else (end, "）")
        yield passage.remark("bracket-mixed", place, place + 1, said("一对括号应同为全角。"), right)
    elif opened == "(" and re.search(f"[{_HAN}]", inside) and passage.sort in (Sort.PROSE, Sort.TITLE):
        yield passage.remark("bracket-half", start, end + 1, said("中文里的括号应为全角。"), f"（{inside}）")
    elif opened == "《" and "《" in nested and nested[-1] != "〈":
        reason = said("书名号里再用书名号时，里面的用单书名号〈〉。")
        yield passage.remark("title-nested", start, end + 1, reason, f"〈{inside}〉")


def _straight(passage: Passage) -> Iterator[Remark]:
    for match in _STRAIGHT.finditer(passage.text):
        yield passage.remark(
            "bracket-half", match.start(), match.end(), said("中文里的引号应为“”。"), f"“{match['inside']}”"
        )


def _over_paragraphs(loose: list[_Loose]) -> Iterator[_Loose]:
    """Without what pairs over paragraphs: a quotation of several, each of which may open the quotes anew."""
    opened: list[_Loose] = []
    for one in loose:
        if one.mark in "“‘（【" and one.passage.sort is Sort.PROSE:
            opened.append(one)
            continue
        partners = [
            before
            for before in opened
            if _PAIRS[before.mark] == one.mark and one.order - before.order <= _FAR and before.order < one.order
        ]
        if partners:
            opened = [before for before in opened if before not in partners]
        else:
            yield one
    yield from opened


def _turned(loose: list[_Loose]) -> tuple[list[_Loose], list[Remark]]:
    """“安澜“ and ”安澜“: two quotes alone in one sentence, of which one or both stand the wrong way round."""
    kept, found = list(loose), []
    for one, other in pairwise(loose):
        between = one.passage.text[one.start + 1 : other.start]
        both = one in kept and other in kept and {one.mark, other.mark} <= {"“", "”"}
        if not both or not between or len(between) > _QUOTED or re.search("[。；！？]", between):
            continue
        kept = [left for left in kept if left not in (one, other)]
        reason = said("引号的前后方向不对。")
        found.append(one.passage.remark("unpaired", one.start, other.start + 1, reason, f"“{between}”"))
    return kept, found


def _unpaired(one: _Loose) -> Remark:
    needed = _PAIRS.get(one.mark) or _CLOSING[one.mark]
    return one.passage.remark(
        "unpaired", one.start, one.start + 1, said("“{mark}”没有与之成对的“{needed}”。", mark=one.mark, needed=needed)
    )
