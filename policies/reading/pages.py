"""Turns printed lines into text lines and furniture: page numbers and running heads go, and are kept as records of what went."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from policies.reading.lines import Line, LineKind

_DASH = r"[-—–－─·•・．.~～*_|\s]"
_PAGE_NUMBER = re.compile(rf"^{_DASH}*(?:[-—–－─·•・~～]\s*(?P<a>\d{{1,4}})\s*[-—–－─·•・~～]){_DASH}*$")
_PAGE_OF = re.compile(
    r"^\s*(?:第\s*\d{1,4}\s*页(?:[，,/\s]*共\s*\d{1,4}\s*页)?|[Pp](?:age|\.)\s*\d{1,4}|\d{1,4}\s*/\s*\d{1,4}\s*页?)\s*$"
)
_BARE_NUMBER = re.compile(r"^\s*(?P<a>\d{1,3})\s*$")
_SENTENCE = re.compile("[。；！？：:]")
_ISSUE = r"(?:(?:19|20)\d{2}\s*年?\s*(?:[·.．・\-—/]|第|总)?\s*第?\s*\d{1,2}\s*期?|第\s*[\d一二三四五六七八九十]{1,4}\s*期|总第?\s*\d+\s*期)"
_HEAD = re.compile(
    rf"(?:政\s*报|公\s*报|Gazette|GAZETTE).{{0,16}}{_ISSUE}|{_ISSUE}.{{0,16}}(?:政\s*报|公\s*报|Gazette|GAZETTE)"
)
_HEAD_NUMBER = re.compile(r"^\s*\d{1,3}\s+|\s+\d{1,3}\s*$")
_MARGINS = (LineKind.RUNNING_HEAD, LineKind.PAGE_NUMBER)  # told by the source itself
_FRONT = 12
_NARROW = 3
_PAGE_LINES = 12


@dataclass(frozen=True, slots=True)
class Furniture:
    """A line dropped from the text and why: page-number, running-head."""

    line: Line
    reason: str


def without_furniture(lines: Sequence[Line]) -> tuple[list[Line], list[Furniture]]:
    """The lines that are text, blank ones kept, and those that are page furniture, in order."""
    reasons: dict[int, str] = {}
    filled = [index for index, line in enumerate(lines) if line.text.strip()]
    for position, index in enumerate(filled):
        text = lines[index].text
        if _PAGE_NUMBER.match(text) or _PAGE_OF.match(text):
            reasons[index] = "page-number"
        elif position >= _FRONT and is_running_head(text):
            reasons[index] = "running-head"
    reasons |= {index: line.kind.value for index, line in enumerate(lines) if line.kind in _MARGINS}
    _bare_numbers(lines, filled, reasons)
    if not any(line.kind in _MARGINS for line in lines):  # else repetition was judged by place already
        _repeated_heads(lines, filled, reasons)
    kept = [line for index, line in enumerate(lines) if index not in reasons]
    return kept, [Furniture(lines[index], reasons[index]) for index in sorted(reasons)]


def is_running_head(text: str) -> bool:
    """The gazette's name beside year and number, with a section's name perhaps, and nothing that is a sentence."""
    stripped = text.strip()
    return (
        len(stripped) <= 60 and "\t" not in stripped and not _SENTENCE.search(stripped) and bool(_HEAD.search(stripped))
    )


def _bare_numbers(lines: Sequence[Line], filled: Sequence[int], reasons: dict[int, str]) -> None:
    """Figures alone on a line are page numbers when they count on through the file and do not stand in a column of figures."""
    candidates: list[tuple[int, int]] = []
    for position, index in enumerate(filled):
        match = _BARE_NUMBER.match(lines[index].text)
        if not match:
            continue
        around = [filled[p] for p in (position - 1, position + 1) if 0 <= p < len(filled)]
        if all(len(lines[i].text.strip()) > _NARROW and "\t" not in lines[i].text for i in around):
            candidates.append((index, int(match["a"])))
    positions = {index: position for position, index in enumerate(filled)}
    for place, (index, value) in enumerate(candidates):
        beside = any(other in reasons for other in range(index - 2, index + 3))
        neighbours = candidates[max(0, place - 1) : place] + candidates[place + 1 : place + 2]
        counts_on = any(0 < abs(value - other) <= 2 and (other > value) == (line > index) for line, other in neighbours)
        apart = all(abs(positions[line] - positions[index]) >= _PAGE_LINES for line, _ in neighbours)
        if beside or (neighbours and counts_on and apart):
            reasons[index] = "page-number"


def _repeated_heads(lines: Sequence[Line], filled: Sequence[int], reasons: dict[int, str]) -> None:
    """Short lines that recur beside page numbers are running heads too: a section's or the gazette's name."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for position, index in enumerate(filled):
        text = lines[index].text.strip()
        if index not in reasons and 3 <= len(text) <= 40 and "\t" not in text and not _SENTENCE.search(text):
            places[re.sub(r"\s+", "", _HEAD_NUMBER.sub("", text))].append(position)
    for key, positions in places.items():
        if len(positions) < 3 or len(key) < 3:
            continue
        beside = [p for p in positions if _beside_page(filled, p, reasons) or _opens_page(lines, filled, p)]
        if len(beside) >= 3 and len(beside) * 10 >= len(positions) * 7:
            for position in beside:
                reasons[filled[position]] = "running-head"


def _beside_page(filled: Sequence[int], position: int, reasons: dict[int, str]) -> bool:
    return any(0 <= p < len(filled) and filled[p] in reasons for p in (position - 1, position + 1))


def _opens_page(lines: Sequence[Line], filled: Sequence[int], position: int) -> bool:
    line = lines[filled[position]]
    before = lines[filled[position - 1]] if position else None
    return line.page is not None and (before is None or before.page != line.page)
