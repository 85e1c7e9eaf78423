"""What reading one document yields: dataclasses only, so that a reading can be compared, stored and thrown away.

Positions (`n`, `position`) count from 1, as print does. An empty string or None means "not printed", never "unknown by guess";
what could not be told is left empty and a `FindingRecord` says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from policies.grammar.said import Said
from policies.reading.lines import Box, Line


class Severity(StrEnum):
    """`warning`: the print itself is wrong or doubtful. `error`: our record differs from the print."""

    WARNING = "warning"
    ERROR = "error"


class TextRole(StrEnum):
    NOTICE = "notice"
    ENCLOSED = "enclosed"
    APPENDIX = "appendix"


class ProvisionKind(StrEnum):
    CHAPTER = "chapter"  # 章 (编 and 分编 too, one level above)
    SECTION = "section"  # 节
    ARTICLE = "article"  # 条
    HEADING = "heading"  # a printed heading on a line of its own: heading, no text
    ITEM = "item"  # a numbered or bulleted paragraph, with or without a run-in heading
    PARAGRAPH = "paragraph"
    BOX = "box"  # 专栏
    FIGURE = "figure"
    CAPTION = "caption"
    TABLE = "table"  # the place where a table stands; `table` holds its n
    NOTE = "note"
    SIGNATURE = "signature"


class RowKind(StrEnum):
    DATA = "data"
    GROUP = "group"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


class CitationKind(StrEnum):
    CITES = "cites"
    BASED_ON = "based_on"  # 依据、根据
    AMENDS = "amends"  # 修改
    REPEALS = "repeals"  # 废止


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stood in the source: lines of the decoded text, counted from 1, both ends included."""

    first_line: int
    last_line: int
    page: int | None = None

    @classmethod
    def of(cls, first: Line, last: Line | None = None) -> "Place":
        """Where a line stands, or lines from the first to the last; a place is on the page on which it begins."""
        return cls(first.number, (last or first).number, first.page)

    @classmethod
    def around(cls, lines: Iterable[Line]) -> "Place | None":
        """From the first to the last of the lines that print something; None when none does."""
        filled = [line for line in lines if line.text.strip()]
        return cls.of(filled[0], filled[-1]) if filled else None


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a field that is no provision was read: title, numbers/1, issuers, addressees, signed_by, issued_on, publicity."""

    path: str
    place: Place


@dataclass(frozen=True, slots=True)
class PageRecord:
    """A page of the source in points, as a reader sees it; `recognised`: its text came from a picture."""

    number: int
    width: float
    height: float
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class PictureRecord:
    """A picture that was cut out of the source; its bytes are kept beside the reading. Width and height in pixels."""

    number: int
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Where the source's line `number` stands on its page; of a grid's row `cells` has a box for each printed cell,
    `columns` the first column of each from 0, and `cell_confidence` the recogniser's for each.

    The places of all records are ranges of lines: their boxes are found here.
    """

    number: int
    page: int | None
    box: Box | None = None
    cells: tuple[Box | None, ...] = ()
    confidence: float | None = None
    columns: tuple[int, ...] = ()
    cell_confidence: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingRecord:
    """One doubt of a check. `path` names the record: `documents/3/tables/1/rows/15`, `contents/2`, `` for the issue."""

    code: str  # kebab-case, from `policies.reading.findings`: sum-mismatch, number-repeated, mixed-brackets, …
    severity: Severity
    message: Said  # one sentence, for the editor
    path: str = ""
    place: Place | None = None
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class CoverageRecord:
    """What became of the printed characters of a source: each is kept once, furniture, lost, or held by two records.

    `unread` never became lines: the format's own count has them.
    """

    characters: int = 0
    kept: int = 0
    furniture: int = 0
    lost: int = 0
    doubled: int = 0
    unread: int = 0

    @property
    def share(self) -> float:
        """The share that ended in exactly one record, or was dropped as named furniture; 0 for nothing printed."""
        return round((self.kept + self.furniture) / self.characters, 6) if self.characters else 0.0


@dataclass(frozen=True, slots=True)
class NumberRecord:
    """A document number: as printed, normalised (曲政办发〔2022〕29号), and its parts. 令第3号 has no year: year None."""

    printed: str
    normalised: str
    series: str  # 代字: 曲政办发; of an order or announcement the organ and word: 曲靖市人民政府令, 公告
    year: int | None
    serial: int | None


