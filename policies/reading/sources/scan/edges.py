"""Sets the edges of lines that begin or end with a sign which fills but half of its own square where those of the other lines are."""

from collections.abc import Sequence
from dataclasses import replace

from policies.reading.sheets.sheet import Glyph
from policies.reading.sheets.turning import View

_OPENING = frozenset("《〈（“‘〔【「『")
_CLOSING = frozenset("，。、；：》〉）”’〕】」』！？")
_ROOM = (0.25, 0.8)  # sizes: how far the ink may stand off the edge of the square
_SAME = 1.5  # points
_SHARED = 2  # lines that make an edge


def on_edges(glyphs: Sequence[Glyph], *, width: float, height: float) -> list[Glyph]:
    """The glyphs with their boxes widened to the edge that other lines of the same direction share; sides of the page."""
    moved = list(glyphs)
    for angle in {glyph.angle for glyph in glyphs}:
        view = View(width, height, angle)
        boxes = {n: view.upright(glyph.box) for n, glyph in enumerate(glyphs) if glyph.angle == angle}
        lefts = [box.left for n, box in boxes.items() if glyphs[n].text[:1] not in _OPENING]
        rights = [box.right for n, box in boxes.items() if glyphs[n].text[-1:] not in _CLOSING]
        for n, box in boxes.items():
            before = [box.left - left for left in lefts] if glyphs[n].text[:1] in _OPENING else []
            behind = [right - box.right for right in rights] if glyphs[n].text[-1:] in _CLOSING else []
            size = glyphs[n].size
            wide = replace(box, left=box.left - _off(before, size), right=box.right + _off(behind, size))
            moved[n] = replace(glyphs[n], box=view.on_sheet(wide))
    return moved


def _off(distances: Sequence[float], size: float) -> float:
    """How far the shared edge lies, 0 when the ink stands on one already or none is near."""
    if sum(abs(distance) <= _SAME for distance in distances) >= _SHARED:
        return 0.0
    least, most = (share * size for share in _ROOM)
    near = [distance for distance in distances if least <= distance <= most]
    shared = [one for one in near if sum(abs(one - other) <= _SAME for other in near) >= _SHARED]
    return min(shared, default=0.0)
