"""Turns printed lines into titles: the one that ends above a line, the one that opens below it, and those set alike."""

import re
from collections.abc import Sequence

from policies.grammar.headings import parse_marker
from policies.grammar.numbers import parse_numbers
from policies.grammar.organs import is_organ, issuer_from_title
from policies.reading.addressing import is_subtitle
from policies.reading.display import body_size, display_block
from policies.reading.forms import appendix_label, dated, publicity, signed_and_dated
from policies.reading.lines import Line
from policies.reading.records import NumberRecord
from policies.reading.title_forms import LONGEST, canonical, is_letter_title, is_section_label, is_title, one_line

MOST_LINES = 6
_SESSION = re.compile(r"^[〔（(\[【]\s*第?[一二三四五六七八九十\d]{1,4}届\s*[〕）)\]】]\s*(?=第)")
_CUT = "，。；：！？,;:!?、"


class TitleLines:
    """The lines that print something and are no rows of a grid. `filled` are their indices, `texts` what they print.

    A position counts in these; `known` are titles that the contents name, canonical.
    """

    def __init__(self, lines: Sequence[Line], known: frozenset[str]) -> None:
        self.known = known
        self.filled = [index for index, line in enumerate(lines) if line.text.strip() and not line.shows_cells]
        self.texts = [lines[index].text.strip() for index in self.filled]
        self.body_size = body_size(lines)
        self.shown = [lines[index] for index in self.filled] if self.body_size else []
        self._title_like: dict[int, bool] = {}

    def block(self, at: int) -> tuple[int, int, str] | None:
        """The lines of one look around a position, larger than running text, when they make a title: first, last, title."""
        block = display_block(self.shown, at, self.body_size) if 0 <= at < len(self.shown) else None
        if block is None:
            return None
        first, last = block
        title = one_line(self.texts[first : last + 1])
        return (first, last, title) if is_title(title) and not parse_numbers(self.texts[last]) else None

    def above(self, at: int, taken: int) -> tuple[int, str] | None:
        """The title that ends directly above a number: what is set alike, else as few lines as name the issuer, or as make a title."""
        block = self.block(at - 1)
        if block and block[0] > taken and block[1] == at - 1:
            return block[0], block[2]
        pieces: list[str] = []
        best: tuple[int, str] | None = None
        position = at - 1
        while position > taken and len(pieces) < MOST_LINES and self.may_be_title(position):
            pieces.insert(0, self.texts[position])
            title = one_line(pieces)
            if len(title) > LONGEST:
                break
            if best and issuer_from_title(best[1]) and not is_organ(pieces[0]) and canonical(title) not in self.known:
                break
            if is_title(title) and (issuer_from_title(title) or canonical(title) in self.known or not best):
                best = (position, title)
            position -= 1
        return best

    def below(self, at: int) -> tuple[int, str] | None:
        """The title that opens directly under a number and ends before the addressees or the text."""
        block = self.block(at + 1)
        if block and block[0] == at + 1 and (is_letter_title(block[2]) or canonical(block[2]) in self.known):
            return block[1], block[2]
        pieces: list[str] = []
        best: tuple[int, str] | None = None
        position = at + 1
        while position < len(self.texts) and len(pieces) < MOST_LINES and self.may_be_title(position):
            pieces.append(self.texts[position])
            title = one_line(pieces)
            if is_letter_title(title) or canonical(title) in self.known:
                best = (position, title)
            elif best and not is_subtitle(self.texts[position]):
                break
            position += 1
        return best

    def may_be_title(self, position: int) -> bool:
        if position not in self._title_like:
            self._title_like[position] = 0 <= position < len(self.texts) and self._is_title_like(self.texts[position])
        return self._title_like[position]

    def _is_title_like(self, text: str) -> bool:
        if len(text) > 100 or len(text) < 2 or text[-1] in _CUT or "。" in text or text[0] in "，。、；：）》”":
            return False
        if dated(text) or publicity(text) or signed_and_dated(text) or appendix_label(text) or own_numbers(text):
            return False
        marker = parse_marker(text)
        return marker is None and not is_section_label(text)


def own_numbers(text: str) -> tuple[NumberRecord, ...]:
    """The numbers that a line holds and nothing else, but for the congress's session before them."""
    return parse_numbers(text) or parse_numbers(_SESSION.sub("", text))
