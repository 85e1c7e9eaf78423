"""Turns the lines of one document into its record: head, letter, what it issues, appendices, tables, closing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from policies.grammar.clauses import Clauses, read_clauses
from policies.grammar.genres import genre_of, is_personnel
from policies.grammar.numbers import parse_numbers
from policies.grammar.organs import issuers_from_signature, issuers_from_title
from policies.reading.addressing import read_address
from policies.reading.appended import appendix_records, missing_appendices, omission_remarks, with_prefixes
from policies.reading.appointments import read_appointments
from policies.reading.blocks import BlockReader, without_notes
from policies.reading.citations import read_citations
from policies.reading.closing import Closing, find_closing
from policies.reading.columns import in_reading_order
from policies.reading.divisions import Division, Segment
from policies.reading.fields import address_fields, closing_fields, derived_fields, head_fields
from policies.reading.findings import check_document
from policies.reading.layout import Geometry, measure
from policies.reading.lines import Line
from policies.reading.openings import Opening, find_openings
from policies.reading.paragraphs import glue
from policies.reading.provisions import Inset, build_provisions
from policies.reading.records import (
    AppointmentRecord,
    DocumentRecord,
    FieldPlace,
    FigureRecord,
    FindingRecord,
    IssuerRecord,
    Place,
    ProvisionKind,
    TableRecord,
    TextRecord,
    TextRole,
)
from policies.reading.tables import FoundTable, find_tables
from policies.reading.texts import divide
from policies.reading.title_forms import canonical


@dataclass(frozen=True, slots=True)
class FieldLines:
    """The numbers of the lines that a document's fields stand on, beside its provisions and tables.

    `labels` are titles and labels of its texts, and the list of its appendices.
    """

    head: tuple[int, ...] = ()
    addressees: tuple[int, ...] = ()
    closing: tuple[int, ...] = ()
    labels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """A document's record, and the lines of it that are no text, with the reason: repeated titles, labels, remarks."""

    record: DocumentRecord
    dropped: tuple[tuple[Line, str], ...] = ()
    taken: FieldLines = field(default_factory=FieldLines)


def read_document(
    lines: Sequence[Line], opening: Opening | None = None, geometry: Geometry | None = None
) -> DocumentReading:
    """Reads one document without page furniture. `opening` is its head if that is known, `geometry` that of the whole source."""
    opening = opening or next(iter(find_openings(lines)), Opening(0, 0, ""))
    return _DocumentReader(lines, opening, geometry).read()


