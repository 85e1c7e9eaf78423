"""Turns the bytes of one printed issue into its record. Pure: the same bytes and reader version give the same record."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from gazette.reading.accounting import accounted
from gazette.reading.checks import check_issue
from gazette.reading.chronicle import ChronicleReading, read_chronicle, titles_among
from gazette.reading.contents import read_contents
from gazette.reading.disagreements import find_disagreements
from gazette.reading.linking import linked
from gazette.reading.masthead import read_masthead
from gazette.reading.masthead_places import masthead_fields
from gazette.reading.records import FurnitureRecord, IssueRecord
from gazette.reading.splitting import IssueParts, front_lines, split_issue
from policies.reading.boxes import line_places
from policies.reading.coverage import unread_characters
from policies.reading.document import DocumentReading, read_document
from policies.reading.layout import measure
from policies.reading.lines import Line
from policies.reading.pages import Furniture, without_furniture
from policies.reading.records import PageRecord, PictureRecord, Place
from policies.reading.sources.opening import open_source
from policies.reading.sources.source import Source


def read_issue(data: bytes, *, name: str = "") -> IssueRecord:
    """Reads a file of any format that is known. Raises a `SourceError` when the bytes can't be read."""
    return read_issue_source(open_source(data, name=name))


def read_issue_source(source: Source) -> IssueRecord:
    """Reads an issue from an opened source, and keeps where its lines stand on their pages."""
    return with_source(read_issue_lines(source.lines, unread=unread_characters(source)), source)


def with_source(record: IssueRecord, source: Source) -> IssueRecord:
    """The record with what the source itself is: its format, pages, pictures, findings, and the places of its lines."""
    return replace(
        record,
        format=source.format,
        pages=tuple(PageRecord(one.number, one.width, one.height, one.recognised) for one in source.pages),
        pictures=tuple(PictureRecord(one.number, one.media_type, one.width, one.height) for one in source.pictures),
        places=line_places(source.lines),
        lines=() if source.pages else tuple(line.text for line in source.lines),
        findings=(*source.findings, *record.findings),
    )


def read_issue_lines(source: Sequence[Line], *, unread: int = 0) -> IssueRecord:
    """Reads an issue from lines, whatever format they came from. `unread`: printed characters that never became lines."""
    lines, furniture = without_furniture(source)
    geometry = measure(lines)
    contents = read_contents(front_lines(lines))
    parts = split_issue(lines, contents)
    masthead = read_masthead(parts.masthead, running_heads=_heads(furniture))
    readings = [read_document(part.lines, part.opening, geometry) for part in parts.documents]
    chronicle = read_chronicle(parts.chronicle, year=masthead.year, number=masthead.number)
    record = IssueRecord(
        masthead=masthead,
        contents=linked(contents.entries, [reading.record for reading in readings]),
        documents=tuple(reading.record for reading in readings),
        chronicle=chronicle.entries,
        chronicle_title=chronicle.title,
        furniture=_furniture(furniture, parts, readings, chronicle),
        findings=chronicle.findings,
        fields=masthead_fields(masthead, parts.masthead),
    )
    record = replace(
        record,
        findings=(*record.findings, *check_issue(record)),
        disagreements=find_disagreements(record),
    )
    return accounted(record, source, parts, readings, unread=unread)


def _heads(furniture: Sequence[Furniture]) -> list[str]:
    """Running heads name gazette, year and number where no masthead does."""
    return [piece.line.text.strip() for piece in furniture if piece.reason == "running-head"]


def _furniture(
    furniture: Sequence[Furniture],
    parts: IssueParts,
    readings: Sequence[DocumentReading],
    chronicle: ChronicleReading,
) -> tuple[FurnitureRecord, ...]:
    pieces = [(piece.line, piece.reason) for piece in furniture]
    pieces += [(line, "running-head") for line in parts.labels]
    pieces += [piece for reading in readings for piece in reading.dropped]
    title = titles_among(chronicle.others, chronicle.title)[:1]
    pieces += [(line, "chronicle-head") for line in chronicle.others if line not in title]
    return furniture_records(pieces)


def furniture_records(pieces: Iterable[tuple[Line, str]]) -> tuple[FurnitureRecord, ...]:
    """Lines that are no text and the reason for each, in the order of print."""
    records = [FurnitureRecord(Place.of(line), line.text.strip(), reason) for line, reason in pieces]
    return tuple(sorted(records, key=lambda record: record.place.first_line))
