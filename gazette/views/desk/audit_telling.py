"""Turns entries of the audit log into what a person reads: names instead of tables, columns, codes and keys."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from gazette.models import IssueStage
from gazette.services.audit_names import FIELDS, RECORDS
from gazette.views.desk.workflow.history import DOCUMENT_DEEDS, ISSUE_DEEDS
from policies.models import AuditEntry, PolicyDocument, Stage, User

_LONGEST = 300
_DOCUMENTS = "policies_policydocument"
# Columns without choices of their own that hold a deed or a stage.
MOVES: Mapping[tuple[str, str], Mapping[str, str | Promise]] = {
    ("policies_draftmove", "deed"): DOCUMENT_DEEDS,
    ("policies_draftmove", "before"): dict(Stage.choices),
    ("policies_draftmove", "after"): dict(Stage.choices),
    ("gazette_issuemove", "deed"): ISSUE_DEEDS,
    ("gazette_issuemove", "before"): dict(IssueStage.choices),
    ("gazette_issuemove", "after"): dict(IssueStage.choices),
}
_LISTED = 12  # changes of one entry that are shown at once


@dataclass(frozen=True, slots=True)
class Change:
    """One column; '' where it held nothing."""

    name: str | Promise
    before: str
    after: str

    @property
    def is_long(self) -> bool:
        """Whether it wants a line of its own."""
        return len(self.before) + len(self.after) > 24


@dataclass(frozen=True, slots=True)
class Told:
    """`about` is the title of the document that the entry is about, as it is now; `more` are the changes that fold away."""

    entry: AuditEntry
    who: str
    record: str | Promise
    about: str
    changes: Sequence[Change]
    more: Sequence[Change]


def told(entries: Iterable[AuditEntry]) -> list[Told]:
    """Two queries, however many entries."""
    rows = list(entries)
    people = {key: user.shown_name for key, user in User.objects.in_bulk(_people(rows)).items()}
    documents = {int(one.row) for one in rows if one.record == _DOCUMENTS and one.row.isdigit()}
    titles = dict(PolicyDocument.objects.filter(pk__in=[0, *documents]).values_list("pk", "title"))
    return [_told(one, people, titles) for one in rows]


def _people(rows: Iterable[AuditEntry]) -> list[int]:
    """The accounts that the entries name; never none, so that there is always one query."""
    found = {0}
    for one in rows:
        found |= {one.actor} if one.actor else set()
        fields = _fields(one.record)
        for values in (one.before or {}, one.after or {}):
            found |= {key for name, key in values.items() if isinstance(key, int) and _is_person(fields.get(name))}
    return list(found)


def _told(one: AuditEntry, people: dict[int, str], titles: dict[int, str]) -> Told:
    before, after = one.before or {}, one.after or {}
    fields = _fields(one.record)
    changes = []
    for name in dict.fromkeys((*before, *after)):
        if name == "id":
            continue  # stands with the record
        words = MOVES.get((one.record, name), {})
        pair = [_said(values.get(name), fields.get(name), people, words) for values in (before, after)]
        if any(pair):
            changes.append(Change(FIELDS.get(name, name), pair[0], pair[1]))
    about = titles.get(int(one.row), "") if one.record == _DOCUMENTS and one.row.isdigit() else ""
    who = people.get(one.actor or 0, "")
    return Told(one, who, RECORDS.get(one.record, one.record), about, changes[:_LISTED], changes[_LISTED:])


def _fields(record: str) -> dict[str, "models.Field[Any, Any]"]:
    """By column; none of a table that is a model's no more."""
    model = next((one for one in apps.get_models(include_auto_created=True) if one._meta.db_table == record), None)
    return {str(field.column): field for field in model._meta.concrete_fields} if model else {}


def _is_person(field: "models.Field[Any, Any] | None") -> bool:
    return field is not None and field.related_model is User


def _said(
    value: Any, field: "models.Field[Any, Any] | None", people: dict[int, str], words: Mapping[str, str | Promise]
) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, str) and value in words:
        return str(words[value])
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if _is_person(field) and value in people:
        return people[value]
    if field is not None and field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    at = parse_datetime(value) if isinstance(field, models.DateTimeField) and isinstance(value, str) else None
    if at:
        return timezone.localtime(at).strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "、".join(value)[:_LONGEST]
    return (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))[:_LONGEST]
