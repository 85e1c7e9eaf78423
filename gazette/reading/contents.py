"""Turns the lines of a printed contents 目录 into its entries: section, title and page, as printed.

Pages stand behind a leader (……3, .....\t3, ……（3）), behind a gap, in front （3）, or nowhere; titles run over several lines.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from gazette.reading.chronicle import is_chronicle_title
from gazette.reading.labels import opens_with_label
from gazette.reading.numbering import read_issue_number
from gazette.reading.records import ContentsRecord
from policies.grammar.genres import STATUTORY, genre_of
from policies.grammar.numbers import parse_numbers
from policies.grammar.numerals import half_width
from policies.reading.lines import Line
from policies.reading.paragraphs import glue
from policies.reading.records import Place

_HEADING = re.compile(
    r"^(?:本期|总)?(?:目录|目次|要目|篇目)(?:[（(]?(?:contents|mulu|续|接上页)[)）]?)?$", re.IGNORECASE
)
_LEADER = r"[.…·‥．。∙•⋯_\-—－―─┄┈╌ \t\u3000\u00a0]"
_PAGE = r"(?:第|P|p)?(?P<page>\d{1,4})(?:[-—~～至]\d{1,4})?(?:页)?"
_BEHIND = re.compile(
    rf"(?P<leader>{_LEADER}{{2,}}|[\t…／/|]|(?=[（(〔\[]))[{{（(〔\[【<〈]?{_LEADER}*{_PAGE}{_LEADER}*[}}）)〕\]】>〉]?\s*$"
)
_SPACED = re.compile(rf"(?P<leader>[ \u3000]){_PAGE}\s*$")
_BEFORE = re.compile(rf"^[（(〔\[【<〈]?\s*{_PAGE}\s*(?:[）)〕\]】>〉]|[\t \u3000.…、]{{1,}})\s*(?=[^\s\d.…])")
_ORDINAL = re.compile(r"^(?:[（(]?\d{1,3}[）)]?\s*[.．、]|[（(]\d{1,3}[）)]|[①-⑳])\s*(?=[^\s\d.．、…])")
_ONLY_PAGE = re.compile(rf"^{_LEADER}*[（(〔\[]?\s*{_PAGE}\s*[）)〕\]]?$")
_MARKED_SECTION = re.compile(
    r"^(?:[【〖\[［■◆●▲★□◇☆▪▶◎※]\s*)+(?P<name>[^【】〖〗\[\]［］]{1,24}?)[】〗\]］■◆●▲★□◇☆▪▶◎※\s]*$"
)
_PAGE_NUMBER = re.compile(r"^(?:[—–\-－―·•~～|][\s—–\-－―]*\d{1,4}\s*[—–\-－―·•~～|]*|第\s*\d{1,4}\s*页.*)$")
_ONLY_LEADER = re.compile(r"^[\s.…·‥．∙•⋯]*(?:\.{2}|…|‥|⋯)[\s.…·‥．∙•⋯]*$")
_SECTION_WORD = re.compile(
    r"(?:文件|任免|大事记|公告|通告|解读|要闻|选登|选编|规章|法规|令|讲话|会议|政务|专栏|专题|报告|信息|纪要|动态|文献|函件|政策|刊载)$"
)
_NEW_ENTRY = re.compile(
    r"^(?:[\u4e00-\u9fff、 ]{2,40})?(?:关于|印发|转发|批转|任免)|令[（(第]|^[\u4e00-\u9fff]{2,20}(?:令|公告|通告)$"
)
_DOTS = re.compile(r"[.…‥．⋯]{2}|…")
_FURNITURE = re.compile(r"^[\s—\-–·.•~～|:]*\d{0,4}[\s—\-–·.•~～|:]*$")
_LATIN = re.compile(r"^[A-Za-z\s.,&'’\-]+$")
_OPENS_ENTRY = re.compile(r"关于|印发|转发|批转|《|任免(?!$)|[令第]\s*\d|[（(]\d{4}")
_ORGAN_OPENING = re.compile(
    r"^[\u4e00-\u9fff]{2,20}(?:人民政府|政府办公[室厅]|办公[室厅]|委员会|[局厅部委])(?!文件|令$)"
)
_PUBLICATION = re.compile(
    r"^(?:本刊)?编(?:辑)?委(?:员)?会$|(?:公报|刊物|期刊|会刊)(?:\s*\d{4}.*)?$|^\d{4}\s*年?\s*[.·第]?.{0,8}期"
)
_DOTTED_PAGE = re.compile(r"(?:(?:[…‥⋯]\s?){2}|(?:[.·．]\s?){4})[.…·‥．⋯\s]*[（(]?\s*\d{1,4}\s*[）)]?\s*$")
_TRAILING_LEADER = re.compile(r"(?:[.…·‥．⋯_―─—-]\s?){2,}$|…$")
_FRONT = 200
_NO_SECTION = re.compile(r"[，。；、？！…]$|[“《（(][^”》）)]*$")


@dataclass(frozen=True, slots=True)
class ContentsReading:
    """`lines` are the numbers of the lines that the contents took, its heading and leaders too; `last` the last of them."""

    entries: tuple[ContentsRecord, ...]
    lines: frozenset[int] = frozenset()
    last: int = 0


@dataclass
class _Entry:
    section: str
    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    page: int | None = None


def is_contents_heading(text: str) -> bool:
    """目录, 目　录, 本期目录, 目次, 【目录】, 目录 CONTENTS."""
    return bool(_HEADING.match(re.sub(r"[\s#*【】〖〗\[\]:：·—-]", "", text)))


def contents_start(lines: Sequence[Line]) -> int | None:
    """The index of the heading, 目 and 录 on two lines too; without one, of the first of three lines with leader and page."""
    filled = [index for index, line in enumerate(lines) if line.text.strip()]
    for index, following in zip_longest(filled, filled[1:]):
        if is_contents_heading(lines[index].text):
            return index
        if (
            lines[index].text.strip("#* ") == "目"
            and following is not None
            and lines[following].text.strip("#* ") in ("录", "次")
        ):
            return index
    dotted = [index for index in filled[:_FRONT] if _DOTTED_PAGE.search(half_width(lines[index].text))]
    if len(dotted) < 3:
        return None
    start = filled.index(dotted[0])
    while start and not (
        opens_with_label(lines[filled[start - 1]].text) or read_issue_number(lines[filled[start - 1]].text).any
    ):
        if dotted[0] - filled[start - 1] > 6 or _PUBLICATION.search("".join(lines[filled[start - 1]].text.split())):
            break
        start -= 1
    return filled[start]


def read_contents(lines: Sequence[Line]) -> ContentsReading:
    """The contents in the front lines of an issue: from its heading to the first line that can be none of its own.

    Lines behind it (publisher's labels, the first document) may be among `lines`; where a contents has no pages at all,
    it ends at the first label.
    """
    start = contents_start(lines)
    if start is None:
        return ContentsReading(())
    head = _heading_lines(lines[start:])
    body = _without_ordinals(_body([replace(line, text=_cleaned(line.text)) for line in lines[start + head :]]))
    reader = _PageFirst(body) if _page_first(body) else _PageLast(body)
    entries = reader.read()
    taken = frozenset(
        [*(line.number for line in lines[start : start + head]), *(line.number for line in body if reader.took(line))]
    )
    sectioned = any(entry.section for entry in entries)
    return ContentsReading(tuple(_record(entry, sectioned) for entry in entries), taken, max(taken))


def _heading_lines(lines: Sequence[Line]) -> int:
    if is_contents_heading(lines[0].text):
        return 1
    if lines[0].text.strip("#* ") != "目":
        return 0
    return next(i for i, line in enumerate(lines[1:], 2) if line.text.strip())


def _cleaned(text: str) -> str:
    """Without a layout model's marks: bold, bullets, a table's pipes."""
    plain = re.sub(r"\*\*|__", "", text.strip())
    if plain.startswith("|"):
        cells = [cell.strip() for cell in plain.strip("|").split("|")]
        plain = (
            ""
            if set(plain) <= set("|-: ") or cells[-1] in ("页码", "页次", "页")
            else "\t".join(cell for cell in cells if cell)
        )
    return re.sub(r"^[-*•]\s+", "", plain)


def _body(lines: Sequence[Line]) -> list[Line]:
    """What lies between the heading and the end: the last line with a page, else the first label or blank run of prose."""
    last = -1
    prose = 0
    for i, line in enumerate(lines):
        text = line.text.strip()
        prose = prose + 1 if len(text) > 60 and not _paged(text) else 0
        if prose > 1 or (last >= 0 and i - last > 24):
            break
        if _paged(text) and not opens_with_label(text):
            last = i
    if last >= 0:
        return [line for line in lines[: last + 1 + _tail(lines[last + 1 :], lines[: last + 1])] if line.text.strip()]
    end = next((i for i, line in enumerate(lines) if opens_with_label(line.text) and i), len(lines))
    return [line for line in lines[:end] if line.text.strip()]


def _without_ordinals(body: list[Line]) -> list[Line]:
    """Entries numbered 1. 2. 3. in front that have their pages behind: the numbers are the contents' own."""
    texts = [half_width(line.text.strip()) for line in body]
    paged = sum(bool(_BEHIND.search(text)) for text in texts)
    both = sum(bool(_ORDINAL.match(text) and _BEHIND.search(text)) for text in texts)
    if both < 2 or both * 2 < paged:
        return body
    return [replace(line, text=_ORDINAL.sub("", line.text.strip())) for line in body]


def _tail(rest: Sequence[Line], body: Sequence[Line]) -> int:
    """In a contents with the page in front, how many lines of `rest` still belong to its last title."""
    if not _page_first([line for line in body if line.text.strip()]):
        return 0
    count = 0
    for i, line in enumerate(rest):
        text = line.text.strip()
        if not text:
            continue
        opened = glue(
            [piece.text.strip() for piece in body[-1:]] + [one.text.strip() for one in rest[:count] if one.text.strip()]
        )
        if opens_with_label(text) or _FURNITURE.match(text) or genre_of(opened) or len(text) > 40:
            break
        count = i + 1
    return count


def _paged(text: str) -> bool:
    plain = half_width(text)
    if _PAGE_NUMBER.match(plain):
        return False
    if _ONLY_PAGE.match(plain):
        return bool(_DOTS.search(plain))
    return bool(_BEHIND.search(plain) or _BEFORE.match(plain))


def _page_first(body: Sequence[Line]) -> bool:
    texts = [half_width(line.text.strip()) for line in body]
    before = sum(bool(_BEFORE.match(text)) and not _BEHIND.search(text) for text in texts)
    behind = sum(bool(_BEHIND.search(text)) for text in texts)
    return before > behind


class _Entries:
    """Keeps the section, the entry under way, and what was no part of the contents."""

    def __init__(self, body: Sequence[Line]) -> None:
        self.body = body
        self.section = ""
        self.section_line: Line | None = None
        self.entries: list[_Entry] = []
        self.open: _Entry | None = None
        self.left: set[int] = set()

    def took(self, line: Line) -> bool:
        return line.number not in self.left

    def is_other(self, text: str) -> bool:
        plain = "".join(text.split())
        return bool(
            _FURNITURE.match(text)
            or _PAGE_NUMBER.match(half_width(text))
            or _LATIN.match(text)
            or (_PUBLICATION.search(plain) and len(plain) <= 30)
        )

    def start(self, line: Line | None = None, piece: str = "") -> _Entry:
        self.open = _Entry(self.section)
        if line is not None:
            self.add(line, piece)
        return self.open

    def add(self, line: Line, piece: str) -> None:
        entry = self.open or self.start()
        entry.lines.append(line)
        piece = _TRAILING_LEADER.sub("", piece).rstrip()
        if piece:
            entry.pieces.append(piece)

    def close(self, page: int | None = None) -> None:
        if self.open is not None:
            self.open.page = page if page is not None else self.open.page
            if not self.open.pieces and self.section:
                self.open.pieces.append(self.section)  # a section that is its own entry: 大事记 ……46
            if self.open.pieces:
                self.entries.append(self.open)
        self.open = None

    def take_section(self, text: str) -> bool:
        marked = _MARKED_SECTION.match(text)
        self.section = "".join((marked["name"] if marked else text).split()).strip("·•・∙-—")
        return True


class _PageLast(_Entries):
    def read(self) -> list[_Entry]:
        spaced = sum(bool(_SPACED.search(half_width(line.text))) for line in self.body)
        self.pattern = (
            _BEHIND if sum(bool(_BEHIND.search(half_width(line.text))) for line in self.body) >= spaced / 2 else _SPACED
        )
        for i, line in enumerate(self.body):
            self._line(line, line.text.strip(), self.body[i + 1 :])
        self.close()
        return self.entries

    def _line(self, line: Line, text: str, following: Sequence[Line]) -> None:
        plain = half_width(text)
        outside = _PAGE_NUMBER.match(plain)
        lone = None if outside else _ONLY_PAGE.match(plain)
        paged = None if lone or outside else self.pattern.search(plain) or _BEHIND.search(plain)
        if lone and (self.open is not None or _DOTS.search(plain)):
            self.add(line, "")
            self.close(int(lone["page"]))
        elif self.open is not None and _ONLY_LEADER.match(text):
            self.add(line, "")
        elif not paged and (self.is_other(text) or (opens_with_label(text) and self.open is None)):
            self.left.add(line.number)
        elif paged:
            title = text[: paged.start()].rstrip(" \t\u3000.…·‥．∙•⋯_—-")
            if self.open is not None and self._opens(line, title):
                self.close()
            self.add(line, title)
            self.close(int(paged["page"]))
        elif parse_numbers(text) and self.open is None and self.entries:
            self.entries[-1].lines.append(line)  # the number of the document above
        elif self._is_section(line, text, following):
            self.close()
            self.take_section(text)
        else:
            if self.open is not None and self._opens(line, text):
                self.close()
            self.add(line, text)

    def _is_section(self, line: Line, text: str, following: Sequence[Line]) -> bool:
        plain = "".join(text.split())
        if _MARKED_SECTION.match(text):
            return True
        if len(plain) > 16 or _NO_SECTION.search(plain) or _OPENS_ENTRY.search(plain):
            return False
        if line.mark and not (self.open and not genre_of("".join(self.open.pieces))):
            return True
        if self.open is not None:
            return bool(_SECTION_WORD.search(plain)) and self._whole()
        if is_chronicle_title(plain) and following and _ONLY_PAGE.match(half_width(following[0].text.strip())):
            return re.search(r"[….·]{2}", following[0].text) is not None
        return not (_ORGAN_OPENING.match(plain) and len(plain) > 8) and bool(following)

    def _opens(self, line: Line, text: str) -> bool:
        """The entry under way has no page but reads as a whole title, and this line opens another."""
        return self._whole() and (line.mark > 0 or bool(_NEW_ENTRY.search(text)) or is_chronicle_title(text))

    def _whole(self) -> bool:
        title = glue(self.open.pieces) if self.open else ""
        return genre_of(title) in (*STATUTORY, "令", "任免", "大事记")


class _PageFirst(_Entries):
    def read(self) -> list[_Entry]:
        for line in self.body:
            text = line.text.strip()
            match = _BEFORE.match(half_width(text))
            if match:
                self.close()
                self.start(line, text[match.end() :])
                if self.open is not None:
                    self.open.page = int(match["page"])
            elif self.is_other(text) or opens_with_label(text):
                self.left.add(line.number)
            elif self._is_section(line, text):
                self.close()
                self.take_section(text)
            elif self.open is not None:
                self.add(line, text)
            else:
                self.left.add(line.number)
        self.close()
        return self.entries

    def _is_section(self, line: Line, text: str) -> bool:
        plain = "".join(text.split())
        if _MARKED_SECTION.match(text):
            return True
        if len(plain) > 16 or _NO_SECTION.search(plain) or _OPENS_ENTRY.search(plain):
            return False
        title = glue(self.open.pieces) if self.open else ""
        whole = bool(genre_of(title)) or not title
        return whole and (line.mark > 0 or not genre_of(plain) or is_chronicle_title(plain))


def _record(entry: _Entry, sectioned: bool) -> ContentsRecord:
    title = re.sub(
        r"(?<=[^\x00-\x7f])[ \t]+(?=[\x00-\x7f])|(?<=[\x00-\x7f])[ \t]+(?=[^\x00-\x7f])", "", glue(entry.pieces).strip()
    )
    own = sectioned and is_chronicle_title(title) and not entry.section
    first = entry.lines[0] if entry.lines else None
    place = Place(first.number, entry.lines[-1].number, first.page) if first else None
    return ContentsRecord(title if own else entry.section, title, entry.page, place=place)
