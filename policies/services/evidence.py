"""Turns the places of a read document into evidence rows, and its doubts into findings."""

from collections.abc import Iterator

from policies.models import Evidence, Finding, PolicyDocument, SourceFile, Table, Version
from policies.reading.records import DocumentRecord, FindingRecord, Place
from policies.services.columns import fitted


def record_evidence(*, version: Version, record: DocumentRecord, source: SourceFile) -> None:
    """One row for each placed record: paths are eids, `enc_1`, `tables/1/rows/15`, `appendices/2`, and '' for the whole."""
    places: dict[str, Place] = {}
    for path, place in _places(record):
        if place and place.last_line >= place.first_line:
            places.setdefault(path, place)
    Evidence.objects.bulk_create(
        (
            fitted(
                Evidence,
                source=source,
                version=version,
                path=path,
                first_line=place.first_line,
                last_line=place.last_line,
                page=place.page,
            )
            for path, place in places.items()
        ),
        batch_size=2000,
    )


def _places(record: DocumentRecord) -> Iterator[tuple[str, Place | None]]:
    yield "", record.place
    for text in record.texts:
        yield text.eid, text.place
        yield from ((one.eid, one.place) for one in text.provisions)
    for n, appendix in enumerate(record.appendices, start=1):
        yield f"appendices/{n}", appendix.place
    for table in record.tables:
        yield f"tables/{table.n}", table.place
        yield from ((f"tables/{table.n}/rows/{n}", row.place) for n, row in enumerate(table.rows, start=1))


def record_findings(
    *, findings: list[FindingRecord], source: SourceFile, documents: dict[int, PolicyDocument]
) -> list[Finding]:
    """Findings with the document and table that their path names; `documents` by position in the issue."""
    tables = _tables(documents)
    return Finding.objects.bulk_create(_finding(one, source, documents, tables) for one in findings)


def _tables(documents: dict[int, PolicyDocument]) -> dict[tuple[int, int], Table]:
    current = Table.objects.filter(version__current=True, version__document__in=documents.values())
    return {(table.version.document_id, table.n): table for table in current.select_related("version")}


def _finding(
    one: FindingRecord,
    source: SourceFile,
    documents: dict[int, PolicyDocument],
    tables: dict[tuple[int, int], Table],
) -> Finding:
    steps = one.path.split("/")
    named = dict(zip(steps[::2], steps[1::2], strict=False))
    document = documents.get(_number(named.get("documents")))
    table = tables.get((document.pk, _number(named.get("tables")))) if document else None
    return fitted(
        Finding,
        code=one.code,
        severity=one.severity.value,
        message=one.message,
        path=one.path,
        expected=one.expected,
        found=one.found,
        source=source,
        document=document,
        table=table,
        first_line=one.place.first_line if one.place else None,
        last_line=one.place.last_line if one.place else None,
        page=one.place.page if one.place else None,
    )


def _number(step: str | None) -> int:
    return int(step) if step and step.isdecimal() else 0
