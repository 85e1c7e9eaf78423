"""Turns two readings of one issue into what differs, document by document: stored beside the newer one and shown."""

from difflib import SequenceMatcher
from typing import Any

from gazette.reading.records import IssueRecord
from policies.reading.records import DocumentRecord

_FIELDS = ("title", "genre", "addressees", "signed_by", "issued_on", "effective_on", "expires_on", "publicity")


def compare_readings(*, before: IssueRecord, after: IssueRecord) -> dict[str, Any]:
    """{} when the records are alike, else the keys `masthead`, `contents`, `chronicle`, `added`, `removed`, `changed`."""
    found: dict[str, Any] = {}
    for name in ("masthead", "contents", "chronicle"):
        changed = _bare(getattr(before, name)) != _bare(getattr(after, name))
        found |= {name: True} if changed else {}
    old, new = _keyed(before), _keyed(after)
    removed = [_name(old[key]) for key in old if key not in new]
    added = [_name(new[key]) for key in new if key not in old]
    pairs = ((_name(new[key]), _document(old[key], new[key])) for key in old if key in new)
    changed_documents = [{"document": name, **difference} for name, difference in pairs if difference]
    found |= {"removed": removed} if removed else {}
    found |= {"added": added} if added else {}
    return found | ({"changed": changed_documents} if changed_documents else {})


def _keyed(record: IssueRecord) -> dict[tuple[str, int], DocumentRecord]:
    """Documents by name; the same name twice is told apart by its turn."""
    keyed: dict[tuple[str, int], DocumentRecord] = {}
    for document in record.documents:
        name, turn = _name(document), 1
        while (name, turn) in keyed:
            turn += 1
        keyed[name, turn] = document
    return keyed


def _name(document: DocumentRecord) -> str:
    number = next((one.normalised for one in document.numbers), "")
    return number or document.title


def _document(before: DocumentRecord, after: DocumentRecord) -> dict[str, Any]:
    fields = [name for name in _FIELDS if getattr(before, name) != getattr(after, name)]
    old, new = _paragraphs(before), _paragraphs(after)
    counted = {"+": 0, "-": 0}
    if old != new:
        for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            counted["-"] += j - i if tag != "equal" else 0
            counted["+"] += m - k if tag != "equal" else 0
    found: dict[str, Any] = {"fields": fields} if fields else {}
    if any(counted.values()):
        found["paragraphs"] = counted
    for name in ("numbers", "issuers", "appendices", "tables", "citations", "appointments"):
        found |= {name: True} if _bare(getattr(before, name)) != _bare(getattr(after, name)) else {}
    return found


def _paragraphs(document: DocumentRecord) -> list[str]:
    lines = []
    for text in document.texts:
        lines.append(text.title)
        lines += [f"{one.marker}{one.heading}{one.text}" for one in text.provisions]
    return lines


def _bare(value: Any) -> Any:
    """The record without its places: another line of the file is no other record."""
    if isinstance(value, tuple):
        return tuple(_bare(part) for part in value)
    names = getattr(type(value), "__dataclass_fields__", None)
    return tuple(_bare(getattr(value, name)) for name in names if name != "place") if names else value
