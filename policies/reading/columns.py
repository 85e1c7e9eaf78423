"""Turns lines of columns that the extraction interleaved back into reading order.

Where two texts share a page, one's column may break off in the middle of a quotation, the other's follow, and each go on later.
The quotation tells: its closing mark stands where nothing was opened. Only such a pair of seams is moved, nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from policies.grammar.headings import parse_marker
from policies.reading.layout import Geometry, is_terminated
from policies.reading.lines import Line

_PAIRS = (("“", "”"), ("《", "》"), ("（", "）"))
_TAIL = 300
_FAR = 400


@dataclass(frozen=True, slots=True)
class _Break:
    """A line that ends inside `opening` while the next one begins a numbering anew."""

    position: int
    opening: str
    closing: str


def in_reading_order(lines: Sequence[Line], geometry: Geometry) -> list[Line]:
    """The same lines; of wrapped texts those runs moved whose sentences tell where they belong."""
    if not geometry.wrapped:
        return list(lines)
    filled = [index for index, line in enumerate(lines) if line.text.strip()]
    texts = [lines[index].text.strip() for index in filled]
    position = 0
    order = list(range(len(filled)))
    while position + 1 < len(filled):
        broken = _break_at(texts, position)
        seams = _seams(texts, geometry, broken) if broken else None
        if seams:
            back, on = seams
            order[position + 1 : on] = [*order[back:on], *order[position + 1 : back]]
            position = on
        position += 1
    return [lines[filled[place]] for place in order] if order != list(range(len(filled))) else list(lines)


def _break_at(texts: Sequence[str], position: int) -> _Break | None:
    text = texts[position]
    if is_terminated(text):
        return None
    marker = parse_marker(texts[position + 1])
    if marker is None or marker.number != 1:
        return None
    for opening, closing in _PAIRS:
        if text.rfind(opening) > text.rfind(closing):
            return _Break(position, opening, closing)
    return None


def _seams(texts: Sequence[str], geometry: Geometry, broken: _Break) -> tuple[int, int] | None:
    """Where the broken text goes on, and where the one that came between does."""
    tail = ""
    back = None
    for place in range(broken.position + 1, min(broken.position + _FAR, len(texts))):
        text = texts[place]
        closes = text.find(broken.closing)
        opens = text.find(broken.opening)
        unopened = closes >= 0 and not 0 <= opens < closes
        open_before = tail.count(broken.opening) > tail.count(broken.closing)
        if unopened and not open_before and tail and not is_terminated(tail) and parse_marker(text) is None:
            back = place
            break
        tail = (tail + text)[-_TAIL:] if not is_terminated(text) else ""
    if back is None:
        return None
    for place in range(back + 1, min(back + _FAR, len(texts))):
        goes_on = parse_marker(texts[place]) is None and geometry.starts_paragraph(texts[place]) is False
        if goes_on and is_terminated(texts[place - 1]) and not geometry.is_full(texts[place - 1]):
            return back, place
    return None
