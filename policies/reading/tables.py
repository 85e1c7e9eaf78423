"""Turns the lines of a document into the tables printed in it, with the lines that each of them takes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policies.reading.captions import Caption, caption_above, compact, is_furniture, without_part
from policies.reading.cells import serial_column
from policies.reading.figure_stacks import figure_stacks
from policies.reading.flowing import flowing_grids
from policies.reading.framed import without_inner_caption
from policies.reading.grids import Grid, GridRow, separated_grids
from policies.reading.heads import columns_of, head_length, is_index_row, widened
from policies.reading.lines import Line
from policies.reading.listings import is_form, is_listing
from policies.reading.notes import notes_below
from policies.reading.pagebreaks import joined_over_pages
from policies.reading.parts import Doubt, Part, aligned
from policies.reading.records import ColumnRecord, FindingRecord, Place, Severity, TableRecord, TableRowRecord
from policies.reading.rows import AlignedRow, filled_down, with_kinds
from policies.reading.shifts import moved_from_groups, moved_right
from policies.reading.stacked import stacked_grids
from policies.reading.upright import upright_grids

_RUNNING = re.compile(r"公\s*报|第\s*\d+\s*期|文\s*件$|^\s*[-—·]*\s*\d+\s*[-—·]*\s*$")


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table and where it stands: `first` and `last` are indices into the lines, its title, unit and notes included.

    Paths of `findings` are relative to the table: `` or `rows/15`. `title` is '' where none is printed beside the grid.
    Every printed character of the lines from `first` to `last` is in title, unit, columns, rows or notes, but for
    labels (附件1), page numbers, running heads and repeated heads of later parts: `skipped` holds their indices.
    """

    first: int
    last: int
    title: str
    unit: str
    columns: tuple[ColumnRecord, ...]
    rows: tuple[TableRowRecord, ...]
    notes: tuple[str, ...] = ()
    findings: tuple[FindingRecord, ...] = ()
    place: Place | None = None
    skipped: tuple[int, ...] = ()

    def record(self, *, n: int, text: str = "main", appendix: int | None = None, title: str = "") -> TableRecord:
        """The table as a document's `n`-th; `title` serves where the table prints none of its own."""
        return TableRecord(
            n=n,
            title=self.title or title,
            columns=self.columns,
            rows=self.rows,
            unit=self.unit,
            appendix=appendix,
            text=text,
            notes=self.notes,
            place=self.place,
        )


@dataclass(slots=True)
class _Run:
    """Grids that belong to one table, in order, with the caption of the first."""

    caption: Caption
    grids: list[Grid]
    heads: list[int]
    between: list[tuple[tuple[int, str], ...]] = field(default_factory=list)


def find_tables(lines: Sequence[Line]) -> list[FoundTable]:
    """Every table of the lines in order; parts on several pages are one table."""
    runs: list[_Run] = []
    floor = 0
    for printed in _grids(lines):
        grid, inner = without_inner_caption(printed)
        caption = _with_inner(caption_above(lines, printed.first, floor), inner)
        expected = grid.marked or int(len(grid.rows) > 2 and _opens_table(caption, runs))
        head = head_length(grid.rows, expected) if grid.head is None else grid.head
        head = (_repeated_head(runs[-1], grid) if runs else 0) or head
        if not (runs and _joins(lines, runs[-1], grid, head, caption)):
            runs.append(_Run(caption, [grid], [head]))
        floor = grid.last + 1
    found = []
    for index, run in enumerate(runs):
        ceiling = runs[index + 1].caption.first if index + 1 < len(runs) else len(lines)
        if _is_table(run):
            found.append(_built(lines, run, ceiling))
    return found


def _opens_table(caption: Caption, runs: Sequence[_Run]) -> bool:
    """Whether a title of its own stands above: then a head is to be expected, as it is not on a table's next page."""
    before = without_part(runs[-1].caption.title) if runs else ""
    return bool(caption.title) and not caption.continued and compact(without_part(caption.title)) != compact(before)


def _repeated_head(run: _Run, grid: Grid) -> int:
    """How many rows at the top of a grid print the head of the table before it again."""
    return next((i for i, row in enumerate(grid.rows) if not _is_repeated_head(row, run)), len(grid.rows))


