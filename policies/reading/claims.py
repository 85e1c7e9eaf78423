"""What a record holds, and what a printed line has to give: each printed character is claimed once at most."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from policies.reading.lines import Line, LineKind
from policies.reading.markup import without_tags
from policies.reading.signs import alike

FREE, KEPT, FURNITURE = 0, 1, 2
_DRAWN = re.compile(r"^[\s|:+=\-—–─_*#~·.…┼┬┴├┤┌┐└┘│┃━]*$")
_SHORTEST_TWICE = 8


@dataclass(frozen=True, slots=True)
class Holding:
    """The strings of one record in print's order, and the numbers of the lines it claims.

    `joints` are marks that the record's form stands for: the comma between two addressees, the stop behind a run-in
    heading. `anywhere`: the lines of the table that a row is of, on which it may stand too; `unordered`: that table was
    rebuilt from a broken layout, so that its characters count without their order.
    `derived`: what it holds may stand in another record as well, as the title of an appendix does in its list.
    """

    path: str
    lines: Sequence[int]
    strings: tuple[str, ...]
    joints: str = ""
    furniture: bool = False
    anywhere: Sequence[int] = ()
    unordered: bool = False
    derived: bool = False


@dataclass(slots=True)
class PrintedLine:
    """The printed characters of a line, and by whom each is claimed."""

    number: int
    page: int | None
    text: str
    state: bytearray
    cells: tuple[range, ...] = ()  # of a grid's row, where the source parts its cells

    @classmethod
    def of(cls, line: Line) -> "PrintedLine":
        text = printed_text(line)
        ends = list(accumulate(len(alike(cell)) for cell in line.text.split("\t"))) if "\t" in line.text else []
        whole = bool(ends) and ends[-1] == len(text)
        cells = tuple(range(first, last) for first, last in pairwise([0, *ends]) if last > first) if whole else ()
        return cls(line.number, line.page, text, bytearray(len(text)), cells)

    @property
    def free(self) -> str:
        """The characters that nobody has claimed."""
        if not any(self.state):
            return self.text
        return "".join(c for c, state in zip(self.text, self.state, strict=True) if state == FREE)

    def claim(self, positions: Iterable[int], state: int) -> None:
        for position in positions:
            self.state[position] = state

    def open_positions(self) -> list[int]:
        return [i for i, state in enumerate(self.state) if state == FREE]

    def enclosed(self, marks: str) -> Iterator[range]:
        """Unclaimed runs of such marks that claimed characters or the line's ends enclose."""
        at = 0
        while at < len(self.state):
            end = at
            while end < len(self.state) and self.state[end] == FREE:
                end += 1
            if end > at and all(c in marks for c in self.text[at:end]):
                yield range(at, end)
            at = max(end, at + 1)


@dataclass(slots=True)
class Entry:
    """A holding on the ledger; `used` marks the characters of `text` that were found in print."""

    holding: Holding
    text: str
    used: bytearray

    @property
    def state(self) -> int:
        return FURNITURE if self.holding.furniture else KEPT

    @property
    def rest(self) -> list[int]:
        return [i for i, used in enumerate(self.used) if not used]

    def place_of(self, piece: str, cursor: int) -> int:
        """Where a line's text stands unused, from `cursor` on if it can be; -1 for none, or for a lone character out of turn."""
        at = self.text.find(piece, cursor) if piece else -1
        if at < 0 and piece:
            at = self.text.find(piece)
        if at < 0 or any(self.used[at : at + len(piece)]) or (len(piece) < 2 and at != cursor):
            return -1
        return at

    def use(self, at: int, size: int) -> None:
        self.used[at : at + size] = b"\1" * size

    def claim_cells(self, line: PrintedLine) -> None:
        """Cell by cell, where a row goes on over a page: its cells then stand in two lines by turns."""
        for cell in line.cells:
            piece = line.text[cell.start : cell.stop]
            at = self.text.find(piece) if not any(line.state[i] for i in cell) else -1
            while at >= 0 and any(self.used[at : at + len(piece)]):
                at = self.text.find(piece, at + 1)
            if at >= 0:
                self.use(at, len(piece))
                line.claim(cell, self.state)

    def unfound(self) -> list[str]:
        """Runs of its characters that no print was found for, long enough to be a text of their own."""
        runs, at = [], 0
        while at < len(self.used):
            end = self.used.find(1, at)
            end = len(self.used) if end < 0 else end
            if end - at >= _SHORTEST_TWICE:
                runs.append(self.text[at:end])
            at = end + 1
        return runs


def printed_text(line: Line) -> str:
    """The printed characters of a line: without white space, tags and the pipes that part a row's cells."""
    text = line.text
    if line.kind is LineKind.FIGURE or _DRAWN.match(text):
        return ""
    if text.lstrip().startswith("|") or text.rstrip().endswith("|"):
        text = re.sub(r"(?<!\\)\|", " ", text).replace("\\|", "|")
    return alike(without_tags(text) if "<" in text else text)
