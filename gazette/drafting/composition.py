"""编排: an issue's composition as one value, which is what a save of it keeps and what undoing brings back.

A key is that of a row and lives as long as what it names; 0 is what has no row yet. Documents are named by their keys.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Masthead:
    """The named fields and, in `fields`, label and value as printed; `board` as role and names."""

    year: int
    number: int
    kind: str = "regular"
    title: str = ""
    total_number: int | None = None
    frequency: str = ""
    permit_number: str = ""
    slogan: str = ""
    publisher: str = ""
    phone: str = ""
    postcode: str = ""
    address: str = ""
    printer: str = ""
    published_on: date | None = None
    fields: tuple[tuple[str, str], ...] = ()
    board: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the contents with the documents it stands for; `page` as printed."""

    key: int = 0
    title: str = ""
    page: int | None = None
    documents: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading; '' is what stands under none."""

    name: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """An entry of the chronicle."""

    key: int = 0
    text: str = ""
    on: date | None = None
    end_on: date | None = None


@dataclass(frozen=True, slots=True)
class Composition:
    """`loose` are documents of the issue that no line of the contents stands for."""

    masthead: Masthead
    sections: tuple[Section, ...] = ()
    loose: tuple[int, ...] = ()
    chronicle_title: str = ""
    chronicle: tuple[Event, ...] = field(default=())

    def lines(self) -> Iterator[Line]:
        for section in self.sections:
            yield from section.lines

    def documents(self) -> Iterator[int]:
        """In the order of print."""
        for line in self.lines():
            yield from line.documents
        yield from self.loose
