"""What reading one file yields: one `IssueRecord`, the whole issue as dataclasses."""

from dataclasses import dataclass
from datetime import date

from policies.reading.records import (
    CoverageRecord,
    DocumentRecord,
    FieldPlace,
    FindingRecord,
    LinePlace,
    PageRecord,
    PictureRecord,
    Place,
)

READER_VERSION = "1"


@dataclass(frozen=True, slots=True)
class MastheadRecord:
    """Fields of the printed masthead; every label with its value stays in `fields`, the known ones have names."""

    title: str = ""
    year: int | None = None
    number: int | None = None
    kind: str = "regular"  # regular, combined, supplement
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
    fields: tuple[tuple[str, str], ...] = ()  # (label, value) as printed
    board: tuple[tuple[str, tuple[str, ...]], ...] = ()  # (role, names)


@dataclass(frozen=True, slots=True)
class ContentsRecord:
    section: str
    title: str
    page: int | None
    documents: tuple[int, ...] = ()  # positions (from 1) in IssueRecord.documents; none for the chronicle
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ChronicleRecord:
    on: date | None
    end_on: date | None
    text: str
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class FurnitureRecord:
    """A printed line that is no text: page number, running head. Kept, so that nothing is lost without a trace."""

    place: Place
    text: str
    reason: str  # page-number, running-head, repeated-title, page-label, omission-note


@dataclass(frozen=True, slots=True)
class SaidRecord:
    """What one place says: `where` is head, title, contents, signature, series, text, byline or print; `path` leads there."""

    where: str
    value: str
    path: str


@dataclass(frozen=True, slots=True)
class DisagreementRecord:
    """What the print says differently of a document, by its position: `field` is title, number, issuer or date."""

    document: int
    field: str
    said: tuple[SaidRecord, ...]


@dataclass(frozen=True, slots=True)
class IssueRecord:
    masthead: MastheadRecord
    contents: tuple[ContentsRecord, ...] = ()
    documents: tuple[DocumentRecord, ...] = ()
    chronicle: tuple[ChronicleRecord, ...] = ()
    chronicle_title: str = ""
    furniture: tuple[FurnitureRecord, ...] = ()
    findings: tuple[FindingRecord, ...] = ()  # of the issue and of every document, with full paths
    kept_share: float = 0.0  # of the printed characters, those that ended in one record or were dropped as furniture
    coverage: CoverageRecord | None = None  # None: no account was drawn up
    unplaced: tuple[Place, ...] = ()  # where characters ended nowhere
    doubled: tuple[Place, ...] = ()  # where two records hold the same characters
    format: str = "text"
    pages: tuple[PageRecord, ...] = ()
    pictures: tuple[PictureRecord, ...] = ()
    places: tuple[LinePlace, ...] = ()  # of the lines that stand on a page
    fields: tuple[
        FieldPlace, ...
    ] = ()  # of the masthead: masthead/title, masthead/number, masthead/fields/2, masthead/board/1
    disagreements: tuple[DisagreementRecord, ...] = ()
    lines: tuple[str, ...] = ()  # of a source without pages, to set its records against; the first is line 1
    reader_version: str = READER_VERSION
