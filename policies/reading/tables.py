"""Turns the lines of a document into the tables printed in it, with the lines that each of them takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from policies.reading.captions import Caption, caption_above, without_part
from policies.reading.cells import serial_column
from policies.reading.exact import exact_grids, without_grids
from policies.reading.exact_rows import exact_table
from policies.reading.figure_stacks import figure_stacks
from policies.reading.flowing import flowing_grids
from policies.reading.framed import without_inner_caption
from policies.reading.grids import Grid, GridRow, separated_grids
from policies.reading.heads import columns_of, is_index_row, widened
from policies.reading.lines import Line
from policies.reading.listings import is_form, is_listing
from policies.reading.notes import notes_below
from policies.reading.pagebreaks import joined_over_pages
from policies.reading.parts import Doubt, Part, aligned
from policies.reading.records import ColumnRecord, FindingRecord, Place, Severity, TableRecord, TableRowRecord
from policies.reading.rows import AlignedRow, filled_down, with_kinds
from policies.reading.shifts import moved_from_groups, moved_right
from policies.reading.stacked import stacked_grids
from policies.reading.table_repeats import repeated_lines, skipped_lines
from policies.reading.table_runs import Run, head_of, head_rows, is_repeated_head, joins, repeated_head
from policies.reading.upright import upright_grids


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table and where it stands: `first` and `last` are indices into the lines, its title, unit and notes included.

    Paths of `findings` are relative to the table: `` or `rows/15`. `title` is '' where none is printed beside the grid.
    Every printed character of the lines from `first` to `last` is in title, unit, columns, rows or notes, but for
    labels (附件1), page numbers, running heads and repeated heads of later parts: `skipped` holds their indices.
    `repeated`: those of them that a page's turn explains, with the reason.
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
    repeated: tuple[tuple[int, str], ...] = ()

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


def find_tables(lines: Sequence[Line]) -> list[FoundTable]:
    """Every table of the lines in order; parts on several pages are one table."""
    runs: list[Run] = []
    floor = 0
    for printed in _grids(lines):
        grid, inner = without_inner_caption(printed)
        caption = _with_inner(caption_above(lines, printed.first, floor), inner)
        head = (repeated_head(runs[-1], grid) if runs else 0) or head_of(lines, grid, caption, runs)
        if not (runs and joins(lines, runs[-1], grid, head, caption)):
            runs.append(Run(caption, [grid], [head]))
        floor = grid.last + 1
    found = []
    for index, run in enumerate(runs):
        ceiling = runs[index + 1].caption.first if index + 1 < len(runs) else len(lines)
        if _is_table(run):
            found.append(_built(lines, run, ceiling))
    return found


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
    exact = exact_grids(lines)
    lines = without_grids(lines) if exact else lines
    grids = [*exact, *separated_grids(lines), *upright_grids(lines)]
    for find in (stacked_grids, figure_stacks, flowing_grids):
        grids = sorted(grids, key=lambda grid: grid.first)
        starts = [0, *(grid.last + 1 for grid in grids)]
        stops = [*(grid.first for grid in grids), len(lines)]
        grids += [grid for start, stop in zip(starts, stops, strict=True) for grid in find(lines, start, stop)]
    return sorted(grids, key=lambda grid: grid.first)


def _is_table(run: Run) -> bool:
    rows = [row for grid in run.grids for row in grid.rows]
    if any(grid.doubts and grid.head == 0 for grid in run.grids):
        return True
    wide = sum(sum(bool(cell) for cell in row.cells) >= 2 for row in rows)
    if wide < 2 or is_form(rows):
        return False
    return any(run.heads) or bool(run.caption.title) or not is_listing(rows)


def _built(lines: Sequence[Line], run: Run, ceiling: int) -> FoundTable:
    columns, rows, doubts = _exact(run) if run.grids[0].exact else _aligned(run)
    doubts = [Doubt(code, message) for grid in run.grids for code, message in grid.doubts] + doubts
    notes, last = notes_below(lines, run.grids[-1].last, ceiling)
    index_rows = tuple(" ".join(row.cells).strip() for row in head_rows(run) if is_index_row(row))
    title = without_part(run.caption.title) if len(run.grids) > 1 else run.caption.title
    title = title or run.grids[0].title
    place = Place.of(lines[run.caption.first], lines[last])
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
        skipped=skipped_lines(lines, run),
        repeated=tuple(repeated_lines(lines, run)),
    )


_Columns = tuple[tuple[ColumnRecord, ...], list[AlignedRow], list[Doubt]]


def _exact(run: Run) -> _Columns:
    again = [
        frozenset(row.first for row in grid.rows[head:] if is_repeated_head(row, run))
        for grid, head in zip(run.grids, run.heads, strict=True)
    ]
    found = exact_table(run.grids, run.heads, again)
    return found.columns, list(found.rows), []


def _aligned(run: Run) -> _Columns:
    """Columns and rows of parts whose columns only their contents tell."""
    parts, head = _parts(run), head_rows(run)
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
    return columns, filled_down(with_kinds(rows, serial), names, serial), doubts


def _parts(run: Run) -> list[Part]:
    parts = []
    for grid, head, after in zip(run.grids, run.heads, [*run.between, ()], strict=True):
        body = tuple(row for row in grid.rows[head:] if any(row.cells) and not is_repeated_head(row, run))
        parts.append(Part(tuple(grid.rows[:head]), body, after, grid.gapless))
    return parts


def _width(parts: Sequence[Part], head: Sequence[GridRow]) -> int:
    """Of the head, or of most rows where these are longer, blanks at their ends left out."""
    lengths = [_length(row) for part in parts for row in part.body]
    usual = max(set(lengths), key=lambda width: (lengths.count(width), width), default=0)
    return max(usual, *(len(row.cells) for row in head)) if head else max(usual, 1)


def _length(row: GridRow) -> int:
    return max((i + 1 for i, cell in enumerate(row.cells) if cell), default=0)


def _record(lines: Sequence[Line], row: AlignedRow) -> TableRowRecord:
    place = Place.of(lines[row.first], lines[row.last])
    return TableRowRecord(row.kind, row.cells, row.printed, place)


def _finding(lines: Sequence[Line], rows: Sequence[AlignedRow], doubt: Doubt) -> FindingRecord:
    row = rows[doubt.row] if doubt.row is not None and doubt.row < len(rows) else None
    place = Place.of(lines[row.first], lines[row.last]) if row else None
    path = f"rows/{doubt.row + 1}" if row and doubt.row is not None else ""
    return FindingRecord(doubt.code, Severity.ERROR, doubt.message, path, place, doubt.expected, doubt.found)
