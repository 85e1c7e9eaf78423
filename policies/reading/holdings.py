"""Turns a document's record into what it holds of which lines, for the account of every printed character."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from policies.reading.claims import Holding
from policies.reading.document import DocumentReading
from policies.reading.forms import dated, publicity, signed_and_dated
from policies.reading.lines import Line
from policies.reading.records import DocumentRecord, Place, ProvisionKind, ProvisionRecord, TableRecord

_STOPS = "。.:：—-、,，；; "
_BRACKETS = "（）()【】〔〕[]"
_LABELLING = "附件表录图:：.．、,，；;。—-《》（）()〔〕[]0123456789一二三四五六七八九十"


def numbers(place: Place) -> range:
    return range(place.first_line, place.last_line + 1)


def document_holdings(reading: DocumentReading, lines: Sequence[Line], path: str) -> Iterator[Holding]:
    """Fields first, on their own lines; then tables' rows, paragraphs and tables, the narrowest first."""
    record, fields = reading.record, reading.taken
    printed = [number.printed for number in record.numbers]
    yield Holding(path, fields.head, (record.title, *printed), _BRACKETS, derived=True)
    yield Holding(path, fields.head, (*printed, record.title), _BRACKETS, derived=True)
    yield Holding(path, fields.addressees, _parted(record.addressees), "：，、；:,;", derived=True)
    yield Holding(
        path, fields.closing, tuple(_closing(record, fields.closing, lines)), _BRACKETS + _STOPS, derived=True
    )
    provisions = [(one, one.place) for text in record.texts for one in text.provisions if one.place and not one.table]
    pieces = [_provision(one, place, path) for one, place in provisions]
    rebuilt = _rebuilt(record, lines)
    pieces += [holding for table in record.tables for holding in _rows(table, path, table.n in rebuilt)]
    yield from sorted(pieces, key=lambda piece: len(piece.lines))
    yield from _titles(record, fields.labels, path)
    for table in record.tables:
        yield from _frame(table, record, path, table.n in rebuilt)


def _rebuilt(record: DocumentRecord, lines: Sequence[Line]) -> set[int]:
    """The tables none of whose lines parts its cells: a text layer that broke them up."""
    parted = {line.number for line in lines if line.cells or "\t" in line.text or "|" in line.text or "<" in line.text}
    return {one.n for one in record.tables if one.place and parted.isdisjoint(numbers(one.place))}


def _parted(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(part for name in names for part in (name, "，"))


def _closing(record: DocumentRecord, numbers: Sequence[int], lines: Sequence[Line]) -> Iterator[str]:
    """Signers as kept; a day and a note in whatever form the line prints them, where that form says the same."""
    own = set(numbers)
    for line in (line for line in lines if line.number in own):
        both = signed_and_dated(line.text)
        if (
            (both and both[1] == record.issued_on)
            or (record.issued_on and dated(line.text) == record.issued_on)
            or (record.publicity and publicity(line.text) == record.publicity)
        ):
            yield line.text
    yield from record.signed_by


def _provision(one: ProvisionRecord, place: Place, path: str) -> Holding:
    note = one.kind is ProvisionKind.NOTE
    return Holding(f"{path}/provisions/{one.eid}", numbers(place), (one.marker, one.heading, one.text), derived=note)


def _rows(table: TableRecord, path: str, rebuilt: bool) -> Iterator[Holding]:
    anywhere = numbers(table.place) if table.place else ()
    for n, row in enumerate(table.rows, 1):
        if row.place:
            cells = row.printed if any(row.printed) else row.cells
            where = f"{path}/tables/{table.n}/rows/{n}"
            yield Holding(where, numbers(row.place), cells, derived=True, anywhere=anywhere, unordered=rebuilt)


def _titles(record: DocumentRecord, lines: Sequence[int], path: str) -> Iterator[Holding]:
    listed = [part for one in record.appendices for part in (one.label, one.listed or one.title)]
    yield Holding(path, lines, tuple(listed), _LABELLING, derived=True)
    own = [text.title for text in record.texts]
    labels = [one.label for one in record.appendices]
    yield Holding(path, lines, (*own, *labels), _LABELLING, derived=True)


def _frame(table: TableRecord, record: DocumentRecord, path: str, rebuilt: bool) -> Iterator[Holding]:
    """Title, unit, head and notes of a table on the lines that no row of it holds."""
    if table.place is None:
        return
    lines = numbers(table.place)
    where = f"{path}/tables/{table.n}"
    titles = {text.title for text in record.texts} | {one.title for one in record.appendices}
    yield Holding(where, lines, (table.title,), _LABELLING, derived=table.title in titles)
    head = (table.unit, *_levels(table), *table.notes)
    yield Holding(where, lines, head, "单位：:（）()", derived=True, anywhere=lines, unordered=rebuilt)


def _levels(table: TableRecord) -> Iterator[str]:
    """The names of a head row by row, a name over several columns once, as print has it."""
    depth = max((len(column.levels) for column in table.columns), default=0)
    for level in range(depth):
        names = [column.levels[level] if level < len(column.levels) else "" for column in table.columns]
        yield from (name for name, _ in groupby(names) if name)
