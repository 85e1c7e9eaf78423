"""Places a document's appendices: at their labels, at listed titles, at tables that bear one, at titles nearly the same."""

from collections.abc import Sequence

from policies.grammar.numerals import parse_numeral
from policies.reading.appendices import ListedAppendix
from policies.reading.forms import appendix_label, listed_appendix
from policies.reading.ground import Ground
from policies.reading.layout import is_terminated
from policies.reading.records import TextRole
from policies.reading.signs import squeeze
from policies.reading.title_forms import canonical
from policies.reading.titles import TitlePlace, line_title, nearest, title_at, title_candidates


class AppendixPlacer:
    """`waiting` are the listed appendices that no text was found for yet, by the line they are listed on."""

    def __init__(self, ground: Ground) -> None:
        self.ground, self.division = ground, ground.division
        self.lines, self.tables, self.closing = ground.lines, ground.tables, ground.closing
        self.in_table, self.rest, self.starts = ground.in_table, ground.rest, ground.starts
        self.waiting = {item.line: item for item in ground.items}

    def place(self, places: Sequence[TitlePlace]) -> None:
        """`places`: where announced and listed names stand on lines of their own."""
        by_title = {canonical(item.title): item for item in self.ground.items}
        behind_list = max((found.last + 1 for found in self.division.lists), default=self.rest)
        for index in range(len(self.lines)):
            if index in self.ground.in_list or not self.lines[index].text.strip().startswith("附"):
                continue
            if self._is_label(index):
                self._place_label(index)
            elif appendix_label(self.lines[index].text) and index not in self.in_table:
                self.division.dropped[index] = "page-label"  # recognition put it into a sentence
        for place in places:
            self._take_title_under_label(place)
            item = by_title.get(canonical(place.name))
            if item and item.line in self.waiting and not place.misplaced and place.first > min(behind_list, item.line):
                item = self.waiting.pop(item.line)
                self.ground.start(place.first, TextRole.APPENDIX, place.printed, place.last, item)
        self._place_by_tables()
        self._place_nearly(behind_list)
        self.division.unmatched = list(self.waiting.values())

    def _take_title_under_label(self, place: TitlePlace) -> None:
        """A listed title below its label is the appendix's title even where its form alone would not tell."""
        for segment in self.starts.values():
            near = segment.first < place.first <= segment.first + 6 and not place.misplaced
            if near and segment.listed and canonical(segment.listed.title) == canonical(place.name):
                segment.title = place.printed
                self.division.taken |= set(range(place.first, place.last + 1)) - self.in_table

    def _is_label(self, index: int) -> bool:
        text = self.lines[index].text.strip()
        if len(text) > 80:
            return False
        if appendix_label(text) is None:
            listed = listed_appendix(text)
            return bool(listed) and index >= self.rest and not is_terminated(text)
        before = self.ground.filled_before(index)
        closed = self.closing is not None and before in self.closing.taken
        if before is None or closed or is_terminated(self.lines[before].text):
            return True
        table = index in self.in_table or any(abs(table.first - index) <= 6 for table in self.tables)
        return table or title_at(self.lines, index + 1, marked=True) is not None or before in self.division.taken

    def _place_label(self, index: int) -> None:
        text = self.lines[index].text.strip()
        label = appendix_label(text)
        listed = None if label else listed_appendix(text)
        characters = label[1] if label else (listed[1] if listed else "")
        number = parse_numeral(characters) if characters else None
        printed = label[0] if label else (f"{listed[0]}{listed[1]}" if listed else "")
        found = (title_at(self.lines, index + 1, marked=True) or line_title(self.lines, index + 1)) if label else None
        title, last = (found[1], found[0]) if found else (squeeze(listed[2]) if listed else "", index)
        item = self._item_for(number, title)
        first, above = index, self.ground.filled_before(index)
        if item and above is not None and above not in self.division.taken and self._is_title_of(above, item):
            first, title, last = above, squeeze(self.lines[above].text), index
        table = next((t for t in self.tables if index <= t.first <= index + 8 or t.first <= index <= t.last), None)
        if table and (not title or canonical(table.title) == canonical(title)):
            title, last = table.title or title, index
            first = min(first, table.first)
        if item:
            self.waiting.pop(item.line, None)
        segment = self.ground.start(first, TextRole.APPENDIX, title or (item.title if item else ""), last, item)
        segment.label, segment.number = printed, item.number if item and item.number else number

    def _item_for(self, number: int | None, title: str) -> ListedAppendix | None:
        items = list(self.waiting.values())
        exact = next((item for item in items if title and canonical(item.title) == canonical(title)), None)
        same = next((item for item in items if number is not None and item.number == number), None)
        return exact or same or self._nearest(title) or (items[0] if len(items) == 1 else None)

    def _nearest(self, title: str) -> ListedAppendix | None:
        """The waiting appendix whose title is nearly this one."""
        near = nearest(title, [item.title for item in self.waiting.values()]) if title else None
        return next((item for item in self.waiting.values() if near and item.title == near), None)

    def _is_title_of(self, index: int, item: ListedAppendix) -> bool:
        return nearest(self.lines[index].text, [item.title]) is not None

    def _place_by_tables(self) -> None:
        for table in self.tables:
            item = self._nearest(table.title)
            if item and not any(table.first <= start <= table.last for start in self.starts):
                item = self.waiting.pop(item.line)
                self.ground.start(table.first, TextRole.APPENDIX, table.title, table.first - 1, item)

    def _place_nearly(self, start: int) -> None:
        """Titles that differ by a word from the list's."""
        if not self.waiting:
            return
        for first, last, title in title_candidates(self.lines, start):
            if first in self.in_table or first in self.division.taken or not self.waiting:
                continue
            item = self._nearest(title)
            if item:
                self.ground.start(first, TextRole.APPENDIX, title, last, self.waiting.pop(item.line))
