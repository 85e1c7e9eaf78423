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
_LONG = 20
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

    def is_group(self, kind: RowKind) -> bool:
        """Whether one cell reaches over all columns and sums nothing up."""
        return kind is RowKind.DATA and len(self.slots) > 1 and len({id(held) for held in self.slots}) == 1

    def down(self) -> tuple[str, ...]:
        """Filled down alone; a cell across the whole row fills it, so that it is known for a group's name."""
        if len({id(held) for held in self.slots}) == 1:
            return self.filled()
        return tuple(held.text if held and held.column == at else "" for at, held in enumerate(self.slots))


def is_rest(rows: Sequence[Row], body: Sequence[Row]) -> bool:
    """Whether the first row of `body` is what a page's end cut off the last of `rows`.

    Cells that were whole are blank in the rest: a column that is never blank elsewhere tells it. Where none does, every
    cell of the rest must go on what stands above by its marks.
    """
    row, above = body[0], rows[-1]
    filled = [held for held in row.own if held.printed]
    if not filled or not all(_stands_under(above, held) for held in row.own) or _is_sum(row):
        return False
    pairs = [(above.slots[held.column], held) for held in filled]
    texts = [(one.text, held.text) for one, held in pairs if one is not None]
    if any(_contradicts(*pair) for pair in texts):
        return False
    others = [one for one in (*rows, *body[1:]) if len({id(held) for held in one.slots}) > 1 and not _is_sum(one)]
    whole = [held for held in row.own if not held.text and _never_blank(others, held.column)]
    if any(not _is_merged(others, held) for held in whole):
        return True
    return all(
        _goes_on(one.text, held.text) or (one.text[-1] not in _CLOSES and _ends_closed(others[:-1], held.column))
        for one, held in pairs
        if one is not None
    )


def _ends_closed(rows: Sequence[Row], column: int) -> bool:
    """Whether the cells of a column end with a full stop as a rule."""
    texts = [held.printed for row in rows for held in row.own if held.column == column and held.printed]
    return sum(text[-1] in _CLOSES for text in texts) * 3 >= len(texts) * 2 > 0


def _is_sum(row: Row) -> bool:
    kind = with_kinds([AlignedRow(row.printed(), row.down(), 0, 0)], 0)[0].kind
    return kind in (RowKind.TOTAL, RowKind.SUBTOTAL)


def _stands_under(above: Row, held: Held) -> bool:
    over = above.slots[held.column]
    whole = len(above.slots)
    return over is not None and (over.column, over.columns) == (held.column, held.columns) and held.columns < whole


def _never_blank(rows: Sequence[Row], column: int) -> bool:
    return all(held is not None and held.text != "" for held in (row.slots[column] for row in rows))


def _is_merged(rows: Sequence[Row], held: Held) -> bool:
    """Whether a blank cell may be one that is merged over the page's end: it spans rows, or others of its column do."""
    own = (row.slots[held.column] for row in rows)
    return held.rows > 1 or any(one is not None and one.rows > 1 for one in own)


def _goes_on(above: str, text: str) -> bool:
    """Whether print shows that a cell's text goes on: a mark that asks for more, one that can't be first, an open bracket."""
    if not above or not text:
        return False
    unclosed = any(above.count(pair[0]) > above.count(pair[1]) and pair[1] in text for pair in _PAIRS)
    return above[-1] in _ASKS or text[0] in _NEVER_FIRST or unclosed


def breaks_off(above: str, text: str) -> bool:
    """Whether a long text stops in the middle of a sentence that another cell ends."""
    return _goes_on(above, text) or (len(above) >= _LONG and above[-1] not in _CLOSES and text[-1] in _CLOSES)


def _contradicts(above: str, text: str) -> bool:
    """Whether a cell opens anew: nothing stands above, or a serial does, or a marker follows a full stop."""
    return not above or is_serial(above) or (above[-1] in _CLOSES and bool(_MARKER.match(text)))
