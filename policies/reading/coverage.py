"""Turns what records hold and what is printed into an account: kept once, dropped as furniture, lost, held twice.

Every printed character of a line is claimed by one record at most, characters compared in print's order. White space, the
tags and pipes of tables and lines that are only drawn are no print.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from policies.reading.claims import FREE, FURNITURE, KEPT, Entry, Holding, PrintedLine
from policies.reading.findings import lost_text, text_held_twice
from policies.reading.lines import Line
from policies.reading.records import CoverageRecord, FindingRecord, Place
from policies.reading.signs import alike
from policies.reading.sources.source import Source

_WORDS = re.compile(r"[\w]+|[^\w]")
_MOST_COMPARED = 3_000_000


@dataclass(frozen=True, slots=True)
class Account:
    """The figures; where characters are lost or held twice; and a finding for each of these places."""

    coverage: CoverageRecord
    lost: tuple[Place, ...] = ()
    twice: tuple[Place, ...] = ()
    findings: tuple[FindingRecord, ...] = ()


def unread_characters(source: Source) -> int:
    """How many characters the format counted that none of its lines has."""
    if source.characters is None:
        return 0
    return max(0, source.characters - sum(len("".join(line.text.split())) for line in source.lines))


@dataclass(slots=True)
class Ledger:
    """Holdings are entered the narrowest first: a line belongs to whoever claims it first."""

    lines: dict[int, PrintedLine]
    entries: list[Entry] = field(default_factory=list)

    @classmethod
    def of(cls, source: Sequence[Line]) -> "Ledger":
        printed = map(PrintedLine.of, source)
        return cls({line.number: line for line in printed if line.text})

    def enter(self, holding: Holding) -> None:
        """Claims the lines that stand in the holding's strings whole, but for joints at their ends; the rest waits."""
        text = alike("".join(holding.strings))
        entry = Entry(holding, text, bytearray(len(text)))
        self.entries.append(entry)
        joints, cursor = alike(holding.joints), 0
        for line in self._open(holding.lines):
            free = line.free
            bare = free.strip(joints) if joints else free
            for piece in dict.fromkeys((free, bare)):
                at = entry.place_of(piece, cursor)
                if at >= 0:
                    entry.use(at, len(piece))
                    start = free.find(piece)
                    line.claim(line.open_positions()[start : start + len(piece)], entry.state)
                    cursor = at + len(piece)
                    break
            else:
                entry.claim_cells(line)

    def settle(self) -> None:
        """Finds what is left of the holdings in what is left of their lines: lines held in part, and rebuilt tables."""
        for entry in self.entries:
            if not all(entry.used):
                self._align(entry)
        tables: defaultdict[Sequence[int], list[Entry]] = defaultdict(list)
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

    def _open(self, numbers: Sequence[int]) -> Iterator[PrintedLine]:
        return (line for number in numbers if (line := self.lines.get(number)) and not all(line.state))

    def _align(self, entry: Entry) -> None:
        places = [(line, i) for line in self._open(entry.holding.lines) for i in line.open_positions()]
        rest = entry.rest
        if not places or not rest:
            return
        held = "".join(entry.text[i] for i in rest)
        printed = "".join(line.text[i] for line, i in places)
        joints = alike(entry.holding.joints)
        least = 1 if sum(c not in joints for c in printed) <= 2 * len(held) + 20 else 4
        for start, at, size in _blocks(held, printed):
            if size < least:
                continue
            for offset in range(size):
                line, position = places[at + offset]
                line.state[position] = entry.state
                entry.used[rest[start + offset]] = 1

    def _find(self, lines: Sequence[int], entries: Sequence[Entry]) -> None:
        """Whole lines that one of the table's cells holds, though they stand apart from its row."""
        cells: defaultdict[str, list[tuple[Entry, int]]] = defaultdict(list)
        for entry in entries:
            at = 0
            for cell in map(alike, entry.holding.strings):
                if len(cell) > 1 and not any(entry.used[at : at + len(cell)]):
                    cells[cell].append((entry, at))
                at += len(cell)
        for line in self._open(lines):
            if cells.get(line.free):
                entry, at = cells[line.free].pop(0)
                entry.use(at, len(line.free))
                line.claim(line.open_positions(), entry.state)

    def _count(self, lines: Sequence[int], entries: Sequence[Entry]) -> None:
        waiting: defaultdict[str, list[tuple[Entry, int]]] = defaultdict(list)
        for entry in entries:
            for i in entry.rest:
                waiting[entry.text[i]].append((entry, i))
        for line in self._open(lines):
            for position in line.open_positions():
                if waiting.get(line.text[position]):
                    entry, i = waiting[line.text[position]].pop()
                    entry.used[i] = 1
                    line.state[position] = KEPT

    def _join(self, entry: Entry) -> None:
        joints = alike(entry.holding.joints)
        for line in self._open(entry.holding.lines):
            for run in line.enclosed(joints):
                line.claim(run, entry.state)

    def _twice(self) -> list[tuple[str, PrintedLine, str]]:
        """Path, line and characters of what a record holds though another has its line already."""
        found = []
        for entry in self.entries:
            if entry.holding.derived or entry.holding.furniture or all(entry.used):
                continue
            lines = [line for number in entry.holding.lines if (line := self.lines.get(number))]
            whole = "".join(line.text for line in lines)
            for piece in entry.unfound():
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
        doubled = min(sum(len(piece) for _, _, piece in twice), states[KEPT])
        return Account(
            CoverageRecord(
                characters=states.total() + unread,
                kept=states[KEPT] - doubled,
                furniture=states[FURNITURE],
                lost=states[FREE],
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

    def _lost_runs(self) -> list[list[tuple[PrintedLine, str]]]:
        """Lost characters of lines that follow each other, blank ones between them not counted."""
        order = {number: position for position, number in enumerate(self.lines)}
        runs: list[list[tuple[PrintedLine, str]]] = []
        lost = ((line, line.free) for line in self.lines.values() if not all(line.state))
        for line, text in lost:
            follows = runs and order[line.number] - order[runs[-1][-1][0].number] == 1
            if follows and runs[-1][-1][0].page == line.page:
                runs[-1].append((line, text))
            else:
                runs.append([(line, text)])
        return runs


def _place(run: Sequence[tuple[PrintedLine, str]]) -> Place:
    return Place(run[0][0].number, run[-1][0].number, run[0][0].page)


def _line_at(lines: Sequence[PrintedLine], at: int) -> PrintedLine:
    for line in lines:
        if at < len(line.text):
            return line
        at -= len(line.text)
    return lines[-1]


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
