"""What is typeset of one document: dataclasses with words only, no rows and no markup."""

from dataclasses import dataclass
from datetime import date

from policies.typesetting.paper_grid import Grid


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture as it is set: its name in the media storage, which tells its bytes; width in pixels."""

    name: str
    alt: str
    width: int

    @property
    def address(self) -> str:
        return f"figure:{self.name}"


@dataclass(frozen=True, slots=True)
class Block:
    """One printed paragraph. `bookmark` is the depth of its outline entry under its text's, 0 for none."""

    kind: str  # a ProvisionKind
    eid: str
    level: int
    marker: str = ""
    heading: str = ""
    text: str = ""
    bookmark: int = 0
    grid: Grid | None = None
    plate: Plate | None = None

    @property
    def label(self) -> str:
        """The outline's words: 第一章 总则, （一）主要目标."""
        gap = " " if self.marker[-1:].isalnum() or self.marker[-1:] in "章节编条" else ""
        return f"{self.marker}{gap}{self.heading}".strip()

    @property
    def stop(self) -> str:
        """The full stop between a run-in heading and its text, unless either brings its own mark."""
        own = self.heading[-1:] in "。：！？:" or self.text[:1] in "。，：（"
        return "" if own else "。"

    @property
    def gap(self) -> str:
        """What stands between marker and words in print."""
        if self.marker[-1:] in ("章", "节", "编", "条"):
            return "　"
        return " " if self.marker[-1:].isdigit() else ""


@dataclass(frozen=True, slots=True)
class TextPart:
    """A text with its own title: the notice, what it encloses, an appendix with its label."""

    role: str  # a TextRole
    eid: str
    label: str
    title: tuple[str, ...]
    blocks: tuple[Block, ...]
    landscape: bool  # nothing but tables that lie across the page

    @property
    def name(self) -> str:
        return " ".join(part for part in (self.label, "".join(self.title)) if part)


@dataclass(frozen=True, slots=True)
class AppendixLine:
    number: int | None
    title: str
    omitted: bool


@dataclass(frozen=True, slots=True)
class Stamp:
    """效力标注: words for a text that does not simply hold."""

    kind: str  # a Validity
    words: str
    since: date | None


@dataclass(frozen=True, slots=True)
class Printing:
    """Where the document was printed."""

    gazette: str
    year: int
    number: int
    page: int | None


@dataclass(frozen=True, slots=True)
class DocumentManuscript:
    slug: str
    address: str  # absolute, or "" where the site has no address of its own
    title: str
    lines: tuple[str, ...]
    numbers: tuple[str, ...]
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    texts: tuple[TextPart, ...]
    appendices: tuple[AppendixLine, ...]
    signed_by: tuple[str, ...]
    issued_on: date | None
    publicity: str
    stamp: Stamp | None
    printings: tuple[Printing, ...]
    language: str

    @property
    def plates(self) -> tuple[Plate, ...]:
        return tuple(block.plate for text in self.texts for block in text.blocks if block.plate)

    @property
    def anchor(self) -> str:
        return "doc-" + self.slug.replace("/", "-")

    @property
    def issuers_look(self) -> str:
        if len(self.issuers) > 1:
            return "many"
        return "long" if any(len(one) > 11 for one in self.issuers) else ""

    @property
    def running(self) -> str:
        """The title as a running head: at most 34 characters."""
        return self.title if len(self.title) <= 34 else self.title[:33] + "…"
