"""What is typeset of one issue: dataclasses with words only."""

from dataclasses import dataclass
from datetime import date

from policies.typesetting.manuscript import DocumentManuscript


@dataclass(frozen=True, slots=True)
class IssueDocument:
    """A document in its place; `anchor` is where its first page is found again."""

    anchor: str
    printed_page: int | None
    manuscript: DocumentManuscript

    @property
    def prefix(self) -> str:
        """Keeps the eids of one document apart from those of the next."""
        return f"{self.anchor}-"


@dataclass(frozen=True, slots=True)
class IssueLine:
    """A line of the contents: what it stands for, or nothing when its document is not public."""

    title: str
    documents: tuple[IssueDocument, ...]
    chronicle: bool

    @property
    def anchor(self) -> str:
        if self.chronicle:
            return "chronicle"
        return self.documents[0].anchor if self.documents else ""


@dataclass(frozen=True, slots=True)
class IssueSection:
    name: str
    anchor: str
    lines: tuple[IssueLine, ...]

    @property
    def bears_pages(self) -> bool:
        return any(line.anchor for line in self.lines)


@dataclass(frozen=True, slots=True)
class IssueManuscript:
    title: str
    year: int
    number: int
    kind: str  # 合刊, 增刊 or nothing
    total_number: int | None
    frequency: str
    slogan: str
    published_on: date | None
    address: str
    board: tuple[tuple[str, tuple[str, ...]], ...]
    imprint: tuple[tuple[str, str], ...]
    sections: tuple[IssueSection, ...]
    chronicle_title: str
    chronicle: tuple[str, ...]

    @property
    def documents(self) -> tuple[DocumentManuscript, ...]:
        return tuple(one.manuscript for section in self.sections for line in section.lines for one in line.documents)

    @property
    def name(self) -> str:
        return f"{self.year}年第{self.number}期{self.kind}"

    @property
    def title_look(self) -> str:
        """The cover's title in one line, whatever its length."""
        return "short" if len(self.title) <= 9 else "middling" if len(self.title) <= 13 else "long"
