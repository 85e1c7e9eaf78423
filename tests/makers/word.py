"""A maker: writes a print as a Word file, with styles and automatic numbering or with neither."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw

from tests.makers.numbering import Numbering, number_paragraph
from tests.makers.prints import Block, Kind, Print, PrintedTable
from tests.makers.text_box import red_head

_CENTRED = (Kind.TITLE, Kind.ENCLOSED, Kind.NUMBER, Kind.CAPTION, Kind.CHRONICLE, Kind.CONTENTS_HEAD)
_RIGHT = (Kind.SIGNATURE, Kind.DATE, Kind.UNIT)
_INDENTED = (Kind.PARAGRAPH, Kind.HEADING, Kind.LISTED, Kind.PUBLICITY)
_STYLES = {Kind.TITLE: "Title", Kind.ENCLOSED: "Heading 1", Kind.CHRONICLE: "Heading 1", Kind.CAPTION: "Caption"}


@dataclass(frozen=True)
class Office:
    """How an office writes its files. `spaces`: the indent is two typed blanks; `boxed`: the cover's name in a text box;
    `changes`: some paragraphs carry tracked changes and comments; `figures`: a picture after each document."""

    name: str
    styled: bool = True
    numbered: bool = True
    columns: int = 1
    spaces: bool = False
    boxed: bool = True
    changes: bool = False
    figures: bool = False
    heads: bool = True
    lying_from: int = 10  # columns of a table that gets a lying page


STYLED = Office("styled")
PLAIN = Office("plain", styled=False, numbered=False, spaces=True, boxed=False)
COLUMNS = Office("two-column", numbered=False, columns=2)
EDITED = Office("edited", changes=True, figures=True)
OFFICES = {office.name: office for office in (STYLED, PLAIN, COLUMNS, EDITED)}


def write_docx(printed: Print, office: Office, path: Path) -> None:
    Writer(printed, office).write().save(str(path))


@dataclass
class Writer:
    printed: Print
    office: Office
    changed: int = 0
    figures: int = 0
    document: Document = field(default_factory=docx.Document)

    def __post_init__(self) -> None:
        self.numbering = Numbering(self.document)
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = "Times New Roman", Pt(12)
        normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")

    def write(self) -> Document:
        _page_size(self.document.sections[0])
        if self.office.heads:
            self._running_heads(self.document.sections[0])
        for n, part in enumerate(self.printed.parts):
            if n:
                self._turn_page()
            for k, block in enumerate(part.blocks):
                self._columns_for(block, part.blocks, k)
                self._put(block, first=k == 0 and n == 0)
        return self.document

    def _turn_page(self) -> None:
        if self.office.columns > 1:
            _columns(self.document.add_section(WD_SECTION.NEW_PAGE), 1)
        else:
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        self.numbering.start_anew()

    def _columns_for(self, block: Block, blocks: list[Block], k: int) -> None:
        """Titles, covers and wide tables over the whole page, all else in the office's columns; very wide ones on lying pages."""
        table = next((b.table for b in blocks[k:] if b.kind not in (Kind.LABEL, Kind.CAPTION, Kind.UNIT)), None)
        lying = table is not None and table.width >= self.office.lying_from
        section = self.document.sections[-1]
        if lying != (section.orientation == WD_ORIENT.LANDSCAPE):
            section = self.document.add_section(WD_SECTION.NEW_PAGE)
            _page_size(section, lying)
            _columns(section, 1)
        front = (Kind.FRONT, Kind.CONTENTS_HEAD, Kind.CONTENTS_SECTION, Kind.CONTENTS_LINE, Kind.TITLE, Kind.NUMBER)
        whole = lying or block.kind in front or (table is not None and table.width > 3)
        wanted = 1 if whole else self.office.columns
        if wanted != _columns_of(section):
            _columns(self.document.add_section(WD_SECTION.CONTINUOUS), wanted)

    def _put(self, block: Block, first: bool) -> None:
        if block.table:
            self._table(block.table)
        elif block.kind is Kind.FRONT and first and self.office.boxed:
            self.document.add_paragraph()._p.append(red_head(block.text))
        elif block.kind is Kind.FIGURE:
            self._figure(block.text)
        elif block.page is not None:
            self.document.add_paragraph(f"{block.text}{'…' * 12}（{block.page}）")
        else:
            self._paragraph(block)

    def _paragraph(self, block: Block) -> None:
        if block.kind in (Kind.TITLE, Kind.ENCLOSED, Kind.CHRONICLE):
            self.numbering.start_anew()
        text, list_number, taken = block.text, 0, 0
        if self.office.numbered and block.kind in (Kind.HEADING, Kind.PARAGRAPH):
            text, list_number, taken = self.numbering.take(text)
        paragraph = self.document.add_paragraph(style=self._style(block))
        if list_number:
            number_paragraph(paragraph, list_number)
        if block.kind in _INDENTED and self.office.spaces:
            text, taken = f"\u3000\u3000{text}", taken - 2
        self._runs(paragraph, text, max(0, block.lead - taken), block.kind)
        self._shape(paragraph, block)
        if self.office.changes and block.kind is Kind.PARAGRAPH and len(text) > 40:
            self._change(paragraph)

    def _style(self, block: Block) -> str:
        if not self.office.styled:
            return "Normal"
        if block.kind is Kind.HEADING:
            return f"Heading {min(4, block.level + 1)}"
        return _STYLES.get(block.kind, "Normal")

    def _runs(self, paragraph: Paragraph, text: str, lead: int, kind: Kind) -> None:
        if lead:
            paragraph.add_run(text[:lead]).bold = True
        lines = text[lead:].split("\n")
        for n, line in enumerate(lines):
            run = paragraph.add_run(line)
            if n < len(lines) - 1:
                run.add_break()
            if not self.office.styled and kind in (Kind.TITLE, Kind.ENCLOSED, Kind.CAPTION, Kind.CHRONICLE):
                run.bold, run.font.size = True, Pt(22 if kind is Kind.TITLE else 16)
            elif not self.office.styled and kind is Kind.HEADING:
                run.bold = True

    def _shape(self, paragraph: Paragraph, block: Block) -> None:
        if block.kind in _CENTRED:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif block.kind in _RIGHT:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif block.kind in (Kind.PARAGRAPH, Kind.LISTED):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if block.kind in _INDENTED and not self.office.spaces:
            paragraph.paragraph_format.first_line_indent = Pt(24)
        paragraph.paragraph_format.space_after = Pt(0)

    def _change(self, paragraph: Paragraph) -> None:
        """Every fifth long paragraph: some words deleted, some inserted, by name and day; every tenth a comment."""
        self.changed += 1
        run = paragraph.runs[-1]
        if self.changed % 5 == 0:
            half = len(run.text) // 2
            kept, new = run.text[:half], run.text[half:]
            run.text = kept
            by = 'w:author="审核员" w:date="2024-03-01T09:00:00Z"'
            deleted = f'<w:del {nsdecls("w")} w:id="{7000 + self.changed}" {by}><w:r><w:delText>（此处原文已删）</w:delText></w:r></w:del>'
            inserted = f'<w:ins {nsdecls("w")} w:id="{8000 + self.changed}" {by}><w:r><w:t xml:space="preserve">{_escaped(new)}</w:t></w:r></w:ins>'
            run._r.addnext(parse_xml(inserted))
            run._r.addnext(parse_xml(deleted))
        if self.changed % 10 == 0:
            self.document.add_comment([run], text="请核对此处数据。", author="审核员", initials="审")

    def _figure(self, caption: str) -> None:
        self.figures += 1
        self.document.add_picture(_drawing(self.figures), width=Mm(90))
        self.document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.document.add_paragraph(caption).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def _table(self, printed: PrintedTable) -> None:
        table = self.document.add_table(rows=len(printed.rows), cols=printed.width)
        if self.office.styled:
            table.style = "Table Grid"
        else:
            _border(table._tbl)
        grid = [list(row.cells) for row in table.rows]
        for r, row in enumerate(printed.rows):
            for cell in row:
                held = grid[r][cell.column]
                if cell.columns > 1 or cell.rows > 1:
                    held = held.merge(grid[r + cell.rows - 1][cell.column + cell.columns - 1])
                held.paragraphs[0].text = cell.text
                for run in held.paragraphs[0].runs:
                    run.font.size = Pt(9)
        for row in table.rows[: printed.heads]:
            mark = OxmlElement("w:tblHeader")
            row._tr.get_or_add_trPr().append(mark)

    def _running_heads(self, section: Section) -> None:
        self.document.settings.odd_and_even_pages_header_footer = True
        section.different_first_page_header_footer = True
        words = f"{self.printed.gazette}　{self.printed.issue}"
        for header, right in ((section.header, True), (section.even_page_header, False)):
            header.paragraphs[0].text = words
            header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
        for footer, right in ((section.footer, True), (section.even_page_footer, False)):
            paragraph = footer.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.LEFT
            paragraph.add_run("— ")
            paragraph._p.append(
                parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
            )
            paragraph.add_run(" —")


def _page_size(section: Section, lying: bool = False) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if lying else (Mm(210), Mm(297))
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(25)


def _columns_of(section: Section) -> int:
    found = section._sectPr.find(qn("w:cols"))
    return int(found.get(qn("w:num"), "1")) if found is not None else 1


def _columns(section: Section, count: int) -> None:
    found = section._sectPr.find(qn("w:cols"))
    if found is None:
        found = OxmlElement("w:cols")
        section._sectPr.append(found)
    found.set(qn("w:num"), str(count))
    found.set(qn("w:space"), "450")


def _border(table: OxmlElement) -> None:
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    table.tblPr.append(parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>"))


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _drawing(n: int) -> BytesIO:
    """A small diagram, so that a picture is a picture."""
    image = Image.new("RGB", (480, 240), "white")
    pen = ImageDraw.Draw(image)
    for k in range(4):
        pen.rectangle((30 + 110 * k, 200 - 30 * ((k + n) % 5 + 1), 110 + 110 * k, 200), fill=(60, 90 + 30 * k, 140))
    pen.line((20, 200, 470, 200), fill="black", width=3)
    held = BytesIO()
    image.save(held, "PNG")
    held.seek(0)
    return held
