"""Trees for the proofreader's tests: made of paragraphs, or of what the reader read of a document."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from typing import Any

from policies.drafting.tree import ColumnNode, Fields, FigureNode, Node, RowNode, TableNode, TextNode, Tree
from policies.grammar.headings import split_heading
from policies.proofreading.context import Context, Listed
from policies.proofreading.registry import proofread
from policies.proofreading.remarks import Remark
from policies.reading.records import DocumentRecord, ProvisionKind, ProvisionRecord, TableRecord, TextRecord, TextRole

TODAY = date(2024, 6, 3)


def knowing(**known: Any) -> Context:
    return Context(**({"on": TODAY} | known))


def written(
    *paragraphs: str,
    title: str = "",
    role: TextRole = TextRole.NOTICE,
    table: Sequence[Sequence[str]] = (),
    **fields: Any,
) -> Tree:
    """A document of one text whose paragraphs open as print opens them; keys are p1, p2 and so on, and r1 for rows."""
    nodes = tuple(_node(f"p{n}", one) for n, one in enumerate(paragraphs, 1))
    rows = tuple(RowNode(f"r{n}", cells=tuple(one), printed=tuple(one)) for n, one in enumerate(table, 1))
    width = len(table[0]) if table else 0
    tables = (
        (TableNode("g1", 1, columns=tuple(ColumnNode(f"列{n}") for n in range(width)), rows=rows),) if table else ()
    )
    return Tree(Fields(title=title, **fields), (TextNode("t1", role, "main", nodes=nodes),), tables)


def _node(key: str, printed: str) -> Node:
    parts = split_heading(printed)
    if parts.marker is None:
        return Node(key, ProvisionKind.PARAGRAPH, text=printed)
    kind = {"chapter": ProvisionKind.CHAPTER, "section": ProvisionKind.SECTION, "article": ProvisionKind.ARTICLE}.get(
        parts.marker.kind.value, ProvisionKind.ITEM if parts.text else ProvisionKind.HEADING
    )
    level = {"han": 1, "han_bracket": 2, "arabic": 3, "arabic_bracket": 4, "article": 2}.get(parts.marker.kind.value, 1)
    return Node(key, kind, level=level, marker=parts.marker.printed, heading=parts.heading, text=parts.text)


def remarks(tree: Tree, code: str = "", **known: Any) -> list[Remark]:
    return [one for one in proofread(tree, knowing(**known)) if not code or one.code == code]


def said(tree: Tree, code: str = "", **known: Any) -> list[tuple[str, str | None]]:
    """What is doubted, and what would take its place."""
    return [(one.found, one.suggestion) for one in remarks(tree, code, **known)]


def tree_of(record: DocumentRecord) -> tuple[Tree, Context]:
    """What the reader read, as a draft would hold it."""
    keys = (f"x{n}" for n in count(1))
    tables = tuple(_read_table(one, keys) for one in record.tables)
    figures = tuple(FigureNode(f"f{one.n}", one.n, one.caption) for one in record.figures)
    with_tables = {one.appendix for one in record.tables}
    listed = tuple(
        Listed(one.number, one.listed or one.title, one.omitted, f"t-{one.text}" if one.text else "", n in with_tables)
        for n, one in enumerate(record.appendices, 1)
    )
    tree = Tree(_read_fields(record), tuple(map(_read_text, record.texts)), tables, figures)
    return tree, knowing(appendices=listed)


def _read_table(one: TableRecord, keys: Iterator[str]) -> TableNode:
    columns = tuple(ColumnNode(column.name, column.levels, column.unit) for column in one.columns)
    rows = tuple(RowNode(next(keys), row.kind, row.cells, row.printed) for row in one.rows)
    return TableNode(f"g{one.n}", one.n, one.title, one.unit, columns, one.notes, rows)


def _read_text(text: TextRecord) -> TextNode:
    nodes = tuple(map(_read_node, text.provisions))
    return TextNode(f"t-{text.eid}", text.role, text.eid, text.title, text.number, nodes)


def _read_node(one: ProvisionRecord) -> Node:
    table, figure = f"g{one.table}" if one.table else "", f"f{one.figure}" if one.figure else ""
    return Node(f"p-{one.eid}", one.kind, one.eid, one.level, one.marker, one.heading, one.text, table, figure)


def _read_fields(record: DocumentRecord) -> Fields:
    return Fields(
        title=record.title,
        numbers=tuple(one.printed for one in record.numbers),
        genre=record.genre,
        issuers=tuple(one.name for one in record.issuers),
        addressees=record.addressees,
        signed_by=record.signed_by,
        issued_on=record.issued_on,
        printed_on=record.printed_on,
        effective_on=record.effective_on,
        expires_on=record.expires_on,
        publicity=record.publicity,
    )
