"""Tells whether a text holds on a day, from its own clauses and from documents that amend or repeal it. Never assumed."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from policies.models import Citation, DocumentEvent, DocumentEventKind, DocumentState, PolicyDocument, Validity
from policies.reading.records import CitationKind
from policies.signals import document_validity_changed

EDITORS_DECISION = "editor:"  # begins the source of a validity that a person has set

_EVENTS = {
    Validity.IN_FORCE: DocumentEventKind.COMMENCED,
    Validity.EXPIRED: DocumentEventKind.EXPIRED,
    Validity.REPEALED: DocumentEventKind.REPEALED,
    Validity.AMENDED: DocumentEventKind.AMENDED,
}


@dataclass(frozen=True, slots=True)
class Standing:
    validity: Validity
    since: date | None = None
    source: str = (
        ""  # eid of the own clause (the date's field, where an editor set it), or slug of the document that says so
    )
    repealed_on: date | None = None


def derive_validity(*, document: PolicyDocument, on: date) -> Standing:
    """What the published record says of the document on this day: repeal before expiry before commencement before amendment."""
    repeal = _said_by_others(document, CitationKind.REPEALS, on)
    if repeal:
        return Standing(Validity.REPEALED, repeal.since, repeal.source, repeal.since)
    if document.expires_on and document.expires_on < on:
        return Standing(
            Validity.EXPIRED, document.expires_on + timedelta(days=1), document.expiry_clause or "expires_on"
        )
    if document.effective_on and document.effective_on > on:
        return Standing(Validity.NOT_YET, None, document.effective_clause or "effective_on")
    amendment = _said_by_others(document, CitationKind.AMENDS, on)
    if amendment:
        return Standing(Validity.AMENDED, amendment.since, amendment.source)
    if document.effective_on:
        return Standing(Validity.IN_FORCE, document.effective_on, document.effective_clause or "effective_on")
    return Standing(Validity.UNMARKED)


@transaction.atomic
def settle_validity(*, document: PolicyDocument, on: date, announce: bool = True) -> bool:
    """Writes what `derive_validity` tells; whether that changed anything. A person's decision is left alone.

    With `announce` the change becomes an event; without, the document had no standing before this.
    """
    if document.validity_source.startswith(EDITORS_DECISION):
        return False
    standing, before = derive_validity(document=document, on=on), document.validity
    if (standing.validity, standing.since, standing.source) == (
        before,
        document.validity_since,
        document.validity_source,
    ):
        return False
    document.validity, document.validity_since = standing.validity, standing.since
    document.validity_source, document.repealed_on = standing.source[:200], standing.repealed_on
    document.save(update_fields=["validity", "validity_since", "validity_source", "repealed_on", "updated_at"])
    if announce and standing.validity != before and document.state == DocumentState.PUBLISHED:
        _announce(document, standing, before, on)
    return True


def follow_targets(*, document: PolicyDocument, on: date) -> None:
    """Settles the documents that this one amends or repeals, after it became public or was taken back."""
    verbs = (CitationKind.REPEALS.value, CitationKind.AMENDS.value)
    cited = Citation.objects.filter(version__document=document, version__current=True, kind__in=verbs)
    for target in PolicyDocument.objects.filter(pk__in=cited.values("target")).order_by("pk").select_for_update():
        settle_validity(document=target, on=on)


def follow_calendar(*, on: date) -> int:
    """Settles every public document that a date may have changed; how many did. Run daily, harmless to repeat."""
    keys = PolicyDocument.objects.published().dated().order_by("pk").values_list("pk", flat=True)
    return sum(_settle_locked(key, on) for key in list(keys))


@transaction.atomic
def _settle_locked(key: int, on: date) -> bool:
    """One document a transaction: an editor waits for one at most, and what an editor decided meanwhile stands."""
    document = PolicyDocument.objects.published().select_for_update().filter(pk=key).first()
    return document is not None and settle_validity(document=document, on=on)


def _said_by_others(document: PolicyDocument, verb: CitationKind, on: date) -> Standing | None:
    """The earliest public document with this verb that holds by now: from its effective day, or the day it was issued."""
    said = Citation.objects.filter(
        target=document, kind=verb.value, version__current=True, version__document__state=DocumentState.PUBLISHED
    ).select_related("version__document")
    found = []
    for citation in said:
        other = citation.version.document
        since = other.effective_on or other.issued_on
        if since is None or since <= on:
            found.append((since or date.max, other.slug, since))
    if not found:
        return None
    _, slug, since = min(found)
    return Standing(Validity.UNMARKED, since, slug)


def _announce(document: PolicyDocument, standing: Standing, before: str, on: date) -> None:
    kind = _EVENTS.get(standing.validity)
    if kind:
        DocumentEvent.objects.create(document=document, kind=kind, on=standing.since or on, note=standing.source)
    document_validity_changed.send(sender=PolicyDocument, document=document, before=before)
