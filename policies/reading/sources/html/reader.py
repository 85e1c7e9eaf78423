"""Turns a web page's bytes into a `Source`: a line for each paragraph, row and picture of the block that holds the text."""

import base64
import binascii
import re
from dataclasses import replace
from urllib.parse import unquote_to_bytes

from lxml import etree

from policies.grammar.numerals import roman
from policies.grammar.said import said
from policies.reading.lines import Cell, Line, LineKind, Look
from policies.reading.records import FindingRecord, Place, Severity
from policies.reading.signs import alike
from policies.reading.sources.characters import lowered, printed, raised
from policies.reading.sources.errors import EmptySourceError
from policies.reading.sources.html.main_block import main_block, title_over
from policies.reading.sources.html.tables import rows_of
from policies.reading.sources.html.tree import parse
from policies.reading.sources.pictures import Shelf
from policies.reading.sources.source import Source

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "header",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "center",
        "address",
        "figure",
        "figcaption",
        "pre",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "form",
        "fieldset",
        "hr",
        "body",
    ]
)
_HEADING = re.compile(r"^h([1-6])$")
_CENTRED = re.compile(r"text-align\s*:\s*center", re.I)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.I)
_DATA = re.compile(r"^data:image/[a-z+.-]{2,20}(;base64)?,", re.I)
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SIZE = 12.0  # points; what a page is set in is the reader's own choice
_ICON = 60  # pixels
_LAYOUT = 400  # characters of one cell that print would not set in a column
_HEAD_LINES = 12
_DEEPEST = 200


def read_html(data: bytes) -> Source:
    """Raises a `SourceError` for what holds no text."""
    body, head = parse(data)
    block = main_block(body)
    reader = _Reader()
    reader.walk(block)
    lines = reader.lines
    if not any(line.text.strip() for line in lines):
        raise EmptySourceError
    title = title_over(block, head)
    first = alike("".join(line.text for line in lines[:_HEAD_LINES]))
    if title and alike(title) not in first:
        lines = [Line(0, title, mark=1, opens=True), *lines]
    lines = [replace(line, number=number) for number, line in enumerate(lines, 1)]
    lost = [line for line in lines if line.kind is LineKind.FIGURE and line.picture is None]
    shown = (replace(line, kind=LineKind.TEXT) if line in lost else line for line in lines)
    findings = tuple(_unshown(line) for line in lost)
    return Source("html", tuple(shown), pictures=tuple(reader.shelf.pictures), findings=findings)


def _unshown(line: Line) -> FindingRecord:
    message = said("此处有一幅图片存放在网页之外，没有识读；请把图片嵌入文件或另行提供。")
    return FindingRecord("picture-unshown", Severity.ERROR, message, place=Place(line.number, line.number))


