"""Turns the list of appendices under a text into its items: 附件：1. … 2. …, 附件1：…, 附件：… （略）."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policies.grammar.headings import MarkerKind, parse_marker
from policies.grammar.numerals import parse_numeral
from policies.reading.forms import (
    appendix_label,
    dated,
    is_omission_line,
    listed_appendix,
    omission,
    omitted_numbers,
    publicity,
    signature,
)
from policies.reading.layout import Geometry, is_terminated
from policies.reading.lines import Line
from policies.reading.signs import squeeze

_LONGEST = 160
_PAIRS = (("（", "）"), ("《", "》"), ("“", "”"), ("(", ")"))


@dataclass(frozen=True, slots=True)
class ListedAppendix:
    """One line of the list; `line` is the index it opens on. `remark`: （略）, （不公开） behind the title."""

    number: int | None
    label: str
    title: str
    omitted: bool
    line: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class AppendixList:
    """`note` is a remark printed under the list, （附件略，…）, and `note_first` the index it opens on."""

    first: int
    last: int
    items: tuple[ListedAppendix, ...]
    note: str = ""
    note_first: int | None = None


def read_list(lines: Sequence[Line], at: int, geometry: Geometry) -> AppendixList | None:
    """The list that opens at index `at`, None when none does."""
    text = lines[at].text.strip()
    listed = listed_appendix(text)
    bare = appendix_label(text) if not listed and text[-1:] in "：:" else None
    if not listed and not bare:
        return None
    reader = _ListReader(lines, at, geometry)
    return reader.read(listed[2] if listed else "", listed[0] if listed else "附件", listed[1] if listed else "")


class _ListReader:
    def __init__(self, lines: Sequence[Line], at: int, geometry: Geometry) -> None:
        self.lines, self.at, self.geometry = lines, at, geometry
        self.entries: list[tuple[str, str, str, int]] = []  # label, number, title so far, line
        self.last, self.note = at, ""
        self.note_first: int | None = None

    def read(self, rest: str, label: str, number: str) -> AppendixList | None:
        if rest:
            self._add(label, number, rest, self.at)
        index, gap = self.at + 1, 0
        while index < len(self.lines) and gap < 3:
            text = self.lines[index].text
            if not text.strip():
                gap, index = gap + 1, index + 1
                continue
            if self.note and not self._note_is_open():
                break
            if not self._takes(text, index):
                break
            self.last, gap, index = index, 0, index + 1
        items = tuple(self._item(*entry) for entry in self.entries)
        return AppendixList(self.at, self.last, items, self.note, self.note_first) if items else None

    def _add(self, label: str, number: str, rest: str, index: int) -> None:
        marker = parse_marker(rest)
        if not number and marker and marker.kind in (MarkerKind.ARABIC, MarkerKind.ARABIC_BRACKET):
            number, rest = str(marker.number), rest[marker.end :]
        self.entries.append((label, number, rest.strip(), index))

    def _takes(self, text: str, index: int) -> bool:
        """Whether a line belongs to the list: a next item, the rest of an item, or the remark that all are left out."""
        plain = text.strip()
        if self._note_is_open():
            self.note += plain
            return True
        if is_omission_line(plain):
            self.note, self.note_first = plain, index
            return True
        if dated(plain) or publicity(plain) or "\t" in text or appendix_label(plain):
            return False
        listed = listed_appendix(plain)
        if listed:
            self._add(*listed[:2], listed[2], index)
            return True
        marker = parse_marker(plain)
        if marker:
            wanted = marker.kind in (MarkerKind.ARABIC, MarkerKind.ARABIC_BRACKET) and len(plain) <= _LONGEST
            follows = (
                marker.number == (parse_numeral(self.entries[-1][1]) or 0) + 1 if self.entries else marker.number == 1
            )
            if wanted and follows and not is_terminated(plain.rstrip("；;。")):
                self._add(self.entries[-1][0] if self.entries else "附件", "", plain.rstrip("；;。"), index)
                return True
            return False
        return self._goes_on(text, index)

    def _goes_on(self, text: str, index: int) -> bool:
        if not self.entries or self.lines[index].mark:
            return False
        label, number, title, line = self.entries[-1]
        before = self.lines[self.last].text
        open_bracket = any(title.count(a) > title.count(b) for a, b in _PAIRS)
        near = index == self.last + 1 or not self.geometry.gapped
        indented = len(text) - len(text.lstrip()) >= 2
        full = self.geometry.wrapped and (self.geometry.is_full(before) or self.geometry.is_full(before, indent=True))
        if not (open_bracket or (indented and not signature(text)) or (full and not signature(text) and near)):
            return False
        if is_terminated(text) or len(title) + len(text) > _LONGEST:
            return False
        self.entries[-1] = (label, number, title + text.strip(), line)
        return True

    def _note_is_open(self) -> bool:
        return bool(self.note) and self.note[0] in "（(" and self.note[-1] not in "）)" and len(self.note) < 120

    def _item(self, label: str, number: str, title: str, line: int) -> ListedAppendix:
        left_out = omission(title)
        plain = squeeze(title[: len(title) - len(left_out)] if left_out else title).rstrip("；;。")
        value = parse_numeral(number) if number else None
        named = omitted_numbers(self.note)
        by_note = bool(self.note) and (not named or value in named)
        whole = label if value is None else f"{label}{value}"
        title = re.sub(r"^《(.*)》$", r"\1", plain)
        return ListedAppendix(value, whole, title, bool(left_out) or by_note, line, left_out)
