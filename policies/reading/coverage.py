"""Turns what records hold and what is printed into an account: kept once, dropped as furniture, lost, held twice.

Every printed character of a line is claimed by one record at most, characters compared in print's order. White space, the
tags and pipes of tables and lines that are only drawn are no print.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from policies.reading.findings import lost_text, text_held_twice
from policies.reading.forms import compact
from policies.reading.lines import Line, LineKind
from policies.reading.markup import without_tags
from policies.reading.records import CoverageRecord, FindingRecord, Place
from policies.reading.sources.source import Source

_DRAWN = re.compile(r"^[\s|:+=\-—–─_*#~·.…┼┬┴├┤┌┐└┘│┃━]*$")
_WORDS = re.compile(r"[\w]+|[^\w]")
_SHORTEST_TWICE = 8
_MOST_COMPARED = 3_000_000
_FREE, _KEPT, _FURNITURE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Holding:
    """The strings of one record in print's order, and the numbers of the lines it claims.

    `joints` are marks that the record's form stands for: the comma between two addressees, the stop behind a run-in
    heading. `anywhere`: the lines of the table that a row is of, on which it may stand too; `unordered`: that table was
    rebuilt from a broken layout, so that its characters count without their order.
    `derived`: what it holds may stand in another record as well, as the title of an appendix does in its list.
    """

    path: str
    lines: Sequence[int]
    strings: tuple[str, ...]
    joints: str = ""
    furniture: bool = False
    anywhere: Sequence[int] = ()
    unordered: bool = False
    derived: bool = False


@dataclass(slots=True)
class _Printed:
    number: int
    page: int | None
    text: str
    state: bytearray
    cells: tuple[range, ...] = ()  # of a grid's row, where the source parts its cells

    @property
    def free(self) -> str:
        """The characters that nobody has claimed."""
        if not any(self.state):
            return self.text
        return "".join(c for c, state in zip(self.text, self.state, strict=True) if state == _FREE)

    def claim(self, positions: Iterable[int], state: int) -> None:
        for position in positions:
            self.state[position] = state

    def open_positions(self) -> list[int]:
        return [i for i, state in enumerate(self.state) if state == _FREE]


@dataclass(slots=True)
class _Entry:
    """A holding on the ledger; `used` marks the characters of `text` that were found in print."""

    holding: Holding
    text: str
    used: bytearray

    @property
    def state(self) -> int:
        return _FURNITURE if self.holding.furniture else _KEPT

    @property
    def rest(self) -> list[int]:
        return [i for i, used in enumerate(self.used) if not used]

    def place_of(self, piece: str, cursor: int) -> int:
        """Where a line's text stands unused, from `cursor` on if it can be; -1 for none, or for a lone character out of turn."""
        at = self.text.find(piece, cursor) if piece else -1
        if at < 0 and piece:
            at = self.text.find(piece)
        if at < 0 or any(self.used[at : at + len(piece)]) or (len(piece) < 2 and at != cursor):
            return -1
        return at


@dataclass(frozen=True, slots=True)
class Account:
    """The figures; where characters are lost or held twice; and a finding for each of these places."""

    coverage: CoverageRecord
    lost: tuple[Place, ...] = ()
    twice: tuple[Place, ...] = ()
    findings: tuple[FindingRecord, ...] = ()


def printed_text(line: Line) -> str:
    """The printed characters of a line: without white space, tags and the pipes that part a row's cells."""
    text = line.text
    if line.kind is LineKind.FIGURE or _DRAWN.match(text):
        return ""
    if text.lstrip().startswith("|") or text.rstrip().endswith("|"):
        text = re.sub(r"(?<!\\)\|", " ", text).replace("\\|", "|")
    return compact(without_tags(text) if "<" in text else text)


def unread_characters(source: Source) -> int:
    """How many characters the format counted that none of its lines has."""
    if source.characters is None:
        return 0
    return max(0, source.characters - sum(len("".join(line.text.split())) for line in source.lines))


