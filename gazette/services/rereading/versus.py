"""Finds the three records of one document: as it was read, as editors made it, and as a newer reading has it."""

from typing import Any

from gazette.models import Promulgation, Reading
from gazette.services.importing.letters import known_document
from policies.models import PolicyDocument
from policies.reading.codec import from_json
from policies.reading.records import DocumentRecord
from policies.services.standing import standing_record


def versus(*, reading: Reading, entry: dict[str, Any]) -> dict[str, DocumentRecord | None]:
    """`first`, `ours` (None where nobody has edited) and `new`, for an entry of a difference. Takes no other document's JSON."""
    document = PolicyDocument.objects.filter(pk=entry["document_id"] or 0).first()
    standing = standing_record(document=document) if document else None
    first = (_first(reading, document) if document else None) or standing
    ours = standing if document and document.updated_by_id and reading.issue_id else None
    new = _read(reading.pk, entry["after"]) if entry["after"] else None
    return {"first": first, "ours": ours, "new": new}


def _first(reading: Reading, document: PolicyDocument) -> DocumentRecord | None:
    row = Promulgation.objects.filter(issue=reading.issue_id, document=document).first()
    return _read(row.reading_id, row.read_position) if row and row.reading_id and row.read_position else None


def _read(reading_id: int, position: int) -> DocumentRecord | None:
    """One document out of a stored reading."""
    rows = Reading.objects.filter(pk=reading_id).values_list(f"data__documents__{position - 1}", flat=True)
    data = rows.first()
    return from_json(DocumentRecord, data) if data else None


def letters_of(reading: Reading) -> list[dict[str, Any]]:
    """Entries, as a difference of issues has them, of the letters that stand otherwise than this reading has them."""
    changed = {entry["document"] for entry in reading.difference.get("changed", ())}
    data = Reading.objects.filter(pk=reading.pk).values_list("data__documents", flat=True).first() or []
    found = []
    for position, one in enumerate(data, 1):
        document = known_document(from_json(DocumentRecord, one))
        if document and changed & {document.title, document.doc_number}:
            found.append(
                {
                    "key": f"new/{position}",
                    "sort": "changed",
                    "title": document.title,
                    "after": position,
                    "document_id": document.pk,
                }
            )
    return found
