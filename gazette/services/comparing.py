"""Turns two readings of one issue into what differs, document by document: stored beside the newer one and shown."""

from difflib import SequenceMatcher
from typing import Any

from gazette.reading.records import IssueRecord
from policies.reading.records import DocumentRecord

_FIELDS = {
    "title": "标题",
    "numbers": "文号",
    "genre": "文种",
    "issuers": "发文机关",
    "addressees": "主送机关",
    "signed_by": "落款",
    "issued_on": "成文日期",
    "effective_on": "施行日期",
    "expires_on": "失效日期",
    "publicity": "公开说明",
    "appendices": "附件",
    "tables": "表格",
    "citations": "引用",
    "appointments": "任免",
}


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
    parts = [label for name, label in _FIELDS.items() if _bare(getattr(before, name)) != _bare(getattr(after, name))]
    old, new = _paragraphs(before), _paragraphs(after)
    counted = {"more": 0, "fewer": 0}
    if old != new:
        for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            counted["fewer"] += j - i if tag != "equal" else 0
            counted["more"] += m - k if tag != "equal" else 0
    found: dict[str, Any] = {"parts": parts} if parts else {}
    if any(counted.values()):
        found["paragraphs"] = counted
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
