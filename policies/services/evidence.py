"""Turns the places of a read document into evidence rows, and its doubts into findings."""

from collections.abc import Iterable, Iterator
from typing import Any

from policies.models import Evidence, Finding, PolicyDocument, SourceFile, SourcePage, Table, Version
from policies.reading.boxes import Layout
from policies.reading.records import DocumentRecord, FindingRecord, PageRecord, Place
from policies.services.columns import fitted

NOWHERE = Layout()  # of a source without pages


def record_pages(*, source: SourceFile, pages: Iterable[PageRecord]) -> None:
    """The source's pages as its format tells them; those that are known stay as they are."""
    SourcePage.objects.bulk_create(
        (
            fitted(
                SourcePage,
                source=source,
                number=one.number,
                width=one.width,
                height=one.height,
                recognised=one.recognised,
            )
            for one in pages
        ),
        ignore_conflicts=True,
    )


def record_evidence(*, version: Version, record: DocumentRecord, source: SourceFile, layout: Layout = NOWHERE) -> None:
    """One row for each placed record: paths are eids, `enc_1`, `title`, `tables/1/rows/15`, `appendices/2`, '' for the whole."""
    places: dict[str, tuple[Place, int]] = {}
    for path, place, columns in _places(record):
        if place and place.last_line >= place.first_line:
            places.setdefault(path, (place, columns))
    Evidence.objects.bulk_create(
        (
            fitted(Evidence, source=source, version=version, path=path, **placed(layout, place, columns))
            for path, (place, columns) in places.items()
        ),
        batch_size=2000,
    )


def placed(layout: Layout, place: Place, columns: int = 0) -> dict[str, Any]:
    """The columns of a `SourcePlace` that tell where; `columns` is the width of the table whose row it is."""
    spot = layout.spot(place, columns=columns)
    return {
        "first_line": place.first_line,
        "last_line": place.last_line,
        "page": spot.page,
        "last_page": spot.last_page,
        "boxes": list(spot.boxes),
        "cells": list(spot.cells),
        "confidence": spot.confidence,
    }


def _places(record: DocumentRecord) -> Iterator[tuple[str, Place | None, int]]:
    """Each path with its place and, of a table's row, the table's width."""
    yield "", record.place, 0
    yield from ((one.path, one.place, 0) for one in record.fields)
    for text in record.texts:
        yield text.eid, text.place, 0
        yield from ((one.eid, one.place, 0) for one in text.provisions)
    for n, appendix in enumerate(record.appendices, start=1):
        yield f"appendices/{n}", appendix.place, 0
    for figure in record.figures:
        yield f"figures/{figure.n}", figure.place, 0
    for table in record.tables:
        yield f"tables/{table.n}", table.place, 0
        yield from (
            (f"tables/{table.n}/rows/{n}", row.place, len(table.columns)) for n, row in enumerate(table.rows, start=1)
        )


def record_findings(
    *,
    findings: list[FindingRecord],
    source: SourceFile,
    documents: dict[int, PolicyDocument],
    layout: Layout = NOWHERE,
) -> list[Finding]:
    """Findings with the document and table that their path names; `documents` by position in the issue."""
    tables = _tables(documents)
    return Finding.objects.bulk_create(_finding(one, source, documents, tables, layout) for one in findings)


def _tables(documents: dict[int, PolicyDocument]) -> dict[tuple[int, int], Table]:
    current = Table.objects.filter(version__current=True, version__document__in=documents.values())
    return {(table.version.document_id, table.n): table for table in current.select_related("version")}


def _finding(
    one: FindingRecord,
    source: SourceFile,
    documents: dict[int, PolicyDocument],
    tables: dict[tuple[int, int], Table],
    layout: Layout,
) -> Finding:
    steps = one.path.split("/")
    named = dict(zip(steps[::2], steps[1::2], strict=False))
    document = documents.get(_number(named.get("documents")))
    table = tables.get((document.pk, _number(named.get("tables")))) if document else None
    spot = layout.spot(one.place) if one.place else None
    return fitted(
        Finding,
        code=one.code,
        severity=one.severity.value,
        message=one.message,
        phrasing=one.message.phrasing,
        path=one.path,
        expected=one.expected,
        found=one.found,
        source=source,
        document=document,
        table=table,
        first_line=one.place.first_line if one.place else None,
        last_line=one.place.last_line if one.place else None,
        page=spot.page if spot else None,
        boxes=list(spot.boxes) if spot else [],
    )


def _number(step: str | None) -> int:
    return int(step) if step and step.isdecimal() else 0