@dataclass(slots=True)
class Ledger:
    """Holdings are entered the narrowest first: a line belongs to whoever claims it first."""

    lines: dict[int, _Printed]
    entries: list[_Entry] = field(default_factory=list)

    @classmethod
    def of(cls, source: Sequence[Line]) -> "Ledger":
        printed = ((line, printed_text(line)) for line in source)
        return cls({line.number: _printed(line, text) for line, text in printed if text})

    def enter(self, holding: Holding) -> None:
        """Claims the lines that stand in the holding's strings whole, but for joints at their ends; the rest waits."""
        text = compact("".join(holding.strings))
        entry = _Entry(holding, text, bytearray(len(text)))
        self.entries.append(entry)
        joints, cursor = compact(holding.joints), 0
        for line in self._open(holding.lines):
            free = line.free
            bare = free.strip(joints) if joints else free
            for piece in dict.fromkeys((free, bare)):
                at = entry.place_of(piece, cursor)
                if at >= 0:
                    entry.used[at : at + len(piece)] = b"\1" * len(piece)
                    start = free.find(piece)
                    line.claim(line.open_positions()[start : start + len(piece)], entry.state)
                    cursor = at + len(piece)
                    break
            else:
                _enter_cells(entry, line)

    def settle(self) -> None:
        """Finds what is left of the holdings in what is left of their lines: lines held in part, and rebuilt tables."""
        for entry in self.entries:
            if not all(entry.used):
                self._align(entry)
        tables: defaultdict[Sequence[int], list[_Entry]] = defaultdict(list)
        for entry in self.entries:
            if entry.holding.anywhere and not all(entry.used):
                tables[entry.holding.anywhere].append(entry)
        for lines, entries in tables.items():
            self._find(lines, entries)
            if entries[0].holding.unordered:
                self._count(lines, entries)
        for entry in self.entries:
            if entry.holding.joints:
                self._join(entry)

    def _open(self, numbers: Sequence[int]) -> Iterator[_Printed]:
        return (line for number in numbers if (line := self.lines.get(number)) and not all(line.state))

    def _align(self, entry: _Entry) -> None:
        places = [(line, i) for line in self._open(entry.holding.lines) for i in line.open_positions()]
        rest = entry.rest
        if not places or not rest:
            return
        held = "".join(entry.text[i] for i in rest)
        printed = "".join(line.text[i] for line, i in places)
        joints = compact(entry.holding.joints)
        least = 1 if sum(c not in joints for c in printed) <= 2 * len(held) + 20 else 4
        for start, at, size in _blocks(held, printed):
            if size < least:
                continue
            for offset in range(size):
                line, position = places[at + offset]
                line.state[position] = entry.state
                entry.used[rest[start + offset]] = 1

    def _find(self, lines: Sequence[int], entries: Sequence[_Entry]) -> None:
        """Whole lines that one of the table's cells holds, though they stand apart from its row."""
        cells: defaultdict[str, list[tuple[_Entry, int]]] = defaultdict(list)
        for entry in entries:
            at = 0
            for cell in map(compact, entry.holding.strings):
                if len(cell) > 1 and not any(entry.used[at : at + len(cell)]):
                    cells[cell].append((entry, at))
                at += len(cell)
        for line in self._open(lines):
            if cells.get(line.free):
                entry, at = cells[line.free].pop(0)
                entry.used[at : at + len(line.free)] = b"\1" * len(line.free)
                line.claim(line.open_positions(), entry.state)

    def _count(self, lines: Sequence[int], entries: Sequence[_Entry]) -> None:
        waiting: defaultdict[str, list[tuple[_Entry, int]]] = defaultdict(list)
        for entry in entries:
            for i in entry.rest:
                waiting[entry.text[i]].append((entry, i))
        for line in self._open(lines):
            for position in line.open_positions():
                if waiting.get(line.text[position]):
                    entry, i = waiting[line.text[position]].pop()
                    entry.used[i] = 1
                    line.state[position] = _KEPT

    def _join(self, entry: _Entry) -> None:
        joints = compact(entry.holding.joints)
        for line in self._open(entry.holding.lines):
            for run in _runs_of_joints(line, joints):
                line.claim(run, entry.state)

    def _twice(self) -> list[tuple[str, _Printed, str]]:
        """Path, line and characters of what a record holds though another has its line already."""
        found = []
        for entry in self.entries:
            if entry.holding.derived or entry.holding.furniture or all(entry.used):
                continue
            lines = [line for number in entry.holding.lines if (line := self.lines.get(number))]
            whole = "".join(line.text for line in lines)
            for piece in _runs(entry):
                at = whole.find(piece)
                if at >= 0:
                    found.append((entry.holding.path, _line_at(lines, at), piece))
        return found

    def account(self, *, unread: int = 0) -> "Account":
        """`unread`: characters that the format counted and that never became lines."""
        states: Counter[int] = Counter()
        for line in self.lines.values():
            states.update(line.state)
        twice = [(path, _place([(line, piece)]), piece) for path, line, piece in self._twice()]
        lost = [(_place(run), "".join(text for _, text in run)) for run in self._lost_runs()]
        doubled = min(sum(len(piece) for _, _, piece in twice), states[_KEPT])
        return Account(
            CoverageRecord(
                characters=states.total() + unread,
                kept=states[_KEPT] - doubled,
                furniture=states[_FURNITURE],
                lost=states[_FREE],
                doubled=doubled,
                unread=unread,
            ),
            lost=tuple(place for place, _ in lost),
            twice=tuple(place for _, place, _ in twice),
            findings=(
                *(lost_text(place, text) for place, text in lost),
                *(text_held_twice(path, place, piece) for path, place, piece in twice),
            ),
        )

    def _lost_runs(self) -> list[list[tuple[_Printed, str]]]:
        """Lost characters of lines that follow each other, blank ones between them not counted."""
        order = {number: position for position, number in enumerate(self.lines)}
        runs: list[list[tuple[_Printed, str]]] = []
        lost = ((line, line.free) for line in self.lines.values() if not all(line.state))
        for line, text in lost:
            follows = runs and order[line.number] - order[runs[-1][-1][0].number] == 1
            if follows and runs[-1][-1][0].page == line.page:
                runs[-1].append((line, text))
            else:
                runs.append([(line, text)])
        return runs


