"""层次序数: 一、（一）1.（1）, 章 节 条, in order, without gap or repetition, each system in its own form."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from policies.drafting.tree import Node, TextNode
from policies.grammar.headings import Marker, MarkerKind, parse_marker
from policies.grammar.numerals import chinese, parse_chinese
from policies.grammar.said import Said, said
from policies.proofreading.manuscript import Manuscript
from policies.proofreading.remarks import Kind, Remark
from policies.reading.records import ProvisionKind

KINDS = (
    Kind("numbering-gap", "层次序数跳号", reader=("heading-skipped",)),
    Kind("numbering-repeated", "层次序数重复", reader=("heading-repeated",)),
    Kind("numbering-back", "层次序数倒退", reader=("heading-repeated",)),
    Kind("marker-level", "层次序数用错括号"),
    Kind("marker-form", "层次序数的标点不规范"),
    Kind("marker-unclosed", "层次序数的括号不成对"),
)
_NUMBERED = (
    ProvisionKind.CHAPTER,
    ProvisionKind.SECTION,
    ProvisionKind.ARTICLE,
    ProvisionKind.HEADING,
    ProvisionKind.ITEM,
)
_DIVISIONS = (MarkerKind.PART, MarkerKind.CHAPTER, MarkerKind.SECTION, MarkerKind.ARTICLE)
_LISTS = (MarkerKind.HAN, MarkerKind.HAN_BRACKET, MarkerKind.ARABIC, MarkerKind.ARABIC_BRACKET)
_HALF_OPEN = re.compile(
    r"^(?:[（(](?P<a>[一二三四五六七八九十]{1,3})(?![一二三四五六七八九十）)])|(?P<b>[一二三四五六七八九十]{1,3})[）)])[、．.]?"
)


@dataclass(frozen=True, slots=True)
class _Numbered:
    node: Node
    marker: Marker
    number: int
    parent: str


def find(manuscript: Manuscript) -> Iterator[Remark]:
    for text in manuscript.tree.texts:
        numbered = _numbered(text)
        misplaced = dict(_levels(numbered))
        yield from misplaced.values()
        kept = [_as_neighbours(one, misplaced, numbered, n) for n, one in enumerate(numbered)]
        yield from _sequences(kept)
        for one in numbered:
            if one.node.key not in misplaced:
                yield from _form(one)
        yield from _unclosed(text)


def _numbered(text: TextNode) -> list[_Numbered]:
    """Every numbered node with the key of the numbered node it stands under."""
    found: list[_Numbered] = []
    above: list[tuple[int, str]] = []
    for node in text.nodes:
        if node.kind in (*_NUMBERED, ProvisionKind.BOX):
            above = [(level, key) for level, key in above if level < node.level]
            parent = above[-1][1] if above else ""
            above.append((node.level, node.key))
            marker = _marker(node)
            if marker and marker.number is not None:
                found.append(_Numbered(node, marker, marker.number, parent))
    return found


def _marker(node: Node) -> Marker | None:
    if not node.marker or node.kind not in _NUMBERED:
        return None
    return parse_marker(f"{node.marker} {node.heading or node.text}")


def _levels(numbered: list[_Numbered]) -> Iterator[tuple[str, Remark]]:
    """（二） 三、（四）: counted on in another system than both neighbours."""
    for before, one, after in zip(numbered, numbered[1:], numbered[2:], strict=False):
        kinds = {before.marker.kind, after.marker.kind}
        if (
            len(kinds) > 1
            or one.marker.kind in kinds
            or before.number + 1 != one.number
            or one.number + 1 != after.number
        ):
            continue
        if before.marker.kind in _LISTS and one.marker.kind in _LISTS:
            right = _written(before.marker, one.number)
            around = {"before": before.node.marker, "after": after.node.marker}
            reason = said("前后为“{before}”“{after}”，此处应为“{right}”。", right=right, **around)
            yield one.node.key, _on_marker("marker-level", one.node, reason, right)


def _as_neighbours(one: _Numbered, misplaced: dict[str, Remark], numbered: list[_Numbered], n: int) -> _Numbered:
    """What is counted on in the wrong system counts in the right one."""
    if one.node.key not in misplaced:
        return one
    before = numbered[n - 1]
    return replace(one, marker=replace(before.marker, number=one.number), parent=before.parent)


def _sequences(numbered: list[_Numbered]) -> Iterator[Remark]:
    lists: dict[tuple[str, MarkerKind, int], list[_Numbered]] = {}
    for one in numbered:
        article = one.marker.kind is MarkerKind.ARTICLE  # articles run through a text, whatever chapter they stand in
        if one.marker.kind in (*_DIVISIONS, *_LISTS):
            lists.setdefault(("" if article else one.parent, one.marker.kind, one.marker.depth), []).append(one)
    for found in lists.values():
        for n, (before, one) in enumerate(pairwise(found)):
            after = found[n + 2] if n + 2 < len(found) else None
            yield from _step(before, one, after)


def _step(before: _Numbered, one: _Numbered, after: _Numbered | None) -> Iterator[Remark]:
    expected = before.number + 1
    branched = one.number == before.number and one.marker.branch == before.marker.branch + 1
    anew = one.number == 1 and one.marker.kind in _LISTS
    if one.number == expected or branched or anew:
        return
    code = "numbering-gap" if one.number > expected else "numbering-repeated"
    code = "numbering-back" if one.number < before.number else code
    right = _written(one.marker, expected)
    # What follows says whether this one alone is wrong, or the whole list behind it.
    alone = after is None or after.number == expected + 1 or after.number == 1
    between = {"before": before.node.marker, "found": one.node.marker}
    reason = said("“{before}”之后是“{found}”，应为“{right}”。", right=right, **between)
    yield _on_marker(code, one.node, reason, right if alone and one.marker.branch == 0 else None)


def _written(like: Marker, number: int) -> str:
    """`number` in the form of another marker of its system."""
    han = like.kind in (*_DIVISIONS, MarkerKind.HAN, MarkerKind.HAN_BRACKET)
    figures = bool(re.search(r"[0-9０-９]", like.printed))
    written = str(number) if figures or not han else chinese(number)
    return re.sub(r"[0-9０-９]+|[一二三四五六七八九十百千零〇两廿]+", written, like.printed, count=1).split("之")[0]


def _form(one: _Numbered) -> Iterator[Remark]:
    printed, kind = one.node.marker.strip(), one.marker.kind
    right = printed
    if kind is MarkerKind.HAN:
        right = re.sub(r"\s*[.．]$", "、", printed)
    elif kind in (MarkerKind.HAN_BRACKET, MarkerKind.ARABIC_BRACKET) and printed[0] in "（(〔":
        right = re.sub(r"^[（(〔]\s*(.*?)\s*[）)〕].*$", r"（\1）", printed)
    elif kind is MarkerKind.ARABIC:
        right = re.sub(r"\s*、$", ".", printed)
    if right != printed:
        yield _on_marker("marker-form", one.node, said("层次序数应写作“{right}”。", right=right), right)


def _unclosed(text: TextNode) -> Iterator[Remark]:
    """（三 or 三）where the list above has reached （二）."""
    last = 0
    for node in text.nodes:
        marker = _marker(node)
        if marker and marker.kind is MarkerKind.HAN_BRACKET and marker.number:
            last = marker.number
            continue
        match = None if node.marker else _HALF_OPEN.match(node.heading + node.text)
        number = parse_chinese(match["a"] or match["b"]) if match else None
        if match and number == last + 1 and last:
            field = "heading" if node.heading else "text"
            right = f"（{match['a'] or match['b']}）"
            reason = said("层次序数的括号不成对，应为“{right}”。", right=right)
            yield Remark("marker-unclosed", node.key, field, 0, match.end(), match.group(), reason, right)
            last = number


def _on_marker(code: str, node: Node, reason: Said, right: str | None) -> Remark:
    return Remark(code, node.key, "marker", 0, len(node.marker), node.marker, reason, right)
