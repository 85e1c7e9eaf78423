"""Collects a document's manuscript from its records, in a fixed number of queries."""

import itertools
from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from policies.models import Figure, PolicyDocument, Provision, Table, TableRow, Text, Validity, Version
from policies.reading.records import ProvisionKind, TextRole
from policies.typesetting.manuscript import AppendixLine, Block, DocumentManuscript, Plate, Printing, Stamp, TextPart
from policies.typesetting.paper_grid import Grid, PrintedRow, make_grid
from policies.typesetting.titles import title_lines

STAMPED = (Validity.AMENDED, Validity.NOT_YET, Validity.EXPIRED, Validity.REPEALED)
HEADED = (ProvisionKind.CHAPTER, ProvisionKind.SECTION, ProvisionKind.HEADING, ProvisionKind.BOX)
TITLE_WIDTH = 19  # characters of a title across the page


def with_wording(
    documents: QuerySet[PolicyDocument], *, wordings: QuerySet[Version] | None = None
) -> QuerySet[PolicyDocument]:
    """Documents with all that `collect_document` reads, however many there are: a dozen queries. `wordings`: the current ones."""
    tables = Table.objects.prefetch_related(Prefetch("rows", queryset=TableRow.objects.order_by("n")))
    chosen = Version.objects.filter(current=True) if wordings is None else wordings
    versions = chosen.prefetch_related(
        Prefetch("texts", queryset=Text.objects.order_by("position")),
        Prefetch("provisions", queryset=Provision.objects.order_by("position")),
        Prefetch("tables", queryset=tables.order_by("n")),
        Prefetch("figures", queryset=Figure.objects.order_by("n")),
        "appendices",
    )
    return documents.prefetch_related(
        Prefetch("versions", queryset=versions, to_attr="wordings"),
        "numbers",
        "issuer_links__organ",
        "promulgations__issue__gazette",
    )


def collect_document(document: PolicyDocument) -> DocumentManuscript:
    """The manuscript of a document got by `with_wording`: its current wording, or titles only when it has none."""
    version: Version | None = next(iter(document.wordings), None)  # type: ignore[attr-defined]
    number = document.doc_number
    return DocumentManuscript(
        slug=document.slug,
        address=f"{settings.SITE_URL.rstrip('/')}{document.get_absolute_url()}" if settings.SITE_URL else "",
        title=document.title,
        lines=title_lines(document.title, TITLE_WIDTH),
        numbers=tuple(one.normalised.removeprefix(document.title) for one in document.numbers.all()),
        issuers=tuple(link.organ.name for link in document.issuer_links.all()),
        addressees=tuple(document.addressees),
        texts=collect_texts(version, "" if number else document.title) if version else (),
        appendices=tuple(
            AppendixLine(one.number, one.title, one.omitted) for one in (version.appendices.all() if version else ())
        ),
        signed_by=tuple(document.signed_by),
        issued_on=document.issued_on,
        publicity=document.publicity.strip("（）()"),
        stamp=stamp_of(document),
        printings=tuple(_printings(document)),
        language=version.language if version else "zh-Hans",
    )


def stamp_of(document: PolicyDocument) -> Stamp | None:
    """The stamp of a text that is amended, not yet in force, expired or repealed; None for all others."""
    validity = Validity(document.validity)
    if validity not in STAMPED:
        return None
    day = {
        Validity.NOT_YET: document.effective_on,
        Validity.EXPIRED: document.expires_on,
        Validity.REPEALED: document.repealed_on,
    }.get(validity)
    return Stamp(validity.value, str(validity.label), day or document.validity_since)


def _printings(document: PolicyDocument) -> Iterable[Printing]:
    for one in document.promulgations.all():
        issue = one.issue
        if issue.state == "published":
            yield Printing(issue.title or issue.gazette.title, issue.year, issue.number, one.printed_page)


