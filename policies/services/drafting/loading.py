"""Turns the rows of a version into the tree that editors work on, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from policies.drafting.codec import fields_from_json
from policies.drafting.tree import ColumnNode, Fields, FigureNode, Node, RowNode, TableNode, TextNode, Tree
from policies.models import Draft, Figure, PolicyDocument, Provision, Table, TableRow, Text, Version
from policies.reading.records import ProvisionKind, RowKind, TextRole


@dataclass(slots=True)
class Rows:
    """All rows of a version that its tree is made of, by their keys, in order."""

    texts: dict[str, Text] = field(default_factory=dict)
    provisions: dict[str, Provision] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    rows: dict[str, TableRow] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)


def tree_of(*, draft: Draft) -> Tree:
    """The text as it stands. `draft.version` and `draft.document` are read, nothing is locked."""
    return make_tree(fields=fields_of(draft=draft), rows=load_rows(version=draft.version))


def load_rows(*, version: Version) -> Rows:
    """Five queries, however long the text is."""
    return load_rows_of(versions=[version.pk])[version.pk]


def load_rows_of(*, versions: Collection[int]) -> dict[int, Rows]:
    """Of each version; five queries for all of them."""
    found = {version: Rows() for version in versions}
    for text in Text.objects.filter(version__in=versions).order_by("version", "position"):
        found[text.version_id].texts[f"t{text.pk}"] = text
    for one in Provision.objects.filter(version__in=versions).order_by("version", "position"):
        found[one.version_id].provisions[f"p{one.pk}"] = one
    tables = {table.pk: table for table in Table.objects.filter(version__in=versions).order_by("version", "n")}
    for table in tables.values():
        found[table.version_id].tables[f"g{table.pk}"] = table
    for row in TableRow.objects.filter(table__version__in=versions).order_by("table", "n"):
        found[tables[row.table_id].version_id].rows[f"r{row.pk}"] = row
    for figure in Figure.objects.filter(version__in=versions).order_by("version", "n"):
        found[figure.version_id].figures[f"f{figure.pk}"] = figure
    return found


def restored(key: str, known: Collection[str]) -> int | None:
    """The number of a row that was there once and gets it again; None lets the database give one."""
    return int(key[1:]) if key in known else None


def make_tree(*, fields: Fields, rows: Rows) -> Tree:
    nodes: defaultdict[int, list[Node]] = defaultdict(list)
    for key, one in rows.provisions.items():
        nodes[one.part_id].append(_node(key, one))
    printed: defaultdict[int, list[RowNode]] = defaultdict(list)
    for key, row in rows.rows.items():
        printed[row.table_id].append(RowNode(key, RowKind(row.kind), tuple(row.cells), tuple(row.printed)))
    return Tree(
        fields=fields,
        texts=tuple(
            TextNode(key, TextRole(one.role), one.eid, one.title, one.number, tuple(nodes[one.pk]))
            for key, one in rows.texts.items()
        ),
        tables=tuple(_table(key, one, printed[one.pk]) for key, one in rows.tables.items()),
        figures=tuple(FigureNode(key, one.n, one.caption, one.alt) for key, one in rows.figures.items()),
    )


def fields_of(*, draft: Draft) -> Fields:
    """The fields as they are to be: of a correction those that wait with it, else the document's own."""
    if draft.fields is not None:
        return fields_from_json(draft.fields)
    return document_fields(document=draft.document)


def document_fields(*, document: PolicyDocument) -> Fields:
    return Fields(
        title=document.title,
        numbers=tuple(document.numbers.order_by("position").values_list("printed", flat=True)),
        genre=document.genre,
        issuers=tuple(document.issuer_links.order_by("position").values_list("organ__name", flat=True)),
        addressees=tuple(document.addressees),
        signed_by=tuple(document.signed_by),
        issued_on=document.issued_on,
        printed_on=document.printed_on,
        effective_on=document.effective_on,
        expires_on=document.expires_on,
        publicity=document.publicity,
        index_number=document.index_number or "",
    )


def _node(key: str, one: Provision) -> Node:
    return Node(
        key=key,
        kind=ProvisionKind(one.kind),
        eid=one.eid,
        level=one.level,
        marker=one.marker,
        heading=one.heading,
        text=one.text,
        table=f"g{one.table_id}" if one.table_id else "",
        figure=f"f{one.figure_id}" if one.figure_id else "",
    )


def _table(key: str, one: Table, rows: list[RowNode]) -> TableNode:
    return TableNode(
        key=key,
        n=one.n,
        title=one.title,
        unit=one.unit,
        columns=tuple(
            ColumnNode(str(column.get("name", "")), tuple(column.get("levels", ())), str(column.get("unit", "")))
            for column in one.columns
        ),
        notes=tuple(one.notes),
        rows=tuple(rows),
        part=f"t{one.part_id}",
    )
