"""Turns what is left of HTML tables into rows of cells, and takes tags out of a cell."""

import re
from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser

_TAG = re.compile(
    r"</?(?:p|br|span|b|i|u|strong|em|sub|sup|div|font|a|td|th|tr|table|tbody|thead)\b[^<>]*>", re.IGNORECASE
)
_BREAK = re.compile(r"\s*(?:</p>\s*<p\b[^<>]*>|<br\s*/?>|</div>\s*<div\b[^<>]*>)\s*", re.IGNORECASE)
_EMPHASIS = re.compile(r"\*\*(.+?)\*\*")


def without_tags(cell: str) -> str:
    """A cell's text: paragraphs inside it become lines, other tags and Markdown bold go."""
    text = _TAG.sub("", _BREAK.sub("\n", cell))
    text = _EMPHASIS.sub(r"\1", text)
    text = unescape(text) if "&" in text else text
    return "\n".join(" ".join(part.split()) for part in text.split("\n") if part.strip())


class _TableParser(HTMLParser):
    """Rows of (text, columns spanned, rows spanned), with the source line that each row opened and closed on."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[tuple[list[tuple[str, int, int]], int, int]] = []
        self.heads: set[int] = set()
        self._cell: list[str] | None = None
        self._span = (1, 1)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0] - 1
        if tag == "tr":
            self._close_cell()
            self.rows.append(([], line, line))
        elif tag in ("td", "th"):
            self._close_cell()
            if tag == "th":
                self.heads.add(len(self.rows) - 1)
            given = dict(attrs)
            self._cell, self._span = [], (_count(given.get("colspan")), _count(given.get("rowspan")))
        elif tag in ("br", "p") and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self._close_cell()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)
        elif data.strip():
            self._cell = [data]
            self._span = (1, 1)
            self._close_cell()

    def _close_cell(self) -> None:
        if self._cell is None:
            return
        if not self.rows:
            self.rows.append(([], 0, 0))
        cells, first, _ = self.rows[-1]
        cells.append((without_tags("".join(self._cell)), *self._span))
        self.rows[-1] = (cells, first, self.getpos()[0] - 1)
        self._cell = None


def _count(value: str | None) -> int:
    return min(int(value), 60) if value and value.isdigit() and int(value) else 1


def markup_rows(texts: Sequence[str]) -> tuple[list[tuple[tuple[str, ...], int, int]], int]:
    """Rows of one HTML table as (cells, first line, last line), spanned places empty, and how many are marked as head."""
    parser = _TableParser()
    parser.feed("\n".join(texts))
    parser.close()
    hanging: dict[int, int] = {}
    rows = []
    for spans, first, last in parser.rows:
        cells: list[str] = []
        still = dict(hanging)
        for text, across, down in spans:
            _fill_hanging(cells, still, hanging)
            for step in range(across):
                if down > 1:
                    hanging[len(cells)] = down - 1
                cells.append(text if step == 0 else "")
        _fill_hanging(cells, still, hanging)
        if cells:
            rows.append((tuple(cells), first, last))
    heads = next((i for i in range(len(parser.rows)) if i not in parser.heads), 0)
    return rows, heads


def _fill_hanging(cells: list[str], still: dict[int, int], hanging: dict[int, int]) -> None:
    """Leaves the places empty that a cell of an earlier row covers."""
    while still.get(len(cells), 0) > 0:
        hanging[len(cells)] -= 1
        still[len(cells)] = 0
        cells.append("")