@dataclass(frozen=True, slots=True)
class IssuerRecord:
    name: str
    lead: bool = True


@dataclass(frozen=True, slots=True)
class ProvisionRecord:
    """One printed paragraph. `level` 1 is the text's own top level; `parent` is an eid of the same text or ''."""

    eid: str  # whole eid with its text's prefix: enc_1__art_7
    kind: ProvisionKind
    level: int
    marker: str = ""  # 第三条, （一）, 1., as printed
    heading: str = ""
    text: str = ""
    parent: str = ""
    table: int | None = None  # n of the TableRecord that stands here
    place: Place | None = None
    figure: int | None = None  # n of the FigureRecord that stands here


@dataclass(frozen=True, slots=True)
class TextRecord:
    role: TextRole
    title: str  # '' for the notice itself
    eid: str  # prefix: main, enc_1, app_2
    provisions: tuple[ProvisionRecord, ...] = ()
    number: int | None = None  # of an appendix
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class AppendixRecord:
    number: int | None
    label: str  # as printed: 附件1, 附表
    title: str
    omitted: bool = False
    text: str = ""  # eid of its TextRecord, '' when it has none
    listed: str = ""  # the title as the list of appendices prints it, where the appendix itself prints another
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class ColumnRecord:
    """`levels` are the head's rows above this column, top first; `name` joins them by "/" with the printed unit."""

    levels: tuple[str, ...]
    unit: str = ""

    @property
    def name(self) -> str:
        return "/".join(dict.fromkeys(level for level in self.levels if level))


@dataclass(frozen=True, slots=True)
class TableRowRecord:
    kind: RowKind
    cells: tuple[str, ...]  # merged cells filled down and across
    printed: tuple[str, ...]  # what stood there, '' under a merged cell
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class TableRecord:
    n: int  # position in the document
    title: str
    columns: tuple[ColumnRecord, ...]
    rows: tuple[TableRowRecord, ...]
    unit: str = ""  # 单位：万元 above the table
    appendix: int | None = None  # position (from 1) in DocumentRecord.appendices
    text: str = "main"  # eid prefix of the text it stands in
    notes: tuple[str, ...] = ()  # printed lines under the table: 注, 备注, totals in a sentence
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class FigureRecord:
    """A printed picture. `picture` is the number of its bytes in the source; `caption` as printed beside it."""

    n: int  # position in the document
    picture: int
    caption: str = ""
    text: str = "main"  # eid prefix of the text it stands in
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class CitationRecord:
    """A reference from a provision. Offsets count characters in marker+heading+text of that provision."""

    kind: CitationKind
    provision: str  # eid
    number: str = ""  # normalised document number
    title: str = ""  # without 《》
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class AppointmentRecord:
    name: str
    appointed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    note: str = ""
    provision: str = ""  # eid of the line it was read from


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    title: str
    numbers: tuple[NumberRecord, ...] = ()
    genre: str = ""  # 通知 决定 令 公告 意见 任免 …
    issuers: tuple[IssuerRecord, ...] = ()
    addressees: tuple[str, ...] = ()
    signed_by: tuple[str, ...] = ()  # signature lines as printed; a person under an order: 市长 张三
    issued_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    effective_clause: str = ""  # eid of the clause that says so
    expiry_clause: str = ""
    publicity: str = ""  # 此件公开发布
    printed_on: date | None = None  # 印发日期, of a letter read alone
    letterhead: tuple[
        tuple[str, str], ...
    ] = ()  # (label, value) of a letter read alone: 签发人, 密级, 抄送, 印发机关 …
    texts: tuple[TextRecord, ...] = ()
    appendices: tuple[AppendixRecord, ...] = ()
    tables: tuple[TableRecord, ...] = ()
    figures: tuple[FigureRecord, ...] = ()
    citations: tuple[CitationRecord, ...] = ()
    appointments: tuple[AppointmentRecord, ...] = ()
    findings: tuple[FindingRecord, ...] = field(default=())
    place: Place | None = None
    fields: tuple[FieldPlace, ...] = ()  # where what is no provision was read