class _Reader:
    """Collects inline text until a block or a break ends the line."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.shelf = Shelf()
        self._text: list[str] = []
        self._opens = True
        self._grids = 0
        self._mark, self._centred, self._bold = 0, False, False
        self._prefix = ""
        self._depth = 0

    def walk(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if self._depth > _DEEPEST:
            return
        self._depth += 1
        if tag == "table" and self._takes_grid(element):
            self._depth -= 1
            return
        block = tag in _BLOCKS
        if block:
            self._end_line(opens=True)
        kept = self._mark, self._centred, self._bold
        self._enter(element)
        self._add(element.text, tag)
        for n, child in enumerate(element, 1):
            if tag == "ol" and child.tag == "li":
                self._prefix = _numeral(element, child, n)
            self.walk(child)
            self._add(child.tail, tag)
        if block:
            self._end_line(opens=True)
        self._mark, self._centred, self._bold = kept
        self._depth -= 1

    def _enter(self, element: etree._Element) -> None:
        tag, style = str(element.tag), element.get("style") or ""
        heading = _HEADING.match(tag)
        self._mark = int(heading[1]) if heading else self._mark
        aligned = (element.get("align") or "").lower()
        if tag == "center" or aligned == "center" or _CENTRED.search(style):
            self._centred = True
        elif aligned or "text-align" in style.lower():
            self._centred = False
        self._bold = self._bold or tag in ("b", "strong") or bool(heading) or bool(_BOLD.search(style))
        if tag == "br":
            self._end_line(opens=None)
        elif tag == "img":
            self._picture(element)

    def _add(self, text: str | None, tag: str) -> None:
        if not text:
            return
        words = text if tag == "pre" else _SPACES.sub(" ", text)
        if tag == "pre":
            for piece in words.split("\n"):
                self._text.append(piece)
                self._end_line(opens=None)
            return
        self._text.append(raised(words) if tag == "sup" else lowered(words) if tag == "sub" else words)

    def _end_line(self, *, opens: bool | None) -> None:
        """Ends the line; the next one opens a paragraph, or nothing tells whether it does."""
        text = printed("".join(self._text)).replace("\xa0", " ").rstrip().lstrip(" \n") if self._text else ""
        indented = "".join(self._text).lstrip(" \n").startswith(("\u3000", "\xa0\xa0"))
        self._text = []
        if text:
            text, self._prefix = self._prefix + text, ""
            look = Look(_SIZE, self._bold, self._centred) if self._bold or self._centred else None
            opened = True if self._opens or indented else None
            self.lines.append(Line(0, text, mark=self._mark, look=look, opens=opened))
            self._opens = opens is True
        elif opens or not self._opens:
            self._opens = True  # two breaks in a row, or a new block

    def _picture(self, element: etree._Element) -> None:
        sizes = [(element.get(side) or "").removesuffix("px") for side in ("width", "height")]
        if any(size.isdecimal() and int(size) < _ICON for size in sizes):
            return
        data = _embedded(element.get("src") or "")
        number = self.shelf.add(data) if data else None
        text, self._text = self._text, []
        self.lines.append(Line(0, "", kind=LineKind.FIGURE, picture=number))
        self._text = text

    def _takes_grid(self, table: etree._Element) -> bool:
        """Reads a table as a grid unless it only sets the page."""
        rows = rows_of(table)
        if not rows or max(len(row.cells) for row in rows) == 1 or _is_layout(table):
            return False
        self._end_line(opens=True)
        caption = table.find("caption")
        if caption is not None:
            self.lines.append(Line(0, " ".join("".join(caption.itertext()).split()), opens=True))
        self._grids += 1
        beside: list[Line] = []
        for row in rows:
            inner = [self._within(cell.element) for cell in row.cells]
            beside += [line for lines in inner for line in lines if line.kind is LineKind.FIGURE]
            texts = ["\n".join(" ".join(line.text.split()) for line in lines if line.text.strip()) for lines in inner]
            cells = tuple(
                Cell(text, cell.column, cell.columns, cell.rows) for text, cell in zip(texts, row.cells, strict=True)
            )
            words = "\t".join(text.replace("\n", " ") for text in texts)
            self.lines.append(Line(0, words, cells=cells, grid=self._grids, head=row.head))
        self.lines += beside
        self._opens = True
        return True

    def _within(self, cell: etree._Element) -> list[Line]:
        """The lines of a cell, read apart."""
        reader = _Reader()
        reader.shelf = self.shelf
        reader.walk(cell)
        return reader.lines


def _is_layout(table: etree._Element) -> bool:
    """A table around tables, or one with whole passages in a cell, sets the page."""
    if any(inner is not table for inner in table.iter("table")):
        return True
    return any(
        len("".join("".join(cell.itertext()).split())) > _LAYOUT and len(list(cell.iter("p", "br"))) > 3
        for cell in table.iter("td")
    )


def _embedded(address: str) -> bytes | None:
    match = _DATA.match(address)
    if not match:
        return None
    body = address[match.end() :]
    try:
        return base64.b64decode(body, validate=False) if match[1] else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None


def _numeral(parent: etree._Element, item: etree._Element, n: int) -> str:
    """The number that a browser prints before an item of an ordered list."""
    start = parent.get("start") or ""
    value = int(start) + n - 1 if start.isdecimal() and len(start) < 6 else n
    own = item.get("value") or ""
    value = int(own) if own.isdecimal() and len(own) < 6 else value
    form = parent.get("type") or "1"
    if "list-style" in (parent.get("style") or "") and "none" in (parent.get("style") or ""):
        return ""
    if form in "aA" and 0 < value <= 26:
        return f"{chr(ord(form) + value - 1)}. "
    if form in "iI" and 0 < value < 4000:
        return f"{roman(value) if form == 'I' else roman(value).lower()}. "
    return f"{value}. "