def _printed(line: Line, text: str) -> _Printed:
    ends = list(accumulate(len(compact(cell)) for cell in line.text.split("\t"))) if "\t" in line.text else []
    whole = bool(ends) and ends[-1] == len(text)
    cells = tuple(range(first, last) for first, last in pairwise([0, *ends]) if last > first) if whole else ()
    return _Printed(line.number, line.page, text, bytearray(len(text)), cells)


def _enter_cells(entry: _Entry, line: _Printed) -> None:
    """Cell by cell, where a row goes on over a page: its cells then stand in two lines by turns."""
    for cell in line.cells:
        piece = line.text[cell.start : cell.stop]
        at = entry.text.find(piece) if not any(line.state[i] for i in cell) else -1
        while at >= 0 and any(entry.used[at : at + len(piece)]):
            at = entry.text.find(piece, at + 1)
        if at >= 0:
            entry.used[at : at + len(piece)] = b"\1" * len(piece)
            line.claim(cell, entry.state)


def _place(run: Sequence[tuple[_Printed, str]]) -> Place:
    return Place(run[0][0].number, run[-1][0].number, run[0][0].page)


def _runs_of_joints(line: _Printed, joints: str) -> Iterator[range]:
    """Unclaimed runs of joints that claimed characters or the line's ends enclose."""
    at = 0
    while at < len(line.state):
        end = at
        while end < len(line.state) and line.state[end] == _FREE:
            end += 1
        if end > at and all(c in joints for c in line.text[at:end]):
            yield range(at, end)
        at = max(end, at + 1)


def _line_at(lines: Sequence[_Printed], at: int) -> _Printed:
    for line in lines:
        if at < len(line.text):
            return line
        at -= len(line.text)
    return lines[-1]


def _runs(entry: _Entry) -> list[str]:
    """Unfound runs of a holding's characters that are long enough to be a text of their own."""
    runs, at = [], 0
    while at < len(entry.used):
        end = entry.used.find(1, at)
        end = len(entry.used) if end < 0 else end
        if end - at >= _SHORTEST_TWICE:
            runs.append(entry.text[at:end])
        at = end + 1
    return runs


def _blocks(held: str, printed: str) -> list[tuple[int, int, int]]:
    """Equal blocks in order: start in `held`, start in `printed`, size. Linear where the texts are too long to compare."""
    if len(held) * len(printed) <= _MOST_COMPARED:
        matcher = SequenceMatcher(None, held, printed, autojunk=False)
        return [(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]
    blocks = []
    cursor = 0
    for word in _WORDS.finditer(printed):
        at = held.find(word.group(), cursor)
        if 0 <= at < cursor + 2000:
            blocks.append((at, word.start(), len(word.group())))
            cursor = at + len(word.group())
    return blocks
