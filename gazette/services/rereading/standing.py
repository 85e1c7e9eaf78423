"""Tells which readings an issue's records were made from, and what a newer reading changes of them."""

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet

from gazette.models import DecisionDeed, GazetteIssue, Promulgation, Reading, ReadingDecision
from gazette.reading.records import IssueRecord
from gazette.services.importing.comparing import compare_readings
from policies.reading.codec import from_json
from policies.reading.records import DocumentRecord
from policies.services.standing import standing_record

ISSUE = "issue"  # the key of masthead, contents and chronicle


@dataclass(frozen=True, slots=True)
class Standing:
    """What an issue's records were read as: one record, its documents in the order of `promulgations`."""

    record: IssueRecord
    promulgations: list[Promulgation]


def promulgations_of(issue: GazetteIssue) -> list[Promulgation]:
    rows: QuerySet[Promulgation] = issue.promulgations.select_related("document", "reading").order_by("position")
    return list(rows.defer("reading__data", "reading__difference"))


def standing_of(*, issue: GazetteIssue) -> Standing | None:
    """None for an issue that no reading has filled."""
    applied = issue.readings.filter(applied=True).first()
    if applied is None:
        return None
    records = {applied.pk: from_json(IssueRecord, applied.data)}
    promulgations = promulgations_of(issue)
    parts_of = _issue_reading(issue, applied)
    wanted = {parts_of, *(one.reading_id for one in promulgations if one.reading_id)} - {applied.pk}
    for reading in Reading.objects.filter(pk__in=wanted):
        records[reading.pk] = from_json(IssueRecord, reading.data)
    documents = tuple(_as_read(one, records) for one in promulgations)
    parts = records[parts_of]
    return Standing(replace(parts, documents=documents), promulgations)


def _as_read(one: Promulgation, records: dict[int, IssueRecord]) -> DocumentRecord:
    record = records.get(one.reading_id or 0)
    if record and one.read_position and one.read_position <= len(record.documents):
        return record.documents[one.read_position - 1]
    return standing_record(document=one.document)


def _issue_reading(issue: GazetteIssue, applied: Reading) -> int:
    """The reading that masthead, contents and chronicle are from."""
    taken = issue.decisions.filter(deed=DecisionDeed.TAKEN, key__in=("", ISSUE)).order_by("-pk").first()
    return taken.reading_id if taken else applied.pk


def difference_of(*, issue: GazetteIssue, record: IssueRecord) -> dict[str, Any]:
    """What a newer record changes of the issue: as `compare_readings`, each document with its `key` and `document_id`."""
    standing = standing_of(issue=issue)
    if standing is None:
        return {}
    found = compare_readings(before=standing.record, after=record)
    for entry in (*found.get("added", ()), *found.get("changed", ()), *found.get("removed", ())):
        known = standing.promulgations[entry["before"] - 1] if entry["before"] else None
        entry["document_id"] = known.document_id if known else None
        entry["key"] = f"new/{entry['after']}" if entry["after"] else f"gone/{entry['document_id']}"
    return found


def undecided(*, reading: Reading) -> list[str]:
    """The keys of what differs and has not been decided."""
    decided = set(ReadingDecision.objects.filter(reading=reading).values_list("key", flat=True))
    return [key for key in keys_of(reading.difference) if key not in decided] if "" not in decided else []


def keys_of(difference: dict[str, Any]) -> list[str]:
    whole = [ISSUE] if any(difference.get(name) for name in ("masthead", "contents", "chronicle")) else []
    entries = (*difference.get("changed", ()), *difference.get("added", ()), *difference.get("removed", ()))
    return whole + [entry["key"] for entry in entries]
