"""Turns a masthead's fields and the lines it was read from into their places: each stands where its words are printed."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from gazette.reading.numbering import read_issue_number
from gazette.reading.records import MastheadRecord
from policies.grammar.dates import find_dates
from policies.grammar.numerals import half_width
from policies.reading.lines import Line
from policies.reading.records import FieldPlace, Place
from policies.reading.signs import alike

_NAMED = ("title", "frequency", "permit_number", "slogan", "publisher", "phone", "postcode", "address", "printer")


def masthead_fields(record: MastheadRecord, lines: Sequence[Line]) -> tuple[FieldPlace, ...]:
    """Paths masthead/title, masthead/fields/2, masthead/board/1. A value that a running head gave has no place of its own."""
    words = _Words([line for line in lines if line.text.strip()])
    found = [(f"masthead/{path}", place) for path, place in _places(record, words)]
    return tuple(FieldPlace(path, place) for path, place in found if place)


def _places(record: MastheadRecord, words: "_Words") -> Iterator[tuple[str, Place | None]]:
    for name in _NAMED:
        value = getattr(record, name)
        label = next((label for label, one in record.fields if value and value in one), "")
        yield name, words.find(f"{label}：{value}") or words.find(label + value) or words.find(value)
    yield "number", words.number(record)
    yield "published_on", words.day(record)
    for n, (label, value) in enumerate(record.fields, 1):
        yield f"fields/{n}", words.find(label + "：" + value) or words.find(value) or words.find(label)
    for n, (role, names) in enumerate(record.board, 1):
        yield f"board/{n}", words.run(role, names)


class _Words:
    """The masthead's lines as one run of characters, so that a value is found that print broke over two."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        plain = [alike(line.text.replace("**", "")) for line in lines]
        self.text = "".join(plain)
        self.starts = list(accumulate((len(one) for one in plain[:-1]), initial=0)) if plain else []

    def find(self, value: str) -> Place | None:
        wanted = alike(value)
        at = self.text.find(wanted) if wanted else -1
        return self._place(at, at + len(wanted)) if at >= 0 else None

    def run(self, role: str, names: Sequence[str]) -> Place | None:
        """From a role to its last name that stands close behind it."""
        at = self.text.find(alike(role))
        end = at + len(alike(role))
        for name in names if at >= 0 else ():
            behind = self.text.find(alike(name), end)
            end = behind + len(alike(name)) if 0 <= behind <= end + 80 else end
        return self._place(at, end) if at >= 0 else None

    def number(self, record: MastheadRecord) -> Place | None:
        """The line that names most of year, number and running total."""
        wanted = (record.year, record.number, record.total_number)
        scored = [(self._agreeing(line, wanted), -at) for at, line in enumerate(self.lines)]
        best, at = max(scored, default=(0, 0))
        line = self.lines[-at] if best else None
        return Place.of(line) if line else None

    def _agreeing(self, line: Line, wanted: tuple[int | None, ...]) -> int:
        found = read_issue_number(half_width(line.text))
        own = (found.year, found.number, found.total)
        return sum(a is not None and a == b for a, b in zip(own, wanted, strict=True)) if found.any else 0

    def day(self, record: MastheadRecord) -> Place | None:
        day = record.published_on
        for line in self.lines if day else ():
            for match in find_dates(half_width(line.text)):
                if (match.value.month, match.value.day) == (day.month, day.day) if day else False:
                    return Place.of(line)
        return None

    def _place(self, start: int, end: int) -> Place:
        first = self.lines[bisect_right(self.starts, start) - 1]
        last = self.lines[bisect_right(self.starts, max(start, end - 1)) - 1]
        numbers = sorted((first.number, last.number))
        return Place(numbers[0], numbers[1], first.page)
