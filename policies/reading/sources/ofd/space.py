"""Places in an OFD: millimetres from the page's upper left corner, objects in a space of their own within their boundary."""

from collections.abc import Sequence
from dataclasses import dataclass

from policies.reading.lines import Box

POINTS = 72 / 25.4  # in a millimetre


def numbers(text: str | None) -> list[float]:
    """The numbers of a list parted by blanks; none when one of them is none."""
    try:
        return [float(part) for part in (text or "").replace(",", " ").split()]
    except ValueError:
        return []


@dataclass(frozen=True, slots=True)
class Space:
    """From an object's own coordinates to the page's, in millimetres: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def within(self, outer: "Space") -> "Space":
        """This space first, then the outer one."""
        return Space(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            self.e * outer.a + self.f * outer.c + outer.e,
            self.e * outer.b + self.f * outer.d + outer.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, top: float, right: float, bottom: float) -> Box:
        """The upright rectangle around one of this space, in points of the page."""
        corners = [self.point(x, y) for x in (left, right) for y in (top, bottom)]
        across, down = [x for x, _ in corners], [y for _, y in corners]
        return Box(min(across) * POINTS, min(down) * POINTS, max(across) * POINTS, max(down) * POINTS)


def space_of(boundary: str | None, matrix: str | None, outer: Space) -> Space:
    """The space of an object with these attributes inside another."""
    corner = numbers(boundary)
    placed = Space(e=corner[0], f=corner[1]) if len(corner) >= 2 else Space()
    own = _matrix(numbers(matrix))
    return own.within(placed).within(outer)


def _matrix(values: Sequence[float]) -> Space:
    return Space(*values) if len(values) == 6 else Space()
