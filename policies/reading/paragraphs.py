"""Turns lines of running text into paragraphs: joins what the column, the page or the extraction broke.

The rule is the sentence: what has not ended goes on, unless the next line opens with a marker. Where paragraphs are wrapped,
a line that does not fill its column ends its paragraph, and one that is indented opens one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policies.grammar.headings import Marker, MarkerKind, parse_marker, split_heading
from policies.reading.layout import Geometry, is_indented, is_terminated
from policies.reading.lines import Line
from policies.reading.records import Place

_NEVER_FIRST = "，。、；：）》”’〉】〕％%,;:)"
_SENTENCE = re.compile("[。；！？]")
_PAIRS = (("（", "）"), ("《", "》"), ("“", "”"), ("〔", "〕"), ("(", ")"), ("【", "】"))
_OPENING_WORDS = re.compile(r"^(?:前\s*言|引\s*言|序\s*言|导\s*言|绪\s*论|总\s*则|附\s*则|结\s*语|后\s*记|摘\s*要)$")
_ASIDE = re.compile(
    r"^[（(](?:.{0,12}(?:责任|牵头|配合|实施|负责)[^（）()]{0,8}[:：].*|.*(?:负责|配合|牵头|落实|参与))[。]?[）)][。；]?$"
)
_INLINE_ASIDE = re.compile(r"[。；][（(][^（）()]{0,200}(?:[（(][^（）()]*[）)][^（）()]{0,200}){0,8}[）)][。；]?$")
_ROSTER = re.compile(
    r"^(?:[\u4e00-\u9fff](?:[\u4e00-\u9fff \u3000]{0,10})[：:][ \u3000]*[\u4e00-\u9fff]|[\u4e00-\u9fff](?:[ \u3000]*[\u4e00-\u9fff]){1,3}[ \u3000]+[\u4e00-\u9fff（(])"
)
_LATIN = re.compile(r"[A-Za-z]")
_SEARCH = 80
_TAIL = 400


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`mark` is the count of # before its first line; `place` its lines in the source."""

    text: str
    place: Place
    mark: int = 0


def join_paragraphs(lines: Sequence[Line], geometry: Geometry) -> list[Paragraph]:
    """Paragraphs of lines that are running text and headings only: no tables, no furniture. Blank lines are allowed."""
    return _Joiner([line for line in lines if line.text.strip()], geometry).joined()


