"""Turns a tree into the records that reading yields, so that what reads and compares those does so with it."""

from policies.drafting.tree import Node, TableNode, TextNode, Tree
from policies.grammar.numbers import parse_number
from policies.reading.records import (
    ColumnRecord,
    DocumentRecord,
    IssuerRecord,
    NumberRecord,
    ProvisionRecord,
    TableRecord,
    TableRowRecord,
    TextRecord,
)


def document_record(tree: Tree) -> DocumentRecord:
    """Fields, texts and tables; what follows from them (citations, posts, appendices) is left out."""
    fields = tree.fields
    return DocumentRecord(
        title=fields.title,
        numbers=number_records(tree),
        genre=fields.genre,
        issuers=tuple(IssuerRecord(name, lead=n == 0) for n, name in enumerate(fields.issuers)),
        addressees=fields.addressees,
        signed_by=fields.signed_by,
        issued_on=fields.issued_on,
        printed_on=fields.printed_on,
        effective_on=fields.effective_on,
        expires_on=fields.expires_on,
        publicity=fields.publicity,
        texts=text_records(tree),
        tables=tuple(table_record(one) for one in tree.tables),
    )


def number_records(tree: Tree) -> tuple[NumberRecord, ...]:
    """What is no number by its form is its own words."""
    return tuple(parse_number(one) or NumberRecord(one, one, "", None, None) for one in tree.fields.numbers)


def text_records(tree: Tree) -> tuple[TextRecord, ...]:
    tables = {one.key: one.n for one in tree.tables}
    return tuple(_text(one, tables) for one in tree.texts)


def table_record(one: TableNode) -> TableRecord:
    columns = tuple(ColumnRecord(column.levels, column.unit) for column in one.columns)
    rows = tuple(TableRowRecord(row.kind, row.cells, row.printed) for row in one.rows)
    return TableRecord(one.n, one.title, columns, rows, unit=one.unit, notes=one.notes)


def _text(one: TextNode, tables: dict[str, int]) -> TextRecord:
    provisions = tuple(_provision(node, tables) for node in one.nodes)
    return TextRecord(one.role, one.title, one.eid, provisions, one.number)


def _provision(one: Node, tables: dict[str, int]) -> ProvisionRecord:
    return ProvisionRecord(one.eid, one.kind, one.level, one.marker, one.heading, one.text, "", tables.get(one.table))
