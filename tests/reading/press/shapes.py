"""What an invented issue is made of: its documents as blocks and grids, before anything is printed.

A block is (kind, marker, heading, text): kinds are chapter, heading, item (run-in heading or none), article, paragraph.
"""

from dataclasses import dataclass, field

ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Block:
    kind: str
    level: int = 0
    marker: str = ""
    heading: str = ""
    text: str = ""

    @property
    def printed(self) -> str:
        gap = "　" if self.kind in ("article", "chapter") else " " if self.marker[-1:].isdigit() else ""
        stop = "。" if self.heading and self.text else ""
        return f"{self.marker}{gap}{self.heading}{stop}{self.text}"


@dataclass(frozen=True)
class Grid:
    title: str
    columns: list[str]
    rows: list[list[str]]  # '' stands under a merged cell
    total: list[str] | None = None


@dataclass
class Document:
    genre: str
    title: str
    issuer: str
    number: str
    date: tuple[int, int, int]
    section: str
    addressees: list[str] = field(default_factory=list)
    addressee_line: str = ""
    body: list[Block] = field(default_factory=list)
    enclosed: list[tuple[str, list[Block]]] = field(default_factory=list)
    appendices: list[tuple[str, bool, Grid | None]] = field(default_factory=list)
    publicity: str = ""
    signature: list[str] = field(default_factory=list)
    cites: list[str] = field(default_factory=list)
    repeals: list[dict[str, str]] = field(default_factory=list)
    people: list[dict[str, object]] = field(default_factory=list)


@dataclass
class Issue:
    city: str
    gazette: str
    year: int
    number: int
    month: int
    fields: dict[str, str]
    board: list[tuple[str, list[str]]]
    documents: list[Document]
    chronicle: list[tuple[int, str]]


def numeral(n: int) -> str:
    if n <= 10:
        return ORDINALS[n - 1]
    tens, ones = divmod(n, 10)
    return (ORDINALS[tens - 1] if tens > 1 else "") + "十" + (ORDINALS[ones - 1] if ones else "")
