"""Turns the lines of an issue into the places where documents open: a title and a number in either order, or a title alone.

A title may run over several lines. It is recognised by its form (issuer, 关于, genre) or because the contents name it.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from policies.grammar.genres import genre_of, is_personnel
from policies.grammar.headings import parse_marker
from policies.grammar.numbers import NumberMatch, find_numbers, parse_numbers, with_series
from policies.grammar.organs import issuer_from_title
from policies.reading.addressing import is_subtitle
from policies.reading.forms import addressees, dated, publicity, signed_and_dated
from policies.reading.layout import is_terminated
from policies.reading.lines import Line
from policies.reading.records import NumberRecord
from policies.reading.signs import squeeze
from policies.reading.title_forms import LONGEST, canonical, is_letter_title, is_section_label, is_title, one_line
from policies.reading.title_lines import MOST_LINES, TitleLines, own_numbers

_SHORT_REPORT = re.compile(r"^[\u4e00-\u9fff]{2,12}报告$")  # 政府工作报告 names no issuer
_ALONE = re.compile(
    r"^(?:.{2,30}(?:人民政府|办公[室厅]|委员会|[局厅委]|次会议))?(?:关于.{2,80}的?(?:公告|通告|令|决定|决议|公报)|(?:命?令|公告|通告|任免通知|任免名单|人事任免))$"
)
_REPORT = re.compile(r"报告(?:[（(][^（()）]*[）)])?$")
_SERIES_WORD = re.compile(r"(?:令|公告|通告)$")
_ISSUE = re.compile(r"^[^。，]{0,40}第\s*\d{1,3}\s*期[^。，]{0,16}$")


@dataclass(frozen=True, slots=True)
class Opening:
    """Indices into the lines: `first` where the head opens, `body` the first line behind title and number."""

    first: int
    body: int
    title: str
    numbers: tuple[NumberRecord, ...] = ()


def find_openings(lines: Sequence[Line], known: Collection[str] = ()) -> list[Opening]:
    """All openings in order. `known` are titles as the contents print them; lines inside grids are never looked at."""
    return _Finder(lines, frozenset(canonical(title) for title in known)).openings()


class _Finder:
    def __init__(self, lines: Sequence[Line], known: frozenset[str]) -> None:
        self.lines, self.known = lines, known
        self.titles = TitleLines(lines, known)
        self.filled, self.texts = self.titles.filled, self.titles.texts

    def openings(self) -> list[Opening]:
        found: list[Opening] = []
        at = 0
        taken = -1  # position of the last line that belongs to a head
        for at in range(len(self.filled)):
            if at <= taken:
                continue
            opening, last = (
                self._numbered(at, taken, found[-1] if found else None) or self._unnumbered(at, found) or (None, at)
            )
            if opening:
                found.append(opening)
                taken = last
        return found

    def _numbered(self, at: int, taken: int, before: Opening | None) -> tuple[Opening, int] | None:
        text = self.texts[at]
        if len(text) > 80 or not any(word in text for word in ("号", "〕", "]")):
            return None
        records = own_numbers(text)
        if not records:
            return self._number_within_title(at)
        above = self.titles.above(at, taken)
        beneath = self._title_under_letterhead(at, above[1]) if above else None
        if above and beneath:
            return self._opened(above[0], beneath[0], beneath[1], records), beneath[0]
        if above:
            first, title = above
            return (self._opened(first, at, title, records), at) if self._has_body(at, titled=True) else None
        if text[0] in "（(":
            return None
        below = self.titles.below(at)
        if below and self._has_body(below[0], titled=False):
            last, title = below
            return self._opened(at, last, title, records), last
        if _SERIES_WORD.search(records[0].series):
            return self._opened(at, at, records[0].series, records), at
        if before and is_personnel(before.title) and records[0].series:
            return self._opened(at, at, before.title, records), at
        return None

    def _title_under_letterhead(self, at: int, title: str) -> tuple[int, str] | None:
        """The title of its own under 安澜市人民政府公告 and a number; a document follows it, no further number."""
        if not _SERIES_WORD.search(title) or "关于" in title:
            return None
        below = self.titles.below(at)
        own = below and "关于" in below[1] and genre_of(below[1]) == genre_of(title)
        return below if below and own and self._has_body(below[0], titled=False) else None

    def _has_body(self, at: int, *, titled: bool) -> bool:
        """A text follows: titles and numbers by turns are a list of documents, not documents.

        `titled`: the title stands above; then another title below belongs to the next document.
        """
        if titled and self.titles.below(at):
            return False
        for position in range(at + 1, min(at + 7, len(self.texts))):
            text = self.texts[position]
            if len(text) >= 30 or addressees(text) or (is_terminated(text) and len(text) >= 6):
                return True
            if parse_numbers(text):
                return False
        return True

    def _opened(self, first: int, last: int, title: str, records: tuple[NumberRecord, ...]) -> Opening:
        numbers = tuple(record if record.series else with_series(record, _series_of(title)) for record in records)
        return Opening(self.filled[first], self.filled[last] + 1, title, numbers)

    def _number_within_title(self, at: int) -> tuple[Opening, int] | None:
        """Title and number on one line, the number behind or before: …的通知（安政发〔2022〕3号）."""
        text = self.texts[at]
        found = (
            find_numbers(text) if (len(text) <= 100 and not is_terminated(text)) or text.endswith(("）", ")")) else []
        )
        if len(found) != 1 or not self._is_closed(at - 1):
            return None
        title = _without_number(text, found[0])
        if not title or not is_letter_title(title):
            return None
        return self._opened(at, at, title, (found[0].record,)), at

    def _unnumbered(self, at: int, found: Sequence[Opening]) -> tuple[Opening, int] | None:
        block = self.titles.block(at)
        if block:
            first, last, title = block
            numbered = last + 1 < len(self.texts) and bool(parse_numbers(self.texts[last + 1]))
            opens = first == at and not numbered and self._opens_document(title, last, found)
            return (Opening(self.filled[at], self.filled[last] + 1, title), last) if opens else None
        goes_on = self.lines[self.filled[at]].opens is False
        if goes_on or not self.titles.may_be_title(at) or not self._is_closed(at - 1):
            return None
        pieces: list[str] = []
        for position in range(at, min(at + MOST_LINES, len(self.texts))):
            if not self.titles.may_be_title(position):
                break
            pieces.append(self.texts[position])
            title = one_line(pieces)
            if len(title) > LONGEST:
                break
            if position + 1 < len(self.texts) and parse_numbers(self.texts[position + 1]):
                return None  # the number's own turn comes with the next lines
            if self._opens_document(title, position, found):
                return Opening(self.filled[at], self.filled[position] + 1, title), position
        return None

    def _opens_document(self, title: str, last: int, found: Sequence[Opening]) -> bool:
        following = self.texts[last + 1] if last + 1 < len(self.texts) else ""
        if canonical(title) in self.known and len(canonical(title)) >= 4:
            return not found or not self._is_announced(title, found[-1], last)
        if found and self._is_announced(title, found[-1], last):
            return False
        if _SHORT_REPORT.match(title) and is_subtitle(following):
            return True
        if not is_letter_title(title):
            return False
        if addressees(self._paragraph_head(last + 1)):
            return True
        if _REPORT.search(title) and (is_subtitle(following) or (found == [] and issuer_from_title(title))):
            return True
        return bool(_ALONE.match(title)) and len(following) >= 12 and not parse_marker(following)

    def _paragraph_head(self, position: int) -> str:
        """The next up to four lines up to a colon: an addressee line may be wrapped."""
        text = ""
        for piece in self.texts[position : position + 4]:
            text += piece
            if text[-1] in "：:" or is_terminated(piece):
                break
        return text

    def _is_announced(self, title: str, opening: Opening, last: int) -> bool:
        """The text that the document before it issues: its own title or its letter, above line `last`, names it."""
        name = canonical(title)
        if name in canonical(opening.title):
            return True
        start = bisect_left(self.filled, opening.body)
        above = last + 1
        while above > start and name.endswith(canonical(self.texts[above - 1])):
            above -= 1
        notice = canonical("".join(self.texts[start : min(start + 60, above)]))
        return name in notice

    def _is_closed(self, position: int) -> bool:
        """Whether a new document may open behind this line: it ends a sentence, or is a date, a note, a label, a grid."""
        if position < 0 or (self.filled[position + 1] - self.filled[position] > 1 and self._grid_between(position)):
            return True
        text = self.texts[position]
        return bool(
            is_terminated(text)
            or dated(text)
            or publicity(text)
            or signed_and_dated(text)
            or is_section_label(text)
            or parse_numbers(text)
            or is_title(text)
            or _ISSUE.search(text)
            or self.lines[self.filled[position]].mark
        )

    def _grid_between(self, position: int) -> bool:
        return any(
            self.lines[index].shows_cells for index in range(self.filled[position] + 1, self.filled[position + 1])
        )


def _series_of(title: str) -> str:
    """What a number without series counts: 安澜市人民政府令 of an order; of announcements the genre."""
    genre = genre_of(title)
    if genre in ("公告", "通告") and "关于" in title:
        return genre
    return re.sub(r"\s+", "", title) if _SERIES_WORD.search(title) else genre


def _without_number(text: str, found: NumberMatch) -> str:
    before, after = text[: found.start].rstrip(" \u3000（(【[〔"), text[found.end :].strip(" \u3000）)】]〕")
    return squeeze(before if before else after) if not (before and after) else ""
