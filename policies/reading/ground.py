"""A document's lines while its texts are being placed on them: where each begins, and which lines are spoken for."""

from collections.abc import Sequence

from policies.reading.appendices import ListedAppendix
from policies.reading.closing import Closing
from policies.reading.divisions import Division, Segment
from policies.reading.lines import Line
from policies.reading.records import TextRole
from policies.reading.tables import FoundTable


class Ground:
    """`rest` is the index behind the letter's closing, 0 without one; `starts` are the texts so far by their first line."""

    def __init__(self, lines: Sequence[Line], closing: Closing | None, tables: Sequence[FoundTable]) -> None:
        self.lines, self.closing, self.tables = lines, closing, tables
        self.in_table = {index for table in tables for index in range(table.first, table.last + 1)}
        self.in_list: set[int] = set()
        self.rest = closing.last + 1 if closing else 0
        self.division = Division([], [])
        self.starts: dict[int, Segment] = {}

    @property
    def items(self) -> list[ListedAppendix]:
        return [item for found in self.division.lists for item in found.items]

    def start(self, first: int, role: TextRole, title: str, last: int, item: ListedAppendix | None = None) -> Segment:
        """A text begins at `first`; its title ends with line `last`. What was known of it there stays, unless said anew."""
        segment = self.starts.get(first) or Segment(role, title, first)
        segment.listed = item or segment.listed
        if item:
            segment.number, segment.label = item.number, item.label
        segment.title = title or segment.title
        self.starts[first] = segment
        self.division.taken |= set(range(first, last + 1)) - self.in_table
        return segment

    def filled_before(self, index: int) -> int | None:
        return next((i for i in range(index - 1, -1, -1) if self.lines[i].text.strip()), None)
