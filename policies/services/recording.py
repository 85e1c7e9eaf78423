"""Turns one read document into its rows: document, numbers, issuers, version, and all that the version holds."""

from collections.abc import Collection

from django.db import transaction

from policies.models import (
    DocumentIssuer,
    DocumentNumber,
    DocumentState,
    NumberSeries,
    Organ,
    PolicyDocument,
    SourceFile,
    Version,
)
from policies.reading.boxes import Layout
from policies.reading.records import DocumentRecord, IssuerRecord
from policies.services.columns import fitted
from policies.services.contents import NONE, Pictures, clear_contents, record_contents
from policies.services.evidence import NOWHERE, record_evidence
from policies.services.numbering import find_or_make_series, free_slug
from policies.services.organs import find_or_make_organ

# The columns of a document that its reading fills.
_READ = (
    "title",
    "genre",
    "addressees",
    "signed_by",
    "publicity",
    "issued_on",
    "printed_on",
    "effective_on",
    "expires_on",
    "effective_clause",
    "expiry_clause",
)


class NotADraftError(Exception):
    """The document is public, or was: another reading can't take its place."""


@transaction.atomic
def record_document(
    *, record: DocumentRecord, source: SourceFile | None, layout: Layout = NOWHERE, pictures: Pictures = NONE
) -> PolicyDocument:
    """A new draft document with one current version; `layout` finds the boxes of its lines, `pictures` those of its figures.

    `source` None: it was not read from a file, so nothing of it has a place.

    Its citations are not yet resolved (`services.citing`).

    Names (organs, series, slugs) are given by looking at what exists, so callers hold `services.locks.naming`.
    """
    issuers = _organs(record.issuers)
    series = _series(record, list(issuers))
    document = _document(record, free_slug(record=record, series=series))
    document.save(force_insert=True)
    version = Version.objects.create(document=document, valid_from=record.effective_on)
    _fill(version, record, issuers, series, source, layout, pictures)
    return document


@transaction.atomic
def rerecord_document(
    *,
    document: PolicyDocument,
    record: DocumentRecord,
    source: SourceFile,
    layout: Layout = NOWHERE,
    pictures: Pictures = NONE,
    findings: Collection[int] = (),
) -> None:
    """Puts another reading in the place of all that a draft holds; its address stays, and so do citations of it.

    `findings`: keys of those that stay, to be hung on the new rows by the caller. Callers hold `services.locks.naming`. Raises `NotADraftError`.
    """
    if document.state != DocumentState.DRAFT:
        raise NotADraftError(document.slug)
    issuers = _organs(record.issuers)
    series = _series(record, list(issuers))
    read = _document(record, document.slug)
    for name in _READ:
        setattr(document, name, getattr(read, name))
    document.updated_by = None
    document.save(update_fields=[*_READ, "updated_by", "updated_at"])
    for rows in (document.issuer_links.all(), document.numbers.all(), document.findings.exclude(pk__in=findings)):
        rows.delete()
    version = document.versions.get(current=True)  # stays, and with it the draft that works on it
    clear_contents(version=version)
    version.valid_from = record.effective_on
    version.save(update_fields=["valid_from"])
    _fill(version, record, issuers, series, source, layout, pictures)


def _fill(
    version: Version,
    record: DocumentRecord,
    issuers: dict[Organ, bool],
    series: list[NumberSeries | None],
    source: SourceFile | None,
    layout: Layout,
    pictures: Pictures,
) -> None:
    """All that hangs on a document and its version, which must hold none of it yet."""
    _record_issuers(version.document, issuers)
    _record_numbers(version.document, record, series)
    record_contents(version=version, record=record, pictures=pictures)
    if source:
        record_evidence(version=version, record=record, source=source, layout=layout)


def _document(record: DocumentRecord, slug: str) -> PolicyDocument:
    ordered = not (record.expires_on and record.effective_on and record.expires_on < record.effective_on)
    return fitted(
        PolicyDocument,
        slug=slug,
        title=record.title,
        genre=record.genre,
        addressees=list(record.addressees),
        signed_by=list(record.signed_by),
        publicity=record.publicity,
        issued_on=record.issued_on,
        printed_on=record.printed_on,
        index_number=dict(record.letterhead).get("索引号") or None,
        effective_on=record.effective_on,
        expires_on=record.expires_on if ordered else None,
        effective_clause=record.effective_clause,
        expiry_clause=record.expiry_clause if ordered else "",
    )


def _organs(issuers: tuple[IssuerRecord, ...]) -> dict[Organ, bool]:
    """Each organ once, in print's order, with whether it leads."""
    found: dict[Organ, bool] = {}
    for issuer in issuers:
        if issuer.name.strip():
            found.setdefault(find_or_make_organ(name=issuer.name), issuer.lead)
    return found


def _series(record: DocumentRecord, issuers: list[Organ]) -> list[NumberSeries | None]:
    return [find_or_make_series(name=one.series, issuers=issuers) if one.series else None for one in record.numbers]


def _record_issuers(document: PolicyDocument, issuers: dict[Organ, bool]) -> None:
    DocumentIssuer.objects.bulk_create(
        DocumentIssuer(document=document, organ=organ, lead=lead, position=position)
        for position, (organ, lead) in enumerate(issuers.items(), start=1)
    )


def _record_numbers(document: PolicyDocument, record: DocumentRecord, series: list[NumberSeries | None]) -> None:
    DocumentNumber.objects.bulk_create(
        fitted(
            DocumentNumber,
            document=document,
            position=position,
            series=found,
            year=number.year,
            serial=number.serial,
            printed=number.printed,
            normalised=number.normalised,
        )
        for position, (number, found) in enumerate(zip(record.numbers, series, strict=True), start=1)
    )
