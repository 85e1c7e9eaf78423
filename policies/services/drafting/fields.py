"""Writes the fields of a tree: to the document itself while nobody has seen it, to the draft of a correction otherwise."""

from policies.drafting.codec import part_to_json
from policies.drafting.tree import Fields
from policies.grammar.numbers import parse_number
from policies.grammar.said import said
from policies.models import DocumentIssuer, DocumentNumber, DocumentState, Draft, Organ, PolicyDocument, User
from policies.reading.records import NumberRecord
from policies.services.columns import fitted
from policies.services.drafting.errors import DraftError
from policies.services.numbering import find_or_make_series
from policies.services.organs import find_or_make_organ

_PLAIN = ("title", "genre", "publicity", "issued_on", "printed_on", "effective_on", "expires_on")
_LISTS = ("addressees", "signed_by")


class FieldError(DraftError):
    """Fields that contradict each other."""


def names_change(*, before: Fields, after: Fields) -> bool:
    """Whether the fields name other organs or numbers: those who write them hold `locks.naming`."""
    return (before.numbers, before.issuers) != (after.numbers, after.issuers)


def write_fields(*, draft: Draft, before: Fields, after: Fields, by: User | None) -> None:
    """Raises `FieldError`. The document's `updated_by` is told even when no field changed: its text did."""
    if after.expires_on and after.effective_on and after.expires_on < after.effective_on:
        raise FieldError(said("失效日期早于施行日期。"))
    if draft.document.state != DocumentState.DRAFT:
        if before != after:
            draft.fields = part_to_json(after)
        return
    apply_fields(document=draft.document, before=before, after=after, by=by)


def apply_fields(*, document: PolicyDocument, before: Fields, after: Fields, by: User | None) -> None:
    for name in _PLAIN:
        setattr(document, name, getattr(after, name))
    for name in _LISTS:
        setattr(document, name, list(getattr(after, name)))
    document.index_number = after.index_number or None
    if before.effective_on != after.effective_on:
        document.effective_clause = ""
    if before.expires_on != after.expires_on:
        document.expiry_clause = ""
    document.updated_by = by
    clauses = ("effective_clause", "expiry_clause")
    document.save(update_fields=[*_PLAIN, *_LISTS, *clauses, "index_number", "updated_by", "updated_at"])
    organs = _write_issuers(document, after) if before.issuers != after.issuers else None
    if before.numbers != after.numbers:
        _write_numbers(document, after, organs)


def _write_issuers(document: PolicyDocument, fields: Fields) -> list[Organ]:
    organs = list(dict.fromkeys(find_or_make_organ(name=name) for name in fields.issuers if name.strip()))
    document.issuer_links.all().delete()
    DocumentIssuer.objects.bulk_create(
        DocumentIssuer(document=document, organ=organ, lead=n == 1, position=n) for n, organ in enumerate(organs, 1)
    )
    return organs


def _write_numbers(document: PolicyDocument, fields: Fields, organs: list[Organ] | None) -> None:
    if organs is None:
        organs = [one.organ for one in document.issuer_links.select_related("organ").order_by("position")]
    records = [parse_number(one) or NumberRecord(one, one, "", None, None) for one in fields.numbers if one.strip()]
    document.numbers.all().delete()
    DocumentNumber.objects.bulk_create(
        fitted(
            DocumentNumber,
            document=document,
            position=n,
            series=find_or_make_series(name=one.series, issuers=organs) if one.series else None,
            year=one.year,
            serial=one.serial,
            printed=one.printed,
            normalised=one.normalised,
        )
        for n, one in enumerate(records, 1)
    )
