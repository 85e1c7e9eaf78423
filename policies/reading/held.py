"""The rows of an exact table while its parts are joined: cells that several rows and columns share, and the rests of cut rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policies.reading.cells import is_serial
from policies.reading.records import RowKind
from policies.reading.rows import AlignedRow, with_kinds

_ASKS = "、，,（(《“和及与并或"
_NEVER_FIRST = "，。、；：）》”’〉】〕％%,;:)"
_CLOSES = "。；;！？"
_MARKER = re.compile(r"^(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）.、．]|[①-⑳])")
_PAIRS = ("（）", "《》", "“”", "()", "〔〕")


@dataclass(slots=True)
class Held:
    """A cell: `printed` is what stands in it, `text` what it means after parts were joined. `top` is its first row."""

    printed: str
    text: str
    column: int
    columns: int
    rows: int


@dataclass(slots=True)
class Row:
    """`slots` has the cell that covers each column; `own` are those that begin in this row."""

    slots: list[Held | None]
    own: list[Held]
    first: int
    last: int

    def printed(self) -> tuple[str, ...]:
        starts = {held.column: held.printed for held in self.own}
        return tuple(starts.get(column, "") for column in range(len(self.slots)))

    def filled(self) -> tuple[str, ...]:
        return tuple(held.text if held else "" for held in self.slots)

    def down(self) -> tuple[str, ...]:
        """Filled down alone; a cell across the whole row fills it, so that it is known for a group's name."""
        if len({id(held) for held in self.slots}) == 1:
            return self.filled()
        return tuple(held.text if held and held.column == at else "" for at, held in enumerate(self.slots))


def is_rest(rows: Sequence[Row], row: Row) -> bool:
    """Whether a part's first row is what a page's end cut off the last of `rows`: its key is blank, its cells go on above."""
    above = rows[-1]
    filled = [held for held in row.own if held.printed]
    if not filled or not all(_stands_under(above, held) for held in row.own):
        return False
    if with_kinds([AlignedRow(row.printed(), row.down(), 0, 0)], 0)[0].kind in (RowKind.TOTAL, RowKind.SUBTOTAL):
        return False
    pairs = [(above.slots[held.column], held) for held in filled]
    goes_on = [one is not None and _goes_on(one.text, held.text) for one, held in pairs]
    closed = [one is None or _is_closed(one.text, held.text) for one, held in pairs]
    if not _is_keyless(rows, row):
        return all(goes_on)
    key = above.slots[0]
    if key is not None and is_serial(key.text) and key.rows == 1:
        return any(goes_on) or (len(filled) > 1 and not all(closed))
    return any(goes_on) and not any(closed)


def _stands_under(above: Row, held: Held) -> bool:
    over = above.slots[held.column]
    whole = len(above.slots)
    return over is not None and (over.column, over.columns) == (held.column, held.columns) and held.columns < whole


def _is_keyless(rows: Sequence[Row], row: Row) -> bool:
    """Whether a row has no first cell, though all others have."""
    first = row.slots[0]
    keys = [one.slots[0] for one in rows]
    return (first is None or (not first.text and first.rows == 1)) and all(key is not None and key.text for key in keys)


def _goes_on(above: str, text: str) -> bool:
    """Whether print shows that a cell's text goes on: a mark that asks for more, one that can't be first, an open bracket."""
    if not above or not text:
        return False
    unclosed = any(above.count(pair[0]) > above.count(pair[1]) and pair[1] in text for pair in _PAIRS)
    return above[-1] in _ASKS or text[0] in _NEVER_FIRST or unclosed


def _is_closed(above: str, text: str) -> bool:
    return not above or above[-1] in _CLOSES or bool(_MARKER.match(text))
