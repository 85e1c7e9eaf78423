"""What a year's general contents consist of: dataclasses with words only."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Grouping(StrEnum):
    SECTION = "section"
    GENRE = "genre"


@dataclass(frozen=True, slots=True)
class AnnualEntry:
    """A document, or a line of the contents that stands for none; `issue` 4, or 增1 for a supplement; `page` of the print."""

    title: str
    numbers: tuple[str, ...]
    issue: str
    issue_key: str
    page: int | None
    section: str
    genre: str
    organs: tuple[str, ...]
    slug: str = ""
    chronicle: bool = False

    @property
    def place(self) -> str:
        """3期12页"""
        return f"{self.issue}期{self.page}页" if self.page else f"{self.issue}期"


@dataclass(frozen=True, slots=True)
class AnnualGroup:
    name: str
    anchor: str
    entries: tuple[AnnualEntry, ...]


@dataclass(frozen=True, slots=True)
class NumberLine:
    """One number of one entry, in the index by number."""

    number: str
    entry: AnnualEntry


@dataclass(frozen=True, slots=True)
class NumberGroup:
    series: str
    anchor: str
    lines: tuple[NumberLine, ...]


@dataclass(frozen=True, slots=True)
class AnnualIssue:
    name: str
    key: str
    published_on: date | None


@dataclass(frozen=True, slots=True)
class AnnualManuscript:
    """`provisional`: of a year still running, with issues that are not public yet, for the desk alone."""

    title: str
    office: str
    year: int
    grouping: Grouping
    issues: tuple[AnnualIssue, ...]
    groups: tuple[AnnualGroup, ...]
    organs: tuple[AnnualGroup, ...]
    numbers: tuple[NumberGroup, ...]
    address: str = ""
    provisional: bool = False

    @property
    def count(self) -> int:
        return sum(len(group.entries) for group in self.groups)

    @property
    def title_look(self) -> str:
        """The cover's title in one line, whatever its length."""
        return "short" if len(self.title) <= 9 else "middling" if len(self.title) <= 13 else "long"
