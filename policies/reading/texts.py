"""Turns the lines of a document behind its head into its texts: the notice, what it issues, and its appendices."""

from collections.abc import Sequence

from policies.grammar.headings import parse_marker
from policies.grammar.numerals import parse_numeral
from policies.reading.appendices import AppendixList, ListedAppendix, read_list
from policies.reading.closing import Closing
from policies.reading.display import display_title
from policies.reading.divisions import Division, Segment
from policies.reading.forms import appendix_label, is_omission_line, listed_appendix, omitted_numbers
from policies.reading.inner_contents import inner_contents
from policies.reading.layout import Geometry, is_terminated
from policies.reading.lines import Line
from policies.reading.records import TextRole
from policies.reading.signs import squeeze
from policies.reading.tables import FoundTable
from policies.reading.title_forms import canonical
from policies.reading.titles import (
    TitlePlace,
    announced_names,
    find_names,
    issues_texts,
    line_title,
    named_at,
    nearest,
    title_at,
    title_candidates,
)


def divide(
    lines: Sequence[Line],
    *,
    title: str,
    closing: Closing | None,
    tables: Sequence[FoundTable],
    geometry: Geometry,
) -> Division:
    return _Divider(lines, title, closing, tables, geometry).divided()


class _Divider:
    def __init__(
        self,
        lines: Sequence[Line],
        title: str,
        closing: Closing | None,
        tables: Sequence[FoundTable],
        geometry: Geometry,
    ) -> None:
        self.lines, self.title, self.closing, self.tables = lines, title, closing, tables
        self.geometry = geometry
        self.in_table = {index for table in tables for index in range(table.first, table.last + 1)}
        self.result = Division([], [])
        self.starts: dict[int, Segment] = {}
        self.lists_taken: set[int] = set()

    def divided(self) -> Division:
        notice_end = self.closing.first if self.closing else min(len(self.lines), 60)
        notice = "".join(line.text.strip() for line in self.lines[:notice_end])
        names = announced_names(self.title, notice)
        self.issuing = issues_texts(self.title, notice)
        self.rest = self.closing.last + 1 if self.closing else 0
        self._find_lists()
        self._drop_inner_contents()
        places = find_names(self.lines, 0, [self.title, *names, *(item.title for item in self._items())])
        places = [place for place in places if place.first not in self.lists_taken]
        self._place_appendices(places)
        self._place_enclosed(places, names)
        self._settle(names)
        return self.result

    # -- lists of appendices

    def _find_lists(self) -> None:
        index = 0
        while index < len(self.lines):
            found = None
            if index not in self.in_table and self.lines[index].text.strip().startswith("附"):
                found = read_list(self.lines, index, self.geometry)
            if found and self._is_list(found):
                self.result.lists.append(found)
                self.lists_taken |= set(range(found.first, found.last + 1))
                if found.note_first is not None:
                    self._drop_remark(range(found.note_first, found.last + 1), found.note)
                index = found.last
            elif index not in self.in_table and is_omission_line(self.lines[index].text):
                self._drop_remark(range(index, index + 1), self.lines[index].text)
            index += 1
        self.result.taken |= self.lists_taken

    def _drop_remark(self, indices: range, remark: str) -> None:
        filled = [index for index in indices if self.lines[index].text.strip()]
        self.result.dropped |= dict.fromkeys(filled, "omission-note")
        self.result.left_out = (self.result.left_out or frozenset()) | omitted_numbers(remark)

    def _is_list(self, found: AppendixList) -> bool:
        """附件1：… with its title can open the appendix itself, when it stands behind the closing and nothing repeats the title."""
        if found.first < self.rest or found.note or len(found.items) > 1 or found.items[0].omitted:
            return True
        if any(canonical(found.items[0].title) == canonical(item.title) for item in self._items()):
            return False
        return bool(find_names(self.lines, found.last + 1, [found.items[0].title]))

    def _items(self) -> list[ListedAppendix]:
        return [item for found in self.result.lists for item in found.items]

    def _drop_inner_contents(self) -> None:
        for index in inner_contents(self.lines):
            if index not in self.in_table:
                self.result.dropped[index] = "inner-contents"

    # -- appendices

    def _place_appendices(self, places: Sequence[TitlePlace]) -> None:
        items = self._items()
        by_title = {canonical(item.title): item for item in items}
        waiting = {item.line: item for item in items}
        behind_list = max((found.last + 1 for found in self.result.lists), default=self.rest)
        for index in range(len(self.lines)):
            if index in self.lists_taken or not self.lines[index].text.strip().startswith("附"):
                continue
            if self._is_label(index):
                self._place_label(index, waiting)
            elif appendix_label(self.lines[index].text) and index not in self.in_table:
                self.result.dropped[index] = "page-label"  # recognition put it into a sentence
        for place in places:
            self._take_title_under_label(place)
            item = by_title.get(canonical(place.name))
            if item and item.line in waiting and not place.misplaced and place.first > min(behind_list, item.line):
                self._start(place.first, TextRole.APPENDIX, place.printed, place.last, waiting.pop(item.line))
        self._place_by_tables(waiting)
        self._place_nearly(waiting, behind_list)
        self.result.unmatched = list(waiting.values())

    def _take_title_under_label(self, place: TitlePlace) -> None:
        """A listed title below its label is the appendix's title even where its form alone would not tell."""
        for segment in self.starts.values():
            near = segment.first < place.first <= segment.first + 6 and not place.misplaced
            if near and segment.listed and canonical(segment.listed.title) == canonical(place.name):
                segment.title = place.printed
                self.result.taken |= set(range(place.first, place.last + 1)) - self.in_table

    def _is_label(self, index: int) -> bool:
        text = self.lines[index].text.strip()
        if len(text) > 80:
            return False
        if appendix_label(text) is None:
            listed = listed_appendix(text)
            return bool(listed) and index >= self.rest and not is_terminated(text)
        before = self._filled_before(index)
        closed = self.closing is not None and before in self.closing.taken
        if before is None or closed or is_terminated(self.lines[before].text):
            return True
        table = index in self.in_table or any(abs(table.first - index) <= 6 for table in self.tables)
        return table or title_at(self.lines, index + 1, marked=True) is not None or before in self.result.taken

    def _place_label(self, index: int, waiting: dict[int, ListedAppendix]) -> None:
        text = self.lines[index].text.strip()
        label = appendix_label(text)
        listed = None if label else listed_appendix(text)
        characters = label[1] if label else (listed[1] if listed else "")
        number = parse_numeral(characters) if characters else None
        printed = label[0] if label else (f"{listed[0]}{listed[1]}" if listed else "")
        found = (title_at(self.lines, index + 1, marked=True) or line_title(self.lines, index + 1)) if label else None
        title, last = (found[1], found[0]) if found else (squeeze(listed[2]) if listed else "", index)
        item = self._item_for(number, title, waiting)
        first, above = index, self._filled_before(index)
        if item and above is not None and above not in self.result.taken and self._is_title_of(above, item):
            first, title, last = above, squeeze(self.lines[above].text), index
        table = next((t for t in self.tables if index <= t.first <= index + 8 or t.first <= index <= t.last), None)
        if table and (not title or canonical(table.title) == canonical(title)):
            title, last = table.title or title, index
            first = min(first, table.first)
        if item:
            waiting.pop(item.line, None)
        segment = self._start(first, TextRole.APPENDIX, title or (item.title if item else ""), last, item)
        segment.label, segment.number = printed, item.number if item and item.number else number

    def _item_for(self, number: int | None, title: str, waiting: dict[int, ListedAppendix]) -> ListedAppendix | None:
        items = list(waiting.values())
        exact = next((item for item in items if title and canonical(item.title) == canonical(title)), None)
        same = next((item for item in items if number is not None and item.number == number), None)
        near = nearest(title, [item.title for item in items]) if title else None
        if exact or same:
            return exact or same
        if near:
            return next(item for item in items if item.title == near)
        return items[0] if len(items) == 1 else None

    def _is_title_of(self, index: int, item: ListedAppendix) -> bool:
        return nearest(self.lines[index].text, [item.title]) is not None

    def _place_by_tables(self, waiting: dict[int, ListedAppendix]) -> None:
        for table in self.tables:
            near = nearest(table.title, [item.title for item in waiting.values()]) if table.title else None
            if near and not any(table.first <= start <= table.last for start in self.starts):
                item = next(item for item in waiting.values() if item.title == near)
                self._start(table.first, TextRole.APPENDIX, table.title, table.first - 1, waiting.pop(item.line))

    def _place_nearly(self, waiting: dict[int, ListedAppendix], start: int) -> None:
        """Titles that differ by a word from the list's."""
        if not waiting:
            return
        for first, last, title in title_candidates(self.lines, start):
            if first in self.in_table or first in self.result.taken or not waiting:
                continue
            near = nearest(title, [item.title for item in waiting.values()])
            if near:
                item = next(item for item in waiting.values() if item.title == near)
                self._start(first, TextRole.APPENDIX, title, last, waiting.pop(item.line))

    def _start(self, first: int, role: TextRole, title: str, last: int, item: ListedAppendix | None = None) -> Segment:
        segment = self.starts.get(first) or Segment(role, title, first)
        segment.listed = item or segment.listed
        if item:
            segment.number, segment.label = item.number, item.label
        segment.title = title or segment.title
        self.starts[first] = segment
        self.result.taken |= set(range(first, last + 1)) - self.in_table
        return segment

    # -- enclosed texts

    def _place_enclosed(self, places: Sequence[TitlePlace], names: Sequence[str]) -> None:
        seen: set[str] = set()
        own = canonical(self.title)
        enclosed: list[tuple[int, TitlePlace]] = []
        for place in places:
            name = canonical(place.name)
            if any(i in self.result.taken or i in self.in_table for i in range(place.first, place.last + 1)):
                self._mark_issued(place, names)
                continue
            if name == own or name in seen:
                self.result.dropped |= dict.fromkeys(range(place.first, place.last + 1), "repeated-title")
                continue
            if name not in {canonical(one) for one in names}:
                continue
            seen.add(name)
            enclosed.append((self._opening_of(place, first=not enclosed), place))
        for start, place in enclosed:
            self.result.taken |= set(range(place.first, place.last + 1))
            self._start(start, TextRole.ENCLOSED, place.printed, start - 1)
        if not enclosed and self.closing:
            self._enclosed_by_position(names)

    def _mark_issued(self, place: TitlePlace, names: Sequence[str]) -> None:
        """An appendix whose title the letter issues is the issued text, whatever its label says."""
        segment = self.starts.get(place.first) or next(
            (s for s in self.starts.values() if canonical(s.title) == canonical(place.name)), None
        )
        if segment and self.issuing and canonical(place.name) in {canonical(name) for name in names}:
            segment.role = TextRole.ENCLOSED

    def _opening_of(self, place: TitlePlace, *, first: bool) -> int:
        """Where a text opens: at its title, or, when the title cut a sentence, where its numbering begins above."""
        if not place.misplaced:
            return place.first
        if first and self.closing:
            return self.rest
        for index in range(place.first - 1, self.rest - 1, -1):
            marker = parse_marker(self.lines[index].text) if self.lines[index].text.strip() else None
            if marker and marker.number == 1 and marker.rank <= self._outer_rank():
                return index
        return place.first

    def _outer_rank(self) -> float:
        markers = (parse_marker(line.text) for line in self.lines[self.rest :] if line.text.strip())
        return min((marker.rank for marker in markers if marker), default=0.0)

    def _enclosed_by_position(self, names: Sequence[str]) -> None:
        """Behind the closing stands a text: under its own title, or under none, then it has the name that was announced."""
        first = next(
            (i for i in range(self.rest, len(self.lines)) if self.lines[i].text.strip() and not self._is_spent(i)),
            None,
        )
        if (
            first is None
            or any(start <= first for start in self.starts if start >= self.rest)
            or first in self.in_table
        ):
            return
        found = title_at(self.lines, first, marked=True) or named_at(self.lines, first, names)
        found = found or display_title(self.lines, first)
        if found:
            self._start(first, TextRole.ENCLOSED, found[1], found[0])
        elif names and self.issuing and self._has_text(first):
            self._start(first, TextRole.ENCLOSED, names[0], first - 1)

    def _is_spent(self, index: int) -> bool:
        return index in self.lists_taken or index in self.result.dropped

    def _has_text(self, first: int) -> bool:
        end = min((start for start in self.starts if start > first), default=len(self.lines))
        free = (i for i in range(first, end) if i not in self.in_table and i not in self.result.taken)
        return sum(len(self.lines[i].text.strip()) for i in free) > 40

    # -- the whole

    def _settle(self, names: Sequence[str]) -> None:
        for segment in self.starts.values():
            if segment.role is TextRole.APPENDIX and self.issuing and segment.title:
                issued = {canonical(name) for name in names}
                if canonical(segment.title) in issued:
                    segment.role = TextRole.ENCLOSED
        ordered = [self.starts[start] for start in sorted(self.starts)]
        segments = [Segment(TextRole.NOTICE, "", 0), *ordered]
        for segment, following in zip(segments, [*segments[1:], None], strict=True):
            segment.last = (following.first if following else len(self.lines)) - 1
        self.result.segments = segments

    def _filled_before(self, index: int) -> int | None:
        return next((i for i in range(index - 1, -1, -1) if self.lines[i].text.strip()), None)
