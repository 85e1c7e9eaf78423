"""Turns printed lines into grids: runs of rows whose cells the source itself separates.

Three ways of separating are read: tab stops (layout models), pipes (Markdown) and the remnants of HTML tables.
A grid's rows keep their own lengths; what a short row lacks is for `parts` to say.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from policies.grammar.said import Said
from policies.reading.captions import is_title
from policies.reading.cells import opens_group
from policies.reading.lines import Cell, Line
from policies.reading.markup import markup_rows, without_tags

_LONGEST_MARKUP = 5000
_RULE = re.compile(r"^[\s|:+=\-—─┼┬┴├┤┌┐└┘]+$")
_SUM_MARK = re.compile(r"^\s*(?:小计|合计|总计)")
_NOTE_MARK = re.compile(r"^\s*(?:备?注|说明|数据来源|资料来源)\s*\d*\s*[:：]")
_PAGE = re.compile(r"^\s*[-—–·.．]*\s*\d{1,4}\s*[-—–·.．]*\s*$|^\s*第\s*\d+\s*页")
_SERIAL = re.compile(r"^\s*\d{1,4}\s*[.、．]?\s*$")


@dataclass(frozen=True, slots=True)
class GridRow:
    """Cells as printed, stripped; `first` and `last` are indices into the given lines.

    `given` are the source's own cells where it parts them itself; then `cells` are blank where another cell spans.
    """

    cells: tuple[str, ...]
    first: int
    last: int
    given: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """`first` and `last` are indices into the given lines, rules and tags that hold no text included.

    `head` is the number of head rows where the finder knows it, `marked` that number by the source's own marks, which
    layout models set on any first row; `notes` are texts of these lines that stand in no row;
    `gapless`: nothing separated the cells, so a row shorter than the head may lack cells anywhere, not at its end alone.
    `doubts` are (code, message) of what the finder could not settle; `repeated` are lines that print the head again.
    """

    rows: tuple[GridRow, ...]
    first: int
    last: int
    head: int | None = None
    marked: int = 0
    title: str = ""
    notes: tuple[str, ...] = ()
    gapless: bool = False
    doubts: tuple[tuple[str, Said], ...] = ()
    repeated: tuple[int, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether the source itself parts the cells, so that columns and spans are known."""
        return any(row.given for row in self.rows)

    @property
    def width(self) -> int:
        return max(len(row.cells) for row in self.rows)


def separated_grids(lines: Sequence[Line]) -> list[Grid]:
    """Every grid whose source separates cells, in order; a lone row is a grid too, since it may be a part's last one."""
    grids: list[Grid] = []
    at = 0
    while at < len(lines):
        grid = _markup_grid(lines, at) or _piped_grid(lines, at) or _tabbed_grid(lines, at)
        if grid is None:
            at += 1
        else:
            grids.append(grid)
            at = grid.last + 1
    return grids


def _markup_grid(lines: Sequence[Line], at: int) -> Grid | None:
    if "<table" not in lines[at].text.lower():
        return None
    last = next(
        (i for i in range(at, min(len(lines), at + _LONGEST_MARKUP)) if "</table" in lines[i].text.lower()), None
    )
    if last is None:
        return None
    found, marked = markup_rows([line.text for line in lines[at : last + 1]])
    rows = [GridRow(cells, at + first, at + end) for cells, first, end in found]
    return Grid(tuple(rows), at, last, marked=marked) if rows else None


def _is_piped(text: str) -> bool:
    stripped = text.strip()
    return stripped.count("|") >= 2 and (stripped.startswith("|") or stripped.endswith("|"))


