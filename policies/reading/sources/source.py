"""What every format is turned into: lines in reading order with their places, the pages they stand on, and pictures."""

from dataclasses import dataclass

from policies.reading.lines import Line
from policies.reading.records import FindingRecord


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A page as a reader sees it, in points. `recognised`: its text came from a picture."""

    number: int
    width: float
    height: float
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure cut out of the source. `number` counts from 1; `data` is a PNG or JPEG that was made anew, never the raw stream."""

    number: int
    media_type: str
    data: bytes
    width: int  # pixels
    height: int


@dataclass(frozen=True, slots=True)
class Source:
    """`characters` counts what is printed in the file by the format's own plain count, before any layout; None: as many as
    the lines hold. `findings` are the format's own: tracked changes, comments, doubtful recognition, lost characters.
    """

    format: str  # text, pdf, docx, html, ofd, image
    lines: tuple[Line, ...]
    pages: tuple[SourcePage, ...] = ()
    pictures: tuple[Picture, ...] = ()
    findings: tuple[FindingRecord, ...] = ()
    characters: int | None = None