class _DocumentReader:
    def __init__(self, lines: Sequence[Line], opening: Opening, geometry: Geometry | None) -> None:
        self.opening = opening
        self.whole = lines
        own = measure(lines[opening.body :])
        self.geometry = own if own.wrapped or geometry is None else geometry
        self.lines = without_notes(lines[opening.body :])
        self.address = read_address(self.lines)
        self.bylines = [_byline(self.lines[first : last + 1]) for first, last in self.address.bylines]
        self.addressed = address_fields(self.lines, self.address)
        self.above = self.lines[: self.address.start]
        self.lines = in_reading_order(self.lines[self.address.start :], self.geometry)

    def read(self) -> DocumentReading:
        tables = find_tables(self.lines)
        closing = find_closing(_without_tables(self.lines, tables))
        division = divide(self.lines, title=self.opening.title, closing=closing, tables=tables, geometry=self.geometry)
        parts = with_prefixes(division.segments)
        appendices = appendix_records(parts, division, self.lines)
        positions = {appendix.text: position for position, appendix in enumerate(appendices, 1) if appendix.text}
        texts, records, figures = self._texts(parts, division, closing, tables, positions)
        issued_on = closing.issued_on if closing else None
        clauses = read_clauses(_clause_pairs(texts), issued_on=issued_on)
        record = DocumentRecord(
            title=self.opening.title,
            numbers=self.opening.numbers,
            genre=genre_of(self.opening.title),
            issuers=self._issuers(closing),
            addressees=self.address.addressees,
            signed_by=closing.signed_by if closing else (),
            issued_on=issued_on,
            effective_on=clauses.effective_on,
            expires_on=clauses.expires_on,
            effective_clause=clauses.effective_clause,
            expiry_clause=clauses.expiry_clause,
            publicity=closing.publicity if closing else "",
            texts=texts,
            appendices=appendices,
            tables=records,
            figures=figures,
            citations=read_citations(texts, title=self.opening.title, numbers=self.opening.numbers, tables=records),
            appointments=self._appointments(texts),
            findings=(*_table_findings(tables), *missing_appendices(appendices, division, self.lines)),
            place=Place.around(self.whole),
            fields=self._fields(closing, clauses, texts),
        )
        record = replace(record, findings=(*record.findings, *check_document(record)))
        repeated = {index: reason for table in tables for index, reason in table.repeated}
        gone = sorted((repeated | division.dropped).items())
        dropped = [(self.lines[index], reason) for index, reason in gone]
        dropped += [piece for found in division.lists for piece in omission_remarks(found, self.lines)]
        return DocumentReading(record, (*self._letterhead(), *dropped), self._lines_taken(closing, division))

    def _lines_taken(self, closing: Closing | None, division: Division) -> FieldLines:
        bylines = {i for first, last in self.address.bylines for i in range(first, last + 1)}
        return FieldLines(
            head=_numbers(self.whole[: self.opening.body]),
            addressees=_numbers(line for i, line in enumerate(self.above) if i not in bylines),
            closing=_numbers(self.lines[i] for i in sorted(closing.taken)) if closing else (),
            labels=_numbers(self.lines[i] for i in sorted(division.taken - division.dropped.keys())),
        )

    def _fields(self, closing: Closing | None, clauses: Clauses, texts: Sequence[TextRecord]) -> tuple[FieldPlace, ...]:
        """Where what is no provision was read."""
        head = head_fields(self.whole[self.opening.first : self.opening.body], self.opening)
        found = [*head, *self.addressed, *closing_fields(self.lines, closing)]
        eids = {"effective_on": clauses.effective_clause, "expires_on": clauses.expiry_clause}
        return (*found, *derived_fields(found, title=self.opening.title, clauses=eids, texts=texts))

    def _letterhead(self) -> list[tuple[Line, str]]:
        """Lines of the head that are neither title nor number: 安澜市人民政府公告 over the title of its own."""
        title = canonical(self.opening.title)
        head = [line for line in self.whole[self.opening.first : self.opening.body] if line.text.strip()]
        return [
            (line, "letterhead")
            for line in head
            if not parse_numbers(line.text) and canonical(line.text) not in title and title not in canonical(line.text)
        ]

    def _appointments(self, texts: Sequence[TextRecord]) -> tuple[AppointmentRecord, ...]:
        """Of personnel notices only: elsewhere 任 and 免去 are words like others."""
        if not is_personnel(self.opening.title):
            return ()
        pairs = [(p.eid, p.marker + p.heading + p.text) for text in texts for p in text.provisions]
        names = issuers_from_title(self.opening.title)
        return read_appointments(pairs, issuer=names[0] if names else "")

    def _issuers(self, closing: Closing | None) -> tuple[IssuerRecord, ...]:
        names = issuers_from_title(self.opening.title)
        signed = issuers_from_signature(closing.signed_by) if closing else ()
        if len(signed) > 1 and (not names or "".join(signed) == "".join(names)):
            names = signed
        names = names or signed or self._numbered_issuer()
        return tuple(IssuerRecord(name, lead=position == 0) for position, name in enumerate(names))

    def _numbered_issuer(self) -> tuple[str, ...]:
        for number in self.opening.numbers:
            names = issuers_from_title(number.series)
            if names:
                return names
        return ()

    def _texts(
        self,
        parts: Sequence[tuple[str, Segment]],
        division: Division,
        closing: Closing | None,
        tables: Sequence[FoundTable],
        positions: Mapping[str, int],
    ) -> tuple[tuple[TextRecord, ...], tuple[TableRecord, ...], tuple[FigureRecord, ...]]:
        taken = division.taken | division.dropped.keys() | (set(closing.taken) if closing else set())
        reader = BlockReader(self.lines, self.whole, taken=taken, geometry=self.geometry)
        texts: list[TextRecord] = []
        records: list[TableRecord] = []
        for prefix, segment in parts:
            own = [table for table in tables if segment.first <= table.first <= segment.last]
            first_table = len(records) + 1
            for table in own:
                records.append(
                    table.record(
                        n=len(records) + 1,
                        text=prefix,
                        appendix=positions.get(prefix),
                        title=table.title or segment.title,
                    )
                )
            blocks = reader.read(segment.first, segment.last, text=prefix, tables=own, first_table=first_table)
            if prefix == "main":
                blocks = [*self.bylines, *blocks]
            place = Place.around(self.lines[segment.first : segment.last + 1])
            provisions = build_provisions(prefix, blocks)
            texts.append(TextRecord(segment.role, segment.title, prefix, provisions, segment.number, place))
        return tuple(texts), tuple(records), tuple(reader.figures)


def _clause_pairs(texts: Sequence[TextRecord]) -> list[tuple[str, str]]:
    """What may close a text: the provisions of the letter and of what it issues, not of its appendices."""
    return [
        (provision.eid, provision.text)
        for text in texts
        if text.role is not TextRole.APPENDIX
        for provision in text.provisions
        if provision.text
    ]


def _table_findings(tables: Sequence[FoundTable]) -> tuple[FindingRecord, ...]:
    """Findings of the tables with paths from the document on."""
    return tuple(
        replace(finding, path=f"tables/{n}/{finding.path}".rstrip("/"))
        for n, table in enumerate(tables, 1)
        for finding in table.findings
    )


def _without_tables(lines: Sequence[Line], tables: Sequence[FoundTable]) -> list[Line]:
    """The same lines with those of tables blank, so that indices stay."""
    inside = {index for table in tables for index in range(table.first, table.last + 1)}
    return [replace(line, text="") if index in inside else line for index, line in enumerate(lines)]


def _byline(lines: Sequence[Line]) -> Inset:
    """A line under the title as a paragraph of its own, whatever follows it."""
    place = Place.of(lines[0], lines[-1])
    return Inset(ProvisionKind.PARAGRAPH, glue([line.text.strip() for line in lines if line.text.strip()]), place)


def _numbers(lines: Iterable[Line]) -> tuple[int, ...]:
    return tuple(line.number for line in lines if line.text.strip())
