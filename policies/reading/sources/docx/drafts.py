"""What stands between markup and lines: a line without its number, so that a cell's content can become text or lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from policies.reading.lines import Cell, Line, LineKind, Look


@dataclass(slots=True)
class Draft:
    """A line before it is counted; `comments` are the ids of what editors noted at it, `grid` any key of its table."""

    text: str
    mark: int = 0
    kind: LineKind = LineKind.TEXT
    look: Look | None = None
    opens: bool | None = True
    cells: tuple[Cell, ...] = ()
    grid: int | None = None
    head: bool = False
    picture: int | None = None
    page: int | None = None
    comments: list[str] = field(default_factory=list)


def counted(drafts: Sequence[Draft]) -> list[Line]:
    """The lines in order, numbered from 1; grids are numbered anew as they come."""
    grids: dict[int, int] = {}
    return [
        Line(
            number,
            draft.text,
            draft.page,
            draft.mark,
            draft.kind,
            look=draft.look,
            opens=draft.opens if draft.text.strip() and draft.kind is LineKind.TEXT else None,
            cells=draft.cells,
            grid=grids.setdefault(draft.grid, len(grids) + 1) if draft.grid is not None else None,
            head=draft.head,
            picture=draft.picture,
        )
        for number, draft in enumerate(drafts, 1)
    ]


def cell_text(drafts: Sequence[Draft]) -> str:
    """A cell's content as text: its paragraphs as lines, a table within it with blanks between its cells."""
    texts = (" ".join(draft.text.replace("\t", " ").split()) for draft in drafts if draft.kind is LineKind.TEXT)
    return "\n".join(text for text in texts if text)


def is_layout(rows: Sequence[Sequence[Sequence[Draft]]], *, bordered: bool, imprint: bool, spanned: bool) -> bool:
    """Whether a table only sets lines side by side or into a frame: one cell a row, an imprint, or a few unruled pairs.

    `rows` hold the drafts of each cell; `spanned`: a cell reaches over all rows, as 文件 beside joint issuers does.
    """
    widest = max(len(row) for row in rows)
    if widest == 1 or (imprint and len(rows) <= 6):
        return True
    return not bordered and widest == 2 and (len(rows) <= 4 or (spanned and len(rows) <= 12))


def side_by_side(row: Sequence[Sequence[Draft]]) -> list[Draft]:
    """The lines of a row of a layout table: cells of one line each share one."""
    filled = [[draft for draft in cell if draft.text.strip() or draft.kind is not LineKind.TEXT] for cell in row]
    filled = [cell for cell in filled if cell]
    plain = all(len(cell) == 1 and cell[0].kind is LineKind.TEXT and not cell[0].cells for cell in filled)
    if len(filled) < 2 or not plain:
        return [draft for cell in filled for draft in cell]
    first = filled[0][0]
    first.text = "\u3000\u3000".join(cell[0].text.strip() for cell in filled)
    first.comments = [name for cell in filled for name in cell[0].comments]
    return [first]
