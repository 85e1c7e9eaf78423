"""Turns a page's rules into the places where they part text."""

from bisect import bisect_right
from collections.abc import Sequence

from policies.reading.sheets.sheet import Rule
from policies.reading.sources.pdf.styles import Style


class Cuts:
    def __init__(self, rules: Sequence[Rule]) -> None:
        self.lanes = {True: _lanes(rules, horizontal=False), False: _lanes(rules, horizontal=True)}

    def between(self, end: float, start: float, style: Style) -> bool:
        """Whether a rule across the reading direction passes between two characters."""
        angle = style.angle or 0
        low, high = (end, start) if angle in (0, 90) else (-start, -end)
        middle = style.baseline - 0.38 * style.size
        across = {0: middle, 90: -middle, 180: -middle, 270: middle}[angle]
        places, spans = self.lanes[angle % 180 == 0]
        at = bisect_right(places, low - 1)
        while at < len(places) and places[at] <= high + 1:
            first, last = spans[at]
            if first <= across <= last:
                return True
            at += 1
        return False


def _lanes(rules: Sequence[Rule], *, horizontal: bool) -> tuple[list[float], list[tuple[float, float]]]:
    """The rules of one direction: their places across it, ascending, and from where to where each goes."""
    if horizontal:
        found = sorted((r.box.middle, r.box.left, r.box.right) for r in rules if r.is_horizontal)
    else:
        found = sorted((r.box.centre, r.box.top, r.box.bottom) for r in rules if not r.is_horizontal)
    return [place for place, _, _ in found], [(first, last) for _, first, last in found]