class _Joiner:
    def __init__(self, lines: list[Line], geometry: Geometry) -> None:
        self.lines, self.geometry = lines, geometry
        self.texts = [line.text.strip() for line in lines]
        self.markers = [parse_marker(text) for text in self.texts]
        self.asides_inline = sum(bool(_INLINE_ASIDE.search(text[-_TAIL:])) for text in self.texts) >= 3

    def joined(self) -> list[Paragraph]:
        paragraphs: list[Paragraph] = []
        start = 0
        while start < len(self.lines):
            pieces, end = [self.texts[start]], start
            tail = self.texts[start]
            while end + 1 < len(self.lines) and self._goes_on(start, end, tail):
                end += 1
                pieces.append(self.texts[end])
                tail = (tail + self.texts[end])[-_TAIL:]
            first, last = self.lines[start], self.lines[end]
            paragraphs.append(Paragraph(glue(pieces), Place.of(first, last), self.lines[start].mark))
            start = end + 1
        return paragraphs

    def _goes_on(self, start: int, end: int, tail: str) -> bool:
        """Whether the paragraph of lines start..end, whose last characters are `tail`, goes on in the next line."""
        following, marker = self.texts[end + 1], self.markers[end + 1]
        if self.lines[end + 1].opens is not None:
            return not self.lines[end + 1].opens
        if following[0] in _NEVER_FIRST:
            return True
        if is_indented(self.lines[end + 1].text) and self.geometry.indented and (marker or is_terminated(tail)):
            return False
        if self._is_cut_within_brackets(tail, following, marker):
            return True
        if marker or self.lines[end + 1].mark or (self.lines[start].mark and len(tail) <= 60):
            return False
        if is_terminated(tail):
            return self._goes_on_after_stop(end, following)
        if is_roster(self.texts[end]) and (is_roster(following) or not self._fills_its_column(end)):
            return False
        if self._is_heading_so_far(start, end):
            return self._heading_goes_on(start, end)
        return True

    def _is_cut_within_brackets(self, tail: str, following: str, marker: Marker | None) -> bool:
        if is_terminated(tail) and not self.geometry.wrapped:
            return False
        if marker and marker.kind not in (MarkerKind.DASH, MarkerKind.ARABIC, MarkerKind.ARABIC_BRACKET):
            return False
        return any(
            tail.count(opening) > tail.count(closing)
            and -1 < following.find(closing) < (following.find(opening) if opening in following else len(following))
            for opening, closing in _PAIRS
        )

    def _goes_on_after_stop(self, end: int, following: str) -> bool:
        if not self.geometry.wrapped:
            return self.asides_inline and bool(_ASIDE.match(following))
        line = self.lines[end]
        if self.geometry.indented:
            return not is_indented(self.lines[end + 1].text) and self._could_be_full(line.text)
        if not self.geometry.is_full(line.text) and not (
            self._opens(end) and self.geometry.is_full(line.text, indent=True)
        ):
            return self.asides_inline and bool(_ASIDE.match(following))
        if self.geometry.gapped and self.lines[end + 1].number - line.number > 1:
            return False
        return not self.geometry.starts_paragraph(following)

    def _opens(self, index: int) -> bool:
        return index == 0 or is_terminated(self.texts[index - 1]) or self.markers[index] is not None

    def _is_heading_so_far(self, start: int, end: int) -> bool:
        text = "".join(self.texts[start : end + 1])
        if _SENTENCE.search(text) or len(text) > 60 or text[-1] in "，、,":
            return False
        marker = self.markers[start]
        if marker and marker.kind in (MarkerKind.DASH, MarkerKind.ARTICLE):
            return False
        if marker is None:
            return bool(_OPENING_WORDS.match(text)) or (len(text) <= 14 and not re.search("[，、：（“]", text))
        return True

    def _heading_goes_on(self, start: int, end: int) -> bool:
        line, following = self.lines[end].text, self.texts[end + 1]
        if self.markers[start] is None:
            return self.geometry.wrapped and self.geometry.is_full(line, indent=start == end)
        votes = self._siblings_vote(start)
        if not self.geometry.wrapped:
            text = "".join(self.texts[start : end + 1])
            return votes < 0 or (len(text) > 45 and text[-1] not in "）》)")
        if not self.geometry.is_full(line, indent=start == end):
            return False
        if not is_terminated(following) and not self._could_be_full(following):
            return True
        starts = self.geometry.starts_paragraph(following)
        if starts is None:
            return votes < 0 or (votes == 0 and bool(re.search("[，、]", "".join(self.texts[start : end + 1]))))
        return not starts

    def _fills_its_column(self, index: int) -> bool:
        return self.geometry.wrapped and self._could_be_full(self.texts[index])

    def _could_be_full(self, text: str) -> bool:
        return self.geometry.is_full(text) or self.geometry.is_full(text, indent=True)

    def _siblings_vote(self, index: int) -> int:
        """Positive when paragraphs numbered beside this one are headings alone, negative when they are text."""
        own = self.markers[index]
        assert own is not None
        votes = 0
        for step in (-1, 1):
            at = index + step
            while 0 <= at < len(self.lines) and abs(at - index) <= _SEARCH:
                marker = self.markers[at]
                if marker and marker.rank < own.rank:
                    break
                if marker and marker.rank == own.rank:
                    votes += self._vote(at)
                at += step
        return votes

    def _vote(self, at: int) -> int:
        """1 when the numbered line is a heading alone, -1 when it is a statement, 0 when it is a heading that runs on or hides which."""
        text = self.texts[at]
        if _SENTENCE.search(text) or is_terminated(text):
            return 0 if split_heading(text).heading else -1
        if not self.geometry.wrapped or not self.geometry.is_full(text, indent=True):
            return 1
        return int(at + 1 < len(self.lines) and self.markers[at + 1] is not None)


def is_roster(text: str) -> bool:
    """A line of a list of people: 组　长：张　三　市长, or 李四　副市长."""
    if parse_marker(text) is not None:
        return False
    return len(text) <= 45 and not re.search("[。，；！？、]$|[。；]", text) and bool(_ROSTER.match(text))


def glue(pieces: Sequence[str]) -> str:
    """Pieces of one sentence in a row; a blank only between Latin words."""
    parts: list[str] = []
    for piece in pieces:
        if parts and _LATIN.match(parts[-1][-1]) and _LATIN.match(piece[0]):
            parts.append(" ")
        parts.append(piece)
    return "".join(parts)
