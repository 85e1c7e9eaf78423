"""Turns the blocks of a Word file's body into drafts of lines in reading order: one for each paragraph, row, picture, note."""

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from policies.reading.forms import is_imprint
from policies.reading.lines import Cell, LineKind, Look
from policies.reading.sources.docx.drafts import Draft, cell_text, is_layout, side_by_side
from policies.reading.sources.docx.inline import BREAK, Inline, InlineReader, Tally, choice
from policies.reading.sources.docx.names import MC, VAL, A, W
from policies.reading.sources.docx.notes import Notes
from policies.reading.sources.docx.numbering import Numbering
from policies.reading.sources.docx.package import Part
from policies.reading.sources.docx.styles import ParagraphLook, Styles, own_look, run_look
from policies.reading.sources.docx.tables import TableRow, is_bordered, rows_of
from policies.reading.sources.pictures import Shelf

_NOTE = re.compile("\ue000(footnote|endnote):(.*?)\ue001")
_LEADER = re.compile(r"\t+(?=[（(]?\s*\d+\s*[）)]?\s*$)")
_DEEPEST = 20


class BodyReader:
    """Reads one part after the other (body, headers) with the counters they share."""

    def __init__(self, main: Part, styles: Styles, numbering: Numbering, notes: Notes, *, paged: bool) -> None:
        self.part, self.styles, self.numbering, self.notes = main, styles, numbering, notes
        self.tally, self.shelf = Tally(), Shelf()
        self.unshown: list[Draft] = []  # the lines before pictures that can't be shown
        self.markers = 0  # characters of automatic numbers
        self._inline = InlineReader(styles, self.tally)
        self._page = 1 if paged else None
        self._joined = ""  # text of a paragraph whose end a change struck out
        self._grids = self._depth = 0

    def read(self, part: Part, root: etree._Element) -> list[Draft]:
        self.part = part
        return list(self._blocks(root))

    def _blocks(self, element: etree._Element) -> Iterator[Draft]:
        self._depth += 1
        for child in element if self._depth <= _DEEPEST else ():
            tag = child.tag
            if tag == f"{W}p":
                yield from self._paragraph(child)
            elif tag == f"{W}tbl":
                self._joined = ""
                yield from self._table(child)
            elif tag == f"{W}sdt":
                if child.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
                    yield from self._blocks(child)
            elif tag in _THROUGH:
                yield from self._blocks(child)
            elif tag == f"{MC}AlternateContent":
                chosen = choice(child)
                if chosen is not None:
                    yield from self._blocks(chosen)
            elif tag in _STRUCK:
                self.tally.deleted += 1
            elif tag == f"{W}altChunk":
                self.tally.embedded += 1
        self._depth -= 1

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Draft]:
        properties = paragraph.find(f"{W}pPr")
        style = properties.find(f"{W}pStyle") if properties is not None else None
        name = style.get(VAL, "") if style is not None else ""
        look = own_look(properties, self.styles.paragraph(name))
        inline = self._inline.read(paragraph, look)
        if properties is not None and self._end_is_struck(properties):
            self._joined += inline.text
            inline.text = ""
            yield from self._beside(inline)
            return
        inline.text, self._joined = self._joined + inline.text, ""
        hidden = properties is not None and not inline.text.strip() and _is_hidden(properties)
        marker = "" if hidden else self.numbering.marker(look.number, name)
        if self._page and inline.page_first:
            self._page += 1
        yield from self._beside(inline)
        yield from self._lines(inline, look, marker)
        if self._page:
            self._page += inline.pages - inline.page_first
        yield from self._below(inline)

    def _end_is_struck(self, properties: etree._Element) -> bool:
        mark = properties.find(f"{W}rPr")
        return mark is not None and any(mark.find(tag) is not None for tag in _STRUCK)

    def _lines(self, inline: Inline, look: ParagraphLook, marker: str) -> Iterator[Draft]:
        text = _NOTE.sub(lambda m: self.notes.mark((m[1], m[2])), inline.text)
        if look.leader:
            text = _LEADER.sub("……", text)
        pieces = [piece.rstrip() for piece in text.split(BREAK)]
        first = next((i for i, piece in enumerate(pieces) if piece.strip()), 0)
        last = max((i for i, piece in enumerate(pieces) if piece.strip()), default=0)
        indent = look.indent if look.first_chars is None else look.first_chars * inline.size
        own = Look(inline.size, inline.bold, look.centred, indent)
        pieces = pieces[first : last + 1]
        if marker and (pieces[0].strip() or self._depth > 1):
            self.markers += len("".join(marker.split()))
            pieces[0] = marker + pieces[0].lstrip()
        for at, piece in enumerate(pieces):
            text = "\u3000\u3000" + piece.lstrip("\t") if piece.startswith("\t") else piece
            comments = [] if at else inline.comments
            opens = None if at else True
            yield Draft(text, look.level, look=own, opens=opens, page=self._page, comments=comments)

    def _beside(self, inline: Inline) -> Iterator[Draft]:
        """What floats at a paragraph, before its own text: boxes, words drawn as pictures."""
        for box in inline.boxes:
            yield from self._apart(box)
        yield from (Draft(text, page=self._page) for text in inline.art)

    def _apart(self, element: etree._Element) -> Sequence[Draft]:
        """The blocks of a text box or note, while the paragraph around it is still open."""
        joined, self._joined = self._joined, ""
        found = [draft for draft in self._blocks(element) if draft.text.strip() or draft.kind is not LineKind.TEXT]
        self._joined = joined
        return found

    def _below(self, inline: Inline) -> Iterator[Draft]:
        """Pictures, diagrams' words and notes, behind the paragraph that refers to them."""
        for drawn in inline.pictures:
            name = self.part.targets.get(drawn.relation)
            data = self.part.package.archive.get(name) if name else None
            number = self.shelf.add(data, crop=drawn.crop) if data else None
            draft = Draft("", kind=LineKind.FIGURE, picture=number, page=self._page)
            if number is None:
                draft.kind = LineKind.TEXT
                self.unshown.append(draft)
            yield draft
        for relation in inline.diagrams:
            part = self.part.package.part(self.part.targets.get(relation, ""))
            for one in part.root.iter(f"{A}p") if part else ():
                text = "".join(t.text or "" for t in one.iter(f"{A}t")).strip()
                if text:
                    yield Draft(text, page=self._page)
        for key in inline.notes:
            body = self.notes.body(key)
            if body is not None:
                text = " ".join(draft.text.strip() for draft in self._apart(body))
                mark = self.notes.mark(key)
                yield Draft(f"{mark} {text}".strip(), kind=LineKind.NOTE, page=self._page)

    def _table(self, table: etree._Element) -> Iterator[Draft]:
        rows = rows_of(table)
        contents = [[list(self._blocks(cell.element)) for cell in row.cells] for row in rows]
        if not rows:
            return
        flat = ["\u3000\u3000".join(cell_text(cell) for cell in row) for row in contents]
        layout = is_layout(
            contents,
            bordered=is_bordered(table, self.styles) or any(row.head for row in rows),
            imprint=any(is_imprint(text) for text in flat),
            spanned=any(cell.rows == len(rows) > 1 for row in rows for cell in row.cells),
        )
        if layout:
            for cells in contents:
                yield from side_by_side(cells)
            return
        self._grids += 1
        grid, beside = self._grids, []
        for row, cells in zip(rows, contents, strict=True):
            yield _grid_row(row, cells, grid)
            beside += [draft for cell in cells for draft in cell if draft.kind is not LineKind.TEXT]
        yield from beside


def _grid_row(row: TableRow, contents: Sequence[Sequence[Draft]], grid: int) -> Draft:
    texts = [cell_text(drafts) for drafts in contents]
    cells = tuple(Cell(text, cell.column, cell.columns, cell.rows) for text, cell in zip(texts, row.cells, strict=True))
    drafts = [draft for content in contents for draft in content]
    return Draft(
        "\t".join(text.replace("\n", " ") for text in texts),
        opens=None,
        cells=cells,
        grid=grid,
        head=row.head,
        page=next((draft.page for draft in drafts), None),
        comments=[name for draft in drafts for name in draft.comments],
    )


def _is_hidden(properties: etree._Element) -> bool:
    return bool(run_look(properties.find(f"{W}rPr")).hidden)


_THROUGH = frozenset(f"{W}{name}" for name in ("customXml", "ins", "moveTo", "sdtContent", "txbxContent"))
_STRUCK = (f"{W}del", f"{W}moveFrom")