def _with_inner(caption: Caption, inner: Caption | None) -> Caption:
    """The caption above with what the grid's own first rows say of title and unit."""
    if inner is None:
        return caption
    return replace(
        caption,
        title=caption.title or inner.title,
        unit=caption.unit or inner.unit,
        lines=(*caption.lines, *inner.lines),
    )


def _grids(lines: Sequence[Line]) -> list[Grid]:
    """Separated grids, and between them what a text layer left of others."""
    grids = [*separated_grids(lines), *upright_grids(lines)]
    for find in (stacked_grids, figure_stacks, flowing_grids):
        grids = sorted(grids, key=lambda grid: grid.first)
        starts = [0, *(grid.last + 1 for grid in grids)]
        stops = [*(grid.first for grid in grids), len(lines)]
        grids += [grid for start, stop in zip(starts, stops, strict=True) for grid in find(lines, start, stop)]
    return sorted(grids, key=lambda grid: grid.first)


def _joins(lines: Sequence[Line], run: _Run, grid: Grid, head: int, caption: Caption) -> bool:
    """Adds a grid to the table before it when it is that table's next part."""
    previous = run.grids[-1]
    texts = [
        (i, lines[i].text.strip()) for i in range(previous.last + 1, caption.first) if not is_furniture(lines[i].text)
    ]
    same_head = head > 0 and run.heads[0] > 0 and _same_head(run.grids[0], run.heads[0], grid, head)
    same_title = not caption.title or compact(without_part(caption.title)) == compact(without_part(run.caption.title))
    widths = abs(max(len(row.cells) for row in grid.rows) - max(len(row.cells) for row in previous.rows))
    if not same_title and not (caption.continued and same_head):
        return False
    if head and not same_head:
        return False
    if not head and (widths > 2 or (texts and not _fits_rows(run, texts))):
        return False
    if head and texts and not _are_running_heads(texts):
        return False
    run.grids.append(grid)
    run.heads.append(head)
    run.between.append(tuple(texts))
    return True


def _are_running_heads(texts: Sequence[tuple[int, str]]) -> bool:
    """Whether nothing but a page's head stands between two parts: gazette, number or section, never a name of its own."""
    return len(texts) <= 2 and all(
        len(compact(text)) <= 40 and _RUNNING.search(text) and not re.search("[。；，：]", text) for _, text in texts
    )


def _fits_rows(run: _Run, texts: Sequence[tuple[int, str]]) -> bool:
    """Whether the paragraphs after a part are its lost column: the part is narrow, and each numbered row has one."""
    grid, width = run.grids[-1], max(len(row.cells) for grid in run.grids for row in grid.rows)
    own = max(len(row.cells) for row in grid.rows)
    numbered = sum(row.cells[0].strip().isdigit() for row in grid.rows)
    return len(run.grids) > 1 and own == width - 1 and numbered == len(texts)


def _same_head(one: Grid, length: int, other: Grid, head: int) -> bool:
    def names(grid: Grid, rows: int) -> set[str]:
        return {compact(cell) for row in grid.rows[:rows] for cell in row.cells if cell}

    mine, theirs = names(one, length), names(other, head)
    return len(mine & theirs) * 4 >= 3 * max(len(mine), len(theirs))


def _is_table(run: _Run) -> bool:
    rows = [row for grid in run.grids for row in grid.rows]
    if any(grid.doubts and grid.head == 0 for grid in run.grids):
        return True
    wide = sum(sum(bool(cell) for cell in row.cells) >= 2 for row in rows)
    if wide < 2 or is_form(rows):
        return False
    return any(run.heads) or bool(run.caption.title) or not is_listing(rows)


