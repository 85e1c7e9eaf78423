"""Turns the texts and tables of one document into its citations, without its own title and enclosed texts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policies.grammar.citations import CitationMatch, find_citations, list_context, title_context
from policies.grammar.numbers import number_key
from policies.reading.records import (
    CitationKind,
    CitationRecord,
    NumberRecord,
    ProvisionRecord,
    TableRecord,
    TextRecord,
)


def read_citations(
    texts: Sequence[TextRecord],
    *,
    title: str = "",
    numbers: Sequence[NumberRecord] = (),
    tables: Sequence[TableRecord] = (),
) -> tuple[CitationRecord, ...]:
    """Citations in the order of the texts; those of the document's own title have provision '', those of a table its provision.

    A short name (以下简称《目录》) counts as the title it stands for once that title was given; own numbers and titles are no citations.
    """
    reader = _Reader(title, texts, numbers)
    found = list(reader.of_title(title))
    by_table = {table.n: table for table in tables}
    for text in texts:
        for provision in text.provisions:
            found += reader.of_provision(provision)
            if provision.table is not None and provision.table in by_table:
                found += reader.of_cells(provision.eid, by_table.pop(provision.table))
    for table in by_table.values():
        found += reader.of_cells("", table)
    return tuple(_numbered(found))


def _numbered(found: list[CitationRecord]) -> list[CitationRecord]:
    """A title that is printed with its number once has it everywhere; where two numbers are printed with it, none is lent."""
    numbers: dict[str, set[str]] = {}
    for one in found:
        if one.title and one.number:
            numbers.setdefault(_plain(one.title), set()).add(one.number)
    lent = {title: next(iter(own)) for title, own in numbers.items() if len(own) == 1}
    return [replace(one, number=one.number or lent.get(_plain(one.title), "")) if one.title else one for one in found]


class _Reader:
    """Carries from paragraph to paragraph what a lead-in does to the list below it, and which short names are known."""

    def __init__(self, title: str, texts: Iterable[TextRecord], numbers: Iterable[NumberRecord]) -> None:
        own = {_plain(text.title) for text in texts if text.title}
        self.own_titles = own | {_plain(title)} | {title.removeprefix("关于") for title in own}
        self.own_numbers = {number.normalised for number in numbers} | {_key(number) for number in numbers}
        self.aliases: dict[str, CitationMatch] = {}
        self.by_title = title_context(title)
        self.context = CitationKind.CITES

    def of_title(self, title: str) -> Iterator[CitationRecord]:
        for match in find_citations(title):
            if match.kind in (CitationKind.AMENDS, CitationKind.REPEALS) or self.by_title is CitationKind.REPEALS:
                kind = match.kind if match.kind is not CitationKind.CITES else self.by_title
                yield CitationRecord(kind, "", match.number, match.title, match.start, match.end)

    def of_provision(self, provision: ProvisionRecord) -> Iterator[CitationRecord]:
        text = provision.marker + provision.heading + provision.text
        context = self.context
        if context is CitationKind.CITES and provision.marker and self.by_title is not CitationKind.CITES:
            context = self.by_title
        lead = list_context(text)
        if lead is not CitationKind.CITES or not (provision.marker or find_citations(text)):
            self.context = lead
        for match in self._kept(text, context):
            yield CitationRecord(match.kind, provision.eid, match.number, match.title, match.start, match.end)

    def of_cells(self, eid: str, table: TableRecord) -> Iterator[CitationRecord]:
        """Offsets mean nothing in a grid and are 0; what a cell repeats is told once."""
        seen = set()
        context = self.by_title if self.by_title is CitationKind.REPEALS else self.context
        for row in table.rows:
            for cell in row.printed:
                for match in self._kept(cell, context):
                    if (match.kind, match.number, match.title) not in seen:
                        seen.add((match.kind, match.number, match.title))
                        yield CitationRecord(match.kind, eid, match.number, match.title)

    def _kept(self, text: str, context: CitationKind) -> Iterator[CitationMatch]:
        previous: CitationMatch | None = None
        for match in find_citations(text, context=context):
            if match.alias:
                if previous and match.title:
                    self.aliases[match.title] = previous
                continue
            previous = match
            known = self.aliases.get(match.title) if not match.number else None
            title, number = (known.title, known.number) if known else (match.title, match.number)
            if number in self.own_numbers or (not number and _plain(title) in self.own_titles):
                continue
            yield CitationMatch(match.kind, match.start, match.end, number, title)


def _key(number: NumberRecord) -> str:
    return "\x00".join(str(part) for part in number_key(number))


def _plain(title: str) -> str:
    """For comparison: quoted titles stand in 《》 or 〈〉, brackets are wide or not."""
    return "".join(title.split()).translate(_ALIKE)


_ALIKE = str.maketrans({"(": "（", ")": "）", "《": "", "》": "", "〈": "", "〉": ""})
