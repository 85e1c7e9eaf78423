"""Turns one version into what its page shows: texts with their blocks, grids, appendices and citations."""

from collections import defaultdict
from dataclasses import dataclass

from policies.models import Appendix, Citation, Figure, Provision, Table, Text, Version
from policies.reading.records import ProvisionKind
from policies.typesetting.blocks import Block, OutlineEntry, blocks, outline
from policies.typesetting.screen_grid import Grid, grid


@dataclass(frozen=True, slots=True)
class PrintedTable:
    table: Table
    grid: Grid


@dataclass(frozen=True, slots=True)
class Part:
    """A text and what stands in it."""

    text: Text
    appendix: Appendix | None
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Leaf:
    """All of a version that a page sets; `tables` and `figures` by their key, `loose` those whose place in the text is not known."""

    parts: list[Part]
    outline: list[OutlineEntry]
    tables: dict[int, PrintedTable]
    figures: dict[int, Figure]
    loose: dict[int, list[PrintedTable]]
    appendices: list[Appendix]
    citations: list[Citation]


def leaf(version: Version) -> Leaf:
    """Reads a version through in a fixed number of queries, however long it is."""
    texts = list(version.texts.all())
    provisions = list(version.provisions.all())
    citations = list(version.citations.select_related("target"))
    appendices = list(version.appendices.all())
    tables = {table.pk: PrintedTable(table, printed(table)) for table in version.tables.prefetch_related("rows")}
    by_provision: dict[int, list[Citation]] = defaultdict(list)
    for citation in citations:
        by_provision[citation.provision_id or 0].append(citation)
    by_text: dict[int, list[Provision]] = defaultdict(list)
    for provision in provisions:
        by_text[provision.part_id].append(provision)
    by_key = {text.pk: text for text in texts}
    for appendix in appendices:
        appendix.part = by_key.get(appendix.part_id or 0)
    appendix_of = {appendix.part_id: appendix for appendix in appendices if appendix.part_id}
    parts = [
        Part(
            text,
            appendix_of.get(text.pk),
            without_captions(blocks(by_text[text.pk], by_provision, base=3 if text.title else 2), tables),
        )
        for text in texts
    ]
    placed = {provision.table_id for provision in provisions}
    loose: dict[int, list[PrintedTable]] = defaultdict(list)
    for key, table in tables.items():
        if key not in placed:
            loose[table.table.part_id].append(table)
    figures = {one.pk: one for one in version.figures.all()} if any(row.figure_id for row in provisions) else {}
    return Leaf(parts, outline(texts, provisions), tables, figures, dict(loose), appendices, citations)


def without_captions(found: list[Block], tables: dict[int, PrintedTable]) -> list[Block]:
    """Drops a caption line that the table after it carries as its title."""
    kept: list[Block] = []
    for block in found:
        table = tables.get(block.provision.table_id or 0)
        if table and kept and kept[-1].provision.kind == ProvisionKind.CAPTION:
            caption = kept[-1].provision
            if caption.marker + caption.heading + caption.text == table.table.title:
                kept.pop()
        kept.append(block)
    return kept


def printed(table: Table) -> Grid:
    """The grid of a table whose rows are prefetched."""
    return grid(table.columns, [(row.n, row.kind, row.cells, row.printed) for row in table.rows.all()])