def _piped_grid(lines: Sequence[Line], at: int) -> Grid | None:
    last = at
    while last < len(lines) and (_is_piped(lines[last].text) or (last > at and _is_rule(lines[last].text))):
        last += 1
    rows = []
    for index in range(at, last):
        text = lines[index].text.strip()
        if not _is_rule(text):
            inner = text.removeprefix("|")
            inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
            cells = tuple(without_tags(cell.replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", inner))
            rows.append(GridRow(cells, index, index))
    ruled = next((i for i in range(at, last) if _is_rule(lines[i].text.strip())), at)
    marked = sum(row.first < ruled and any(row.cells) for row in rows)
    return Grid(tuple(row for row in rows if any(row.cells)), at, last - 1, marked=marked) if rows else None


def _is_rule(text: str) -> bool:
    return bool(_RULE.match(text)) and any(mark in text for mark in "|-—─=")


def _tabbed_grid(lines: Sequence[Line], at: int) -> Grid | None:
    if "\t" not in lines[at].text or _is_indented(lines[at].text):
        return None
    last = end = at
    while end + 1 < len(lines) and lines[end + 1].text.strip():
        end += 1
        if "\t" not in lines[end].text:
            if _NOTE_MARK.match(lines[end].text):
                break
        elif end - last > 1 and not _inside(lines, at, last, end):
            break
        else:
            last = end
    while last > at and _is_indented(lines[last].text):
        last -= 1
    rows = [i for i in range(at, last + 1) if "\t" in lines[i].text or not _PAGE.match(lines[i].text)]
    raw = [GridRow(_split_tabs(lines[i].text), i, i) for i in rows]
    return Grid(tuple(_rows_mended(raw)), at, last)


def _is_indented(text: str) -> bool:
    """A paragraph that only its indent makes look like a row, or nothing at all."""
    cells = [cell.strip() for cell in text.split("\t") if cell.strip()]
    return not cells or (len(cells) == 1 and text.startswith("\t") and text.count("\t") <= 2 and len(cells[0]) > 30)


def _inside(lines: Sequence[Line], at: int, last: int, end: int) -> bool:
    """Whether the lines without tabs between two rows belong to the grid: the rest of a broken cell, or a group's name."""
    between = [lines[i].text.strip() for i in range(last + 1, end)]
    width = max(lines[i].text.count("\t") for i in range(at, last + 1))
    if lines[end].text.split() == lines[at].text.split() or (
        len(between) > 1 and any(_PAGE.match(text) for text in between)
    ):
        return False
    if lines[last].text.count("\t") < width:
        return len(between) <= 6
    if len(between) == 1 and (_sets_apart(between[0]) or _SERIAL.match(lines[end].text.split("\t")[0])):
        return len(between[0]) <= 40 and between[0][-1] not in "。；：" and lines[end].text.count("\t") == width
    return (
        len(between) == 1
        and not is_title(Line(0, between[0]))
        and len(between[0]) <= 12
        and between[0][-1] not in "：:"
    )


def _sets_apart(text: str) -> bool:
    """Whether a text is what sets rows apart: a group's name, or a sum's."""
    return opens_group(text) or bool(_SUM_MARK.match(text))


def _split_tabs(text: str) -> tuple[str, ...]:
    return tuple(without_tags(cell) for cell in text.split("\t"))


def _rows_mended(raw: list[GridRow]) -> list[GridRow]:
    """Joins rows whose cells were broken over lines: the pieces are short, and together they have the grid's width."""
    widths = Counter(len(row.cells) for row in raw if len(row.cells) > 1)
    width = max(widths, key=lambda one: (widths[one], one))
    rows: list[GridRow] = []
    for row in raw:
        if rows and len(row.cells) < width and _continues(rows[-1], row, width):
            previous = rows[-1]
            joint = previous.cells[-1] + row.cells[0]
            rows[-1] = GridRow((*previous.cells[:-1], joint, *row.cells[1:]), previous.first, row.last)
        else:
            rows.append(row)
    return rows


def _continues(previous: GridRow, row: GridRow, width: int) -> bool:
    head = row.cells[0]
    if not head or _sets_apart(head) or _SERIAL.match(head):
        return False
    if len(row.cells) == 1:
        # A whole row before it and a short line: a group's name, not the rest of a cell.
        return len(previous.cells) < width or len(head) > 30 or head[-1] in "。；;"
    opens = len(previous.cells) < width and bool(previous.cells[-1])
    return opens and len(previous.cells) + len(row.cells) - 1 <= width and bool(_SERIAL.match(previous.cells[0]))