def _built(lines: Sequence[Line], run: _Run, ceiling: int) -> FoundTable:
    parts = _parts(run)
    heads = [part.head for part in parts if part.head]
    head = max(heads, key=lambda rows: max(len(row.cells) for row in rows), default=())
    width = _width(parts, head)
    columns = columns_of(widened(head, [row for part in parts for row in part.body], width), width)
    names = [column.name for column in columns]
    rows, doubts = aligned(parts, names)
    serial = serial_column([row.cells for row in rows], names)
    if serial == 0:
        rows = joined_over_pages(rows, {part.body[0].first for part in parts[1:] if part.body})
        rows, moved = moved_from_groups(rows)
        rows, shifted = moved_right(with_kinds(rows, serial))
        doubts += moved + shifted
    rows = filled_down(with_kinds(rows, serial), names, serial)
    doubts = [Doubt(code, message) for grid in run.grids for code, message in grid.doubts] + doubts
    notes, last = notes_below(lines, run.grids[-1].last, ceiling)
    index_rows = tuple(" ".join(row.cells).strip() for row in head if is_index_row(row))
    title = without_part(run.caption.title) if len(parts) > 1 else run.caption.title
    title = title or run.grids[0].title
    place = Place(lines[run.caption.first].number, lines[last].number, lines[run.caption.first].page)
    return FoundTable(
        first=run.caption.first,
        last=last,
        title=title,
        unit=run.caption.unit,
        columns=columns,
        rows=tuple(_record(lines, row) for row in rows),
        notes=(*run.caption.notes, *index_rows, *(note for grid in run.grids for note in grid.notes), *notes),
        findings=tuple(_finding(lines, rows, doubt) for doubt in doubts),
        place=place,
        skipped=_skipped(lines, run),
    )


def _skipped(lines: Sequence[Line], run: _Run) -> tuple[int, ...]:
    """Lines with text inside the table that none of its fields holds."""
    kept = {i for part in run.between for i, _ in part} if _recovers(run) else set()
    kept |= {i for grid in run.grids for row in grid.rows for i in range(row.first, row.last + 1)}
    kept |= set(run.caption.lines)
    for grid, head in zip(run.grids[1:], run.heads[1:], strict=True):
        kept -= {i for row in grid.rows[:head] for i in range(row.first, row.last + 1)}
    for grid, head in zip(run.grids, run.heads, strict=True):
        kept -= {i for row in grid.rows[head:] if _is_repeated_head(row, run) for i in range(row.first, row.last + 1)}
    span = range(run.caption.first, run.grids[-1].last + 1)
    return tuple(i for i in span if i not in kept and lines[i].text.strip())


def _recovers(run: _Run) -> bool:
    return any(len(part) > 2 for part in run.between)


def _parts(run: _Run) -> list[Part]:
    parts = []
    for grid, head, after in zip(run.grids, run.heads, [*run.between, ()], strict=True):
        body = tuple(row for row in grid.rows[head:] if any(row.cells) and not _is_repeated_head(row, run))
        parts.append(Part(tuple(grid.rows[:head]), body, after, grid.gapless))
    return parts


def _is_repeated_head(row: GridRow, run: _Run) -> bool:
    """Whether a row prints a row of the head again, as a new page does in the middle of a grid."""
    names = [compact(cell) for cell in row.cells if cell]
    heads = run.grids[0].rows[: run.heads[0]]
    return len(names) > 1 and any(names == [compact(cell) for cell in head.cells if cell] for head in heads)


def _width(parts: Sequence[Part], head: Sequence[GridRow]) -> int:
    """Of the head, or of most rows where these are longer, blanks at their ends left out."""
    lengths = [_length(row) for part in parts for row in part.body]
    usual = max(set(lengths), key=lambda width: (lengths.count(width), width), default=0)
    return max(usual, *(len(row.cells) for row in head)) if head else max(usual, 1)


def _length(row: GridRow) -> int:
    return max((i + 1 for i, cell in enumerate(row.cells) if cell), default=0)


def _record(lines: Sequence[Line], row: AlignedRow) -> TableRowRecord:
    place = Place(lines[row.first].number, lines[row.last].number, lines[row.first].page)
    return TableRowRecord(row.kind, row.cells, row.printed, place)


def _finding(lines: Sequence[Line], rows: Sequence[AlignedRow], doubt: Doubt) -> FindingRecord:
    row = rows[doubt.row] if doubt.row is not None and doubt.row < len(rows) else None
    place = Place(lines[row.first].number, lines[row.last].number, lines[row.first].page) if row else None
    path = f"rows/{doubt.row + 1}" if row and doubt.row is not None else ""
    return FindingRecord(doubt.code, Severity.ERROR, doubt.message, path, place, doubt.expected, doubt.found)
