"""Turns two readings of one issue into what differs, document by document: stored beside the newer one and shown."""

from difflib import SequenceMatcher
from typing import Any

from gazette.reading.records import IssueRecord
from policies.grammar.said import said
from policies.reading.records import DocumentRecord
from policies.reading.title_forms import canonical

Pair = tuple[int | None, int | None]
_NEAR = 0.8

_FIELDS = {
    "title": said("标题"),
    "numbers": said("文号"),
    "genre": said("文种"),
    "issuers": said("发文机关"),
    "addressees": said("主送机关"),
    "signed_by": said("落款"),
    "issued_on": said("成文日期"),
    "effective_on": said("施行日期"),
    "expires_on": said("失效日期"),
    "publicity": said("公开说明"),
    "appendices": said("附件"),
    "tables": said("表格"),
    "figures": said("图"),
    "citations": said("引用"),
    "appointments": said("任免"),
}


def compare_readings(*, before: IssueRecord, after: IssueRecord) -> dict[str, Any]:
    """{} when the records are alike, else the keys `masthead`, `contents`, `chronicle`, `added`, `removed`, `changed`.

    Documents are told by name, `before` and `after`: their positions in the two records, from 1.
    """
    found: dict[str, Any] = {}
    for name in ("masthead", "contents", "chronicle"):
        changed = _bare(getattr(before, name)) != _bare(getattr(after, name))
        found |= {name: True} if changed else {}
    pairs = matched_documents(before=before, after=after)
    removed = [_entry(before, after, pair) for pair in pairs if pair[1] is None]
    added = [_entry(before, after, pair) for pair in pairs if pair[0] is None]
    changed_documents = [
        {**_entry(before, after, (i, k)), **difference}
        for i, k in pairs
        if i and k and (difference := _document(before.documents[i - 1], after.documents[k - 1]))
    ]
    found |= {"removed": removed} if removed else {}
    found |= {"added": added} if added else {}
    return found | ({"changed": changed_documents} if changed_documents else {})


def _entry(before: IssueRecord, after: IssueRecord, pair: Pair) -> dict[str, Any]:
    i, k = pair
    document = after.documents[k - 1] if k else before.documents[(i or 1) - 1]
    return {"document": _name(document), "title": document.title, "before": i, "after": k}


def matched_documents(*, before: IssueRecord, after: IssueRecord) -> list[Pair]:
    """Positions from 1 of each document in both records, in the order of `after`, then what only `before` has.

    By number or title; then the likest of those whose number one reading may have got wrong or missed.
    """
    old = dict(enumerate(before.documents, 1))
    new = dict(enumerate(after.documents, 1))
    found: dict[int, int] = {}
    for k, document in new.items():
        free = (i for i in old if i not in found.values())
        match = next((i for i in free if _name(old[i]) == _name(document)), None)
        found |= {k: match} if match else {}
    for k in new.keys() - found.keys():
        free = (i for i in old if i not in found.values())
        ratio, best = max(((_alike(old[i], new[k]), -i) for i in free), default=(0.0, 0))
        found |= {k: -best} if ratio >= _NEAR else {}
    pairs: list[Pair] = [(found.get(k), k) for k in new]
    return pairs + [(i, None) for i in old if i not in found.values()]


def _alike(one: DocumentRecord, other: DocumentRecord) -> float:
    """Notices of one title abound: with two numbers, they are one document by title and wording only."""
    wording = _likeness(_opening(one), _opening(other))
    if canonical(one.title) == canonical(other.title):
        return wording
    if one.numbers and other.numbers:
        return 0.0
    return min(wording, _likeness(one.title, other.title))


def _opening(document: DocumentRecord) -> str:
    return "".join(_paragraphs(document))[:600]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


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
