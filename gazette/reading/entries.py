"""Turns the lines of a contents into entries under way: one reader for pages behind the title, one for pages in front."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from gazette.reading.chronicle import is_chronicle_title
from gazette.reading.labels import opens_with_label
from policies.grammar.genres import STATUTORY, genre_of
from policies.grammar.numbers import parse_numbers
from policies.grammar.numerals import half_width
from policies.reading.lines import Line
from policies.reading.paragraphs import glue
from policies.reading.title_forms import is_letter_title, is_section_label

_HEADING = re.compile(
    r"^(?:本期|总)?(?:目录|目次|要目|篇目)(?:[（(]?(?:contents|mulu|续|接上页)[)）]?)?$", re.IGNORECASE
)
LONGEST = 300
LEADER = r"[.…·‥．。∙•⋯_\-—－―─┄┈╌ \t\u3000\u00a0]"
PAGE = r"(?:第|P|p)?(?P<page>\d{1,4})(?:[-—~～至]\d{1,4})?(?:页)?"
BEHIND = re.compile(
    rf"(?:(?<!{LEADER})(?P<leader>{LEADER}{{2,}}+|[\t…／/|])|(?=[（(〔\[][^（(〔\[]*[）)〕\]]\s*$))"
    rf"[{{（(〔\[【<〈]?{LEADER}*+{PAGE}{LEADER}*+[}}）)〕\]】>〉]?\s*+$"
)
_SPACED = re.compile(rf"(?P<leader>[ \u3000]){PAGE}\s*$")
_BEFORE = re.compile(rf"^[（(〔\[【<〈]?\s*+{PAGE}(?:\s*+[）)〕\]】>〉]|[\t \u3000.…、]++)[\s.…、]*+(?=[^\s\d.…])")
_ONLY_PAGE = re.compile(rf"^{LEADER}*+[（(〔\[]?\s*+{PAGE}\s*+[）)〕\]]?$")
_MARKED_SECTION = re.compile(
    r"^(?:[【〖\[［■◆●▲★□◇☆▪▶◎※]\s*)+(?P<name>[^【】〖〗\[\]［］]{1,24}?)[】〗\]］■◆●▲★□◇☆▪▶◎※\s]*$"
)
_PAGE_NUMBER = re.compile(r"^(?:[—–\-－―·•~～|][\s—–\-－―]*+\d{1,4}\s*[—–\-－―·•~～|]*|第\s*\d{1,4}\s*页.*)$")
_ONLY_LEADER = re.compile(r"^[\s.…·‥．∙•⋯]*(?:\.{2}|…|‥|⋯)[\s.…·‥．∙•⋯]*$")
_SECTION_WORD = re.compile(
    r"(?:文件|任免|大事记|公告|通告|解读|要闻|选登|选编|规章|法规|令|讲话|会议|政务|专栏|专题|报告|信息|纪要|动态|文献|函件|政策|刊载)$"
)
_NEW_ENTRY = re.compile(
    r"^(?:[\u4e00-\u9fff、 ]{2,40})?(?:关于|印发|转发|批转|任免)|令[（(第]|^[\u4e00-\u9fff]{2,20}(?:令|公告|通告)$"
)
_DOTS = re.compile(r"[.…‥．⋯]{2}|…")
FURNITURE = re.compile(r"^[\s—\-–·.•~～|:]*+\d{0,4}[\s—\-–·.•~～|:]*+$")
_LATIN = re.compile(r"^[A-Za-z\s.,&'’\-]+$")
_OPENS_ENTRY = re.compile(r"关于|印发|转发|批转|《|任免(?!$)|[令第]\s*\d|[（(]\d{4}")
_ORGAN_OPENING = re.compile(
    r"^[\u4e00-\u9fff]{2,20}(?:人民政府|政府办公[室厅]|办公[室厅]|委员会|[局厅部委])(?!文件|令$)"
)
PUBLICATION = re.compile(
    r"^(?:本刊)?编(?:辑)?委(?:员)?会$|(?:公报|刊物|期刊|会刊)(?:\s*\d{4}.*)?$|^\d{4}\s*年?\s*[.·第]?.{0,8}期"
)
_TRAILING_LEADER = re.compile(r"(?:[.…·‥．⋯_―─—-]\s?){2,}$|…$")
_NO_SECTION = re.compile(r"[，。；、？！…]$|[“《（(][^”》）)]*$")


def is_contents_heading(text: str) -> bool:
    """目录, 目　录, 本期目录, 目次, 【目录】, 目录 CONTENTS."""
    return bool(_HEADING.match(re.sub(r"[\s#*【】〖〗\[\]:：·—-]", "", text)))


@dataclass
class Entry:
    section: str
    lines: list[Line] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    page: int | None = None


def is_paged(text: str) -> bool:
    """The line ends in a leader with a page, or opens with a page in front of a title."""
    plain = half_width(text)
    if len(plain) > LONGEST:
        return False
    if _PAGE_NUMBER.match(plain):
        return False
    if _ONLY_PAGE.match(plain):
        return bool(_DOTS.search(plain))
    return bool(BEHIND.search(plain) or _BEFORE.match(plain))


def is_paged_by_blank(text: str) -> bool:
    """A title with its page behind a single blank: …的通知 3; a year alone is no page."""
    found = _SPACED.search(half_width(text))
    return (
        found is not None
        and len(text) <= LONGEST
        and len(text[: found.start()].strip()) >= 3
        and int(found["page"]) < 1000
    )


def pages_in_front(body: Sequence[Line]) -> bool:
    texts = [half_width(line.text.strip()) for line in body]
    before = sum(bool(_BEFORE.match(text)) and not BEHIND.search(text) for text in texts)
    behind = sum(bool(BEHIND.search(text)) for text in texts)
    return before > behind


class _Entries:
    """Keeps the section, the entry under way, and what was no part of the contents."""

    def __init__(self, body: Sequence[Line]) -> None:
        self.body = body
        self.section = ""
        self.entries: list[Entry] = []
        self.open: Entry | None = None
        self.left: set[int] = set()

    def took(self, line: Line) -> bool:
        return line.number not in self.left

    def is_other(self, text: str) -> bool:
        plain = "".join(text.split())
        return bool(
            FURNITURE.match(text)
            or _PAGE_NUMBER.match(half_width(text))
            or _LATIN.match(text)
            or (PUBLICATION.search(plain) and len(plain) <= 30)
        )

    def start(self, line: Line | None = None, piece: str = "") -> Entry:
        self.open = Entry(self.section)
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


class PageLast(_Entries):
    def read(self) -> list[Entry]:
        spaced = sum(bool(_SPACED.search(half_width(line.text))) for line in self.body)
        self.pattern = (
            BEHIND if sum(bool(BEHIND.search(half_width(line.text))) for line in self.body) >= spaced / 2 else _SPACED
        )
        for i, line in enumerate(self.body):
            self._line(line, line.text.strip(), self.body[i + 1 :])
        self.close()
        return self.entries

    def _line(self, line: Line, text: str, following: Sequence[Line]) -> None:
        if is_contents_heading(text):  # printed again over the contents' next page
            return
        plain = half_width(text)
        outside = _PAGE_NUMBER.match(plain)
        lone = None if outside else _ONLY_PAGE.match(plain)
        paged = None if lone or outside else self.pattern.search(plain) or BEHIND.search(plain)
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
        elif self._goes_on_behind_page(line, text):
            self.entries[-1].lines.append(line)
            self.entries[-1].pieces.append(text)
        elif self._is_section(line, text, following):
            self.close()
            self.take_section(text)
        else:
            if self.open is not None and self._opens(line, text):
                self.close()
            self.add(line, text)

    def _goes_on_behind_page(self, line: Line, text: str) -> bool:
        """The end of a title whose page stands on its first line: the source shows that the line goes on."""
        if line.opens is not False or self.open is not None or not self.entries or len(text) > LONGEST // 4:
            return False
        title = "".join(self.entries[-1].pieces)
        return not is_letter_title(title) and is_letter_title(title + text)

    def _is_section(self, line: Line, text: str, following: Sequence[Line]) -> bool:
        plain = "".join(text.split())
        if _MARKED_SECTION.match(text):
            return True
        if self.open is None and is_section_label(plain) and following:
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


class PageFirst(_Entries):
    def read(self) -> list[Entry]:
        for line in self.body:
            text = line.text.strip()
            match = _BEFORE.match(half_width(text))
            if match:
                self.close()
                self.start(line, text[match.end() :])
                if self.open is not None:
                    self.open.page = int(match["page"])
            elif is_contents_heading(text):
                continue
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
        return whole and (line.mark > 0 or not genre_of(plain) or is_chronicle_title(plain) or is_section_label(plain))
