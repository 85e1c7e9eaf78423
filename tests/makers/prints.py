"""What is to be printed, before any maker sets it: blocks of a known kind, in the order a reader would read them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    FRONT = "front"  # a line of the cover: name of the gazette, board, imprint
    CONTENTS_HEAD = "contents-head"
    CONTENTS_SECTION = "contents-section"
    CONTENTS_LINE = "contents-line"  # `page` is the page that the source prints
    TITLE = "title"  # of a document, `text` with line feeds where print breaks it
    NUMBER = "number"
    ADDRESSEE = "addressee"
    HEADING = "heading"
    PARAGRAPH = "paragraph"  # `lead`: how many of its characters are a run-in heading
    LISTED = "listed"  # a line of 附件：1. …
    SIGNATURE = "signature"
    DATE = "date"
    PUBLICITY = "publicity"
    ENCLOSED = "enclosed"  # title of an enclosed text
    LABEL = "label"  # 附件1
    CAPTION = "caption"  # title of a table or an appendix
    UNIT = "unit"
    TABLE = "table"
    CHRONICLE = "chronicle"  # the chronicle's own title
    FIGURE = "figure"
    NOTE = "note"  # a footnote


@dataclass(frozen=True)
class PrintedCell:
    """A cell as it is set: merged over `columns` and `rows`; a cell that another one covers is not there at all."""

    text: str
    column: int
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class PrintedTable:
    """`heads` counts the rows that are the table's head."""

    rows: tuple[tuple[PrintedCell, ...], ...]
    width: int
    heads: int = 1

    def plain(self) -> Iterator[str]:
        for row in self.rows:
            yield "\t".join(cell.text for cell in row)


@dataclass(frozen=True)
class Block:
    kind: Kind
    text: str = ""
    level: int = 0
    lead: int = 0
    page: int | None = None
    table: PrintedTable | None = None


@dataclass
class Part:
    """A stretch with one running head: the cover, a document, the chronicle."""

    section: str
    blocks: list[Block] = field(default_factory=list)


@dataclass
class Print:
    """One issue. `gazette` and `issue` (2024年第3期) stand in the running heads."""

    name: str
    gazette: str
    issue: str
    parts: list[Part] = field(default_factory=list)

    def plain(self) -> str:
        """All that is printed but running heads and page numbers: a paragraph a line, a table's row a line with tabs."""
        lines: list[str] = []
        for part in self.parts:
            for block in part.blocks:
                if block.table:
                    lines += block.table.plain()
                elif block.page is not None:
                    lines.append(f"{block.text}\t{block.page}")
                else:
                    lines.append(block.text.replace("\n", ""))
        return "\n".join(lines) + "\n"
