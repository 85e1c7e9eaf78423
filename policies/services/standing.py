"""Turns a document's rows back into a record, so that what editors made can be compared with what was read."""

from policies.models import PolicyDocument, Provision, Table, Text, Version
from policies.reading.records import (
    AppendixRecord,
    ColumnRecord,
    DocumentRecord,
    IssuerRecord,
    NumberRecord,
    ProvisionKind,
    ProvisionRecord,
    RowKind,
    TableRecord,
    TableRowRecord,
    TextRecord,
    TextRole,
)


def standing_record(*, document: PolicyDocument) -> DocumentRecord:
    """The document as its current version stands: fields, texts and tables; citations and findings are left out."""
    return version_record(version=document.versions.get(current=True))


def version_record(*, version: Version) -> DocumentRecord:
    """The same of any of its versions; the fields are the document's, whichever version is asked for."""
    document = version.document
    provisions: dict[int, list[ProvisionRecord]] = {}
    for one in version.provisions.select_related("parent", "table").order_by("position"):
        provisions.setdefault(one.part_id, []).append(_provision(one))
    return DocumentRecord(
        title=document.title,
        numbers=tuple(
            NumberRecord(one.printed, one.normalised, one.series.name if one.series else "", one.year, one.serial)
            for one in document.numbers.select_related("series")
        ),
        genre=document.genre,
        issuers=tuple(
            IssuerRecord(one.organ.name, one.lead)
            for one in document.issuer_links.select_related("organ").order_by("position")
        ),
        addressees=tuple(document.addressees),
        signed_by=tuple(document.signed_by),
        issued_on=document.issued_on,
        effective_on=document.effective_on,
        expires_on=document.expires_on,
        effective_clause=document.effective_clause,
        expiry_clause=document.expiry_clause,
        publicity=document.publicity,
        printed_on=document.printed_on,
        texts=tuple(_text(one, provisions.get(one.pk, [])) for one in version.texts.order_by("position")),
        appendices=_appendices(version),
        tables=tuple(_table(one) for one in version.tables.select_related("part").prefetch_related("rows")),
    )


def _text(one: Text, provisions: list[ProvisionRecord]) -> TextRecord:
    return TextRecord(TextRole(one.role), one.title, one.eid, tuple(provisions), one.number)


def _provision(one: Provision) -> ProvisionRecord:
    return ProvisionRecord(
        one.eid,
        ProvisionKind(one.kind),
        one.level,
        one.marker,
        one.heading,
        one.text,
        one.parent.eid if one.parent else "",
        one.table.n if one.table else None,
    )


def _appendices(version: Version) -> tuple[AppendixRecord, ...]:
    rows = version.appendices.select_related("part").order_by("position")
    return tuple(
        AppendixRecord(one.number, one.label, one.title, one.omitted, one.part.eid if one.part else "") for one in rows
    )


def _table(one: Table) -> TableRecord:
    return TableRecord(
        one.n,
        one.title,
        tuple(ColumnRecord(tuple(column["levels"]), column["unit"]) for column in one.columns),
        tuple(TableRowRecord(RowKind(row.kind), tuple(row.cells), tuple(row.printed)) for row in one.rows.all()),
        unit=one.unit,
        text=one.part.eid,
        notes=tuple(one.notes),
    )