def collect_texts(version: Version, whole_title: str) -> tuple[TextPart, ...]:
    """The version's texts in order; a title that only repeats the document's is left out."""
    grids = {table.pk: grid_of(table) for table in version.tables.all()}
    plates = {one.pk: Plate(str(one.file.name), one.alt, one.width) for one in version.figures.all()}
    labels = {one.part_id: one.label for one in version.appendices.all() if one.part_id}
    by_text: dict[int, list[Provision]] = {}
    for provision in version.provisions.all():
        by_text.setdefault(provision.part_id, []).append(provision)
    loose = _loose_tables(version)
    found = []
    for text in version.texts.all():
        rows = by_text.get(text.pk, [])
        blocks = collect_blocks(rows, grids, plates) + tuple(
            Block("table", f"{text.eid}__table_{table.n}", 1, grid=grids[table.pk]) for table in loose.get(text.pk, [])
        )
        set_grids = [block.grid for block in blocks if block.grid]
        told = frozenset(block.marker + block.heading + block.text for block in blocks)
        title = "" if text.role == TextRole.NOTICE or text.title == whole_title else text.title
        found.append(
            TextPart(
                role=text.role,
                eid=text.eid,
                label=labels.get(text.pk) or (f"附件{text.number or ''}" if text.role == TextRole.APPENDIX else ""),
                title=title_lines(title, TITLE_WIDTH) if title else (),
                blocks=tuple(_once(block, title, told) for block in blocks),
                landscape=bool(set_grids) and len(set_grids) == len(blocks) and any(g.landscape for g in set_grids),
            )
        )
    return tuple(found)


def _once(block: Block, title: str, told: frozenset[str]) -> Block:
    """A table that bears its text's own title, or a note that stands in the text too, is set without it."""
    if block.grid is None:
        return block
    grid = block.grid
    notes = tuple(note for note in grid.notes if note not in told)
    return replace(block, grid=replace(grid, title="" if grid.title == title else grid.title, notes=notes))


def _loose_tables(version: Version) -> dict[int, list[Table]]:
    """Tables that no provision places: they stand at the end of their text."""
    placed = {provision.table_id for provision in version.provisions.all() if provision.table_id}
    loose = [table for table in version.tables.all() if table.pk not in placed]
    return {part: list(run) for part, run in itertools.groupby(loose, key=lambda table: table.part_id)}


def collect_blocks(
    provisions: Iterable[Provision], grids: dict[int, Grid], plates: dict[int, Plate]
) -> tuple[Block, ...]:
    """One block per provision; headings and run-in headings get their outline depth."""
    found = []
    for one in provisions:
        headed = bool(one.heading) and (one.kind in HEADED or one.kind == ProvisionKind.ITEM)
        grid = grids.get(one.table_id) if one.table_id else None
        if one.kind == ProvisionKind.CAPTION and not one.text and not one.heading:
            continue
        found.append(
            Block(
                kind=one.kind,
                eid=one.eid,
                level=one.level,
                marker=one.marker,
                heading=one.heading,
                text=one.text,
                bookmark=min(one.level, 4) if headed or one.kind == ProvisionKind.ARTICLE else 0,
                grid=grid,
                plate=plates.get(one.figure_id) if one.figure_id else None,
            )
        )
    return tuple(found)


def grid_of(table: Table) -> Grid:
    """The grid of one table as printed."""
    levels = [tuple(column.get("levels") or [column.get("name", "")]) for column in table.columns]
    units = [column.get("unit") or "" for column in table.columns]
    rows = [PrintedRow(row.kind, tuple(row.cells), tuple(row.printed or row.cells)) for row in table.rows.all()]
    return make_grid(
        title=table.title,
        unit=table.unit,
        eid=f"table-{table.n}",
        levels=[_with_unit(one, unit) for one, unit in zip(levels, units)],
        rows=rows,
        notes=table.notes,
    )


def _with_unit(levels: tuple[str, ...], unit: str) -> tuple[str, ...]:
    """A column's unit goes back to its head, where it was printed, unless it still stands there."""
    if not unit or any(unit in level for level in levels):
        return levels
    last = max((n for n, level in enumerate(levels) if level), default=0)
    return tuple(f"{level}（{unit}）" if n == last else level for n, level in enumerate(levels))
