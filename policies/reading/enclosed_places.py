"""Places the texts that a letter issues: under their own titles, or by where they stand behind its closing."""

from collections.abc import Sequence

from policies.grammar.headings import parse_marker
from policies.reading.display import display_title
from policies.reading.ground import Ground
from policies.reading.records import TextRole
from policies.reading.title_forms import canonical
from policies.reading.titles import TitlePlace, named_at, title_at


class EnclosedPlacer:
    """`names` are those that the letter announces; `issuing`: it says that it issues texts."""

    def __init__(self, ground: Ground, *, title: str, names: Sequence[str], issuing: bool) -> None:
        self.ground, self.division = ground, ground.division
        self.lines, self.closing = ground.lines, ground.closing
        self.in_table, self.rest, self.starts = ground.in_table, ground.rest, ground.starts
        self.title, self.names, self.issuing = title, names, issuing

    def place(self, places: Sequence[TitlePlace]) -> None:
        """`places`: where announced and listed names stand on lines of their own."""
        seen: set[str] = set()
        own = canonical(self.title)
        enclosed: list[tuple[int, TitlePlace]] = []
        for place in places:
            name = canonical(place.name)
            if any(i in self.division.taken or i in self.in_table for i in range(place.first, place.last + 1)):
                self._mark_issued(place)
                continue
            if name == own or name in seen:
                self.division.dropped |= dict.fromkeys(range(place.first, place.last + 1), "repeated-title")
                continue
            if name not in {canonical(one) for one in self.names}:
                continue
            seen.add(name)
            enclosed.append((self._opening_of(place, first=not enclosed), place))
        for start, place in enclosed:
            self.division.taken |= set(range(place.first, place.last + 1))
            self.ground.start(start, TextRole.ENCLOSED, place.printed, start - 1)
        if not enclosed and self.closing:
            self._enclosed_by_position()

    def _mark_issued(self, place: TitlePlace) -> None:
        """An appendix whose title the letter issues is the issued text, whatever its label says."""
        segment = self.starts.get(place.first) or next(
            (s for s in self.starts.values() if canonical(s.title) == canonical(place.name)), None
        )
        if segment and self.issuing and canonical(place.name) in {canonical(name) for name in self.names}:
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

    def _enclosed_by_position(self) -> None:
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
        found = title_at(self.lines, first, marked=True) or named_at(self.lines, first, self.names)
        found = found or display_title(self.lines, first)
        if found:
            self.ground.start(first, TextRole.ENCLOSED, found[1], found[0])
        elif self.names and self.issuing and self._has_text(first):
            self.ground.start(first, TextRole.ENCLOSED, self.names[0], first - 1)

    def _is_spent(self, index: int) -> bool:
        return index in self.ground.in_list or index in self.division.dropped

    def _has_text(self, first: int) -> bool:
        end = min((start for start in self.starts if start > first), default=len(self.lines))
        free = (i for i in range(first, end) if i not in self.in_table and i not in self.division.taken)
        return sum(len(self.lines[i].text.strip()) for i in free) > 40
