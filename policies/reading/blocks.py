"""Turns the lines of one text into its blocks in order: paragraphs, and between them tables, boxes, figures and notes."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from policies.reading.forms import figure_caption
from policies.reading.insets import line_insets, table_insets
from policies.reading.layout import Geometry
from policies.reading.lines import Line, LineKind
from policies.reading.paragraphs import Paragraph, glue, join_paragraphs
from policies.reading.provisions import Inset
from policies.reading.records import FigureRecord, Place, ProvisionKind
from policies.reading.signs import squeeze
from policies.reading.tables import FoundTable

_NOTE_MARK = re.compile(r"^\s*(?:[¹²³⁴-⁹⁰①-⑳*※]|[\[〔（(]?\d{1,2}[\]〕）).．、\s]|[ivx]{1,5}\s)")
_REACH = 3  # lines, blank ones too, between a figure and its caption


def without_notes(lines: Sequence[Line]) -> list[Line]:
    """The lines with notes blank, so that no rule about running text meets one; indices stay."""
    return [replace(line, text="") if line.kind is LineKind.NOTE else line for line in lines]


class BlockReader:
    """Reads the texts of one document one after the other, and numbers its figures as they come.

    `noted` are the same lines as `lines`, by their number, with the words of notes; `taken` indices that stand elsewhere.
    """

    def __init__(
        self, lines: Sequence[Line], noted: Sequence[Line], *, taken: Collection[int], geometry: Geometry
    ) -> None:
        self.lines, self.taken, self.geometry = lines, taken, geometry
        self.figures: list[FigureRecord] = []
        self._notes = {line.number: line for line in noted if line.kind is LineKind.NOTE}
        self._captions: set[int] = set()

    def read(
        self, first: int, last: int, *, text: str, tables: Sequence[FoundTable], first_table: int
    ) -> list[Paragraph | Inset]:
        """Blocks of the lines from `first` to `last`. `text` is the text's eid; its `tables` count from `first_table`."""
        starts = {table.first: (table, first_table + position) for position, table in enumerate(tables)}
        flow = _Flow(self.geometry)
        index = first
        while index <= last:
            if index in starts:
                table, number = starts[index]
                flow.close([*table_insets(self.lines, table, number)])
                for inner in range(index, table.last + 1):
                    self._hold(flow, inner, text)
                index = table.last + 1
                continue
            self._take(flow, index, text)
            index += 1
        return flow.blocks()

    def _take(self, flow: "_Flow", index: int, text: str) -> None:
        line = self.lines[index]
        if self._hold(flow, index, text) or index in self.taken or index in self._captions:
            return
        insets = line_insets(self.lines, index)
        if insets and self._is_above_its_figure(index):
            return
        if insets:
            flow.close(insets)
        elif line.text.strip():
            flow.add(line)

    def _hold(self, flow: "_Flow", index: int, text: str) -> bool:
        """Whether the line is a figure or note: these may stand in the middle of a paragraph, which goes on behind them."""
        line = self.lines[index]
        if line.kind is LineKind.NOTE:
            flow.note(self._notes[line.number])
        elif line.kind is LineKind.FIGURE and line.picture is not None:
            flow.hold(self._figure(index, line.picture, text))
        return line.kind in (LineKind.NOTE, LineKind.FIGURE)

    def _figure(self, index: int, picture: int, text: str) -> Inset:
        at = self._caption(index)
        words = squeeze(self.lines[at].text) if at is not None else ""
        numbers = sorted(self.lines[i].number for i in (index, at) if i is not None)
        place = Place(numbers[0], numbers[-1], self.lines[index].page)
        record = FigureRecord(len(self.figures) + 1, picture, words, text, place)
        self.figures.append(record)
        return Inset(ProvisionKind.FIGURE, words, place, figure=record.n)

    def _caption(self, index: int) -> int | None:
        """The index of the caption directly under a figure, else over it."""
        for step in (1, -1):
            at = index + step
            while 0 <= at < len(self.lines) and abs(at - index) <= _REACH and self._is_blank(at):
                at += step
            near = 0 <= at < len(self.lines) and abs(at - index) <= _REACH
            if near and at not in self._captions and at not in self.taken and self._is_caption(at):
                self._captions.add(at)
                return at
        return None

    def _is_blank(self, index: int) -> bool:
        line = self.lines[index]
        return not line.text.strip() and line.kind is LineKind.TEXT

    def _is_caption(self, index: int) -> bool:
        line = self.lines[index]
        centred = line.look.centred if line.look else False
        return line.kind is LineKind.TEXT and not line.cells and figure_caption(line.text, centred=centred)

    def _is_above_its_figure(self, index: int) -> bool:
        """A caption over a figure is left to the figure, unless one under it or the figure before has a better claim."""
        at = index + 1
        while at < len(self.lines) and at - index <= _REACH and self._is_blank(at):
            at += 1
        follows = at < len(self.lines) and self.lines[at].kind is LineKind.FIGURE and at - index <= _REACH
        if not follows or not self._is_caption(index):
            return False
        below = at + 1
        while below < len(self.lines) and below - at <= _REACH and self._is_blank(below):
            below += 1
        return not (below < len(self.lines) and below - at <= _REACH and self._is_caption(below))


class _Flow:
    """Lines of running text until something closes them, with what stands between them in the meantime."""

    def __init__(self, geometry: Geometry) -> None:
        self._geometry = geometry
        self._blocks: list[Paragraph | Inset] = []
        self._lines: list[Line] = []
        self._held: list[tuple[int, Inset]] = []  # how many lines stood before
        self._note: list[Line] = []

    def add(self, line: Line) -> None:
        self._end_note()
        self._lines.append(line)

    def hold(self, inset: Inset) -> None:
        self._end_note()
        self._held.append((len(self._lines), inset))

    def note(self, line: Line) -> None:
        if line.opens or (line.opens is None and _NOTE_MARK.match(line.text)):
            self._end_note()
        self._note.append(line)

    def close(self, insets: Sequence[Inset]) -> None:
        self._end_note()
        self._blocks += [*self._joined(), *insets]
        self._lines, self._held = [], []

    def blocks(self) -> list[Paragraph | Inset]:
        self.close([])
        return self._blocks

    def _end_note(self) -> None:
        if self._note:
            lines, self._note = self._note, []
            place = Place.of(lines[0], lines[-1])
            words = glue([line.text.strip() for line in lines if line.text.strip()])
            self._held.append((len(self._lines), Inset(ProvisionKind.NOTE, words, place)))

    def _joined(self) -> list[Paragraph | Inset]:
        """Paragraphs, each figure or note behind the one that it stood in or after."""
        blocks: list[Paragraph | Inset] = []
        held = list(self._held)
        place = 0
        for paragraph in join_paragraphs(self._lines, self._geometry):
            while held and held[0][0] <= place:
                blocks.append(held.pop(0)[1])
            blocks.append(paragraph)
            while place < len(self._lines) and self._lines[place].number != paragraph.place.last_line:
                place += 1
            place += 1
        return [*blocks, *(inset for _, inset in held)]
