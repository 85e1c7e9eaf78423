"""Turns a document's record into the pieces that readings are compared by: its fields, its clauses, the rows of its tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from policies.reading.records import DocumentRecord, ProvisionRecord, TableRecord, TextRole

_CELLS = "｜"  # between the cells of a row
LABELS = {
    "title": gettext_lazy("标题"),
    "numbers": gettext_lazy("文号"),
    "genre": gettext_lazy("文种"),
    "issuers": gettext_lazy("发文机关"),
    "addressees": gettext_lazy("主送机关"),
    "signed_by": gettext_lazy("落款"),
    "issued_on": gettext_lazy("成文日期"),
    "printed_on": gettext_lazy("印发日期"),
    "effective_on": gettext_lazy("施行日期"),
    "expires_on": gettext_lazy("失效日期"),
    "publicity": gettext_lazy("公开说明"),
    "appendices": gettext_lazy("附件"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """`label` says which it is: a field's name, the number of a row, or a clause's marker, which is print (`marked`)."""

    label: str
    text: str
    marked: bool = False

    @property
    def said(self) -> str:
        return self.label + self.text if self.marked else self.text


def fields_of(record: DocumentRecord) -> dict[str, str]:
    """Each field as one string; '' where the record has none."""
    return {
        "title": record.title,
        "numbers": "、".join(one.normalised for one in record.numbers),
        "genre": record.genre,
        "issuers": "、".join(one.name for one in record.issuers),
        "addressees": "、".join(record.addressees),
        "signed_by": "、".join(record.signed_by),
        **{name: _day(record, name) for name in ("issued_on", "printed_on", "effective_on", "expires_on")},
        "publicity": record.publicity,
        "appendices": "；".join(f"{one.label} {one.title}".strip() for one in record.appendices),
    }


def _day(record: DocumentRecord, name: str) -> str:
    day = getattr(record, name, None)
    return day.isoformat() if day else ""


def pieces_of(record: DocumentRecord) -> list[Piece]:
    """Clauses and rows in the order of print; a table stands where its clause is."""
    return [piece for _, piece in addressed_pieces(record)]


def addressed_pieces(record: DocumentRecord) -> list[tuple[str, Piece]]:
    """The same, each with the eid of the clause that it is or stands in; '' where that is not known."""
    tables = {table.n: table for table in record.tables}
    found: list[tuple[str, Piece]] = []
    for text in record.texts:
        if text.title:
            found.append((text.eid, Piece("附件" if text.role is TextRole.APPENDIX else "印发", text.title)))
        for one in text.provisions:
            found += ((one.eid, piece) for piece in _provision(one, tables))
    for table in tables.values():
        found += (("", piece) for piece in _table(table))
    return found


def _provision(one: ProvisionRecord, tables: dict[int, TableRecord]) -> Iterator[Piece]:
    table = tables.pop(one.table, None) if one.table else None
    said = f"{one.heading}　{one.text}".strip("　")
    if said or not table:
        yield Piece(one.marker, said, marked=True)
    if table:
        yield from _table(table)


def _table(table: TableRecord) -> Iterator[Piece]:
    yield Piece("表头", " ".join(part for part in (table.title, table.unit) if part))
    yield Piece("栏目", _CELLS.join(column.name for column in table.columns))
    for n, row in enumerate(table.rows, 1):
        yield Piece(f"行 {n}", _CELLS.join(row.cells))


def words_of(pieces: Sequence[Piece]) -> list[str]:
    """What alignment goes by: a clause under another number is still the clause, a row in another place still the row."""
    return ["".join(piece.text.split()) or piece.label for piece in pieces]
