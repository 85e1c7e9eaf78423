"""修订: mends what is known about a public document, never its text; what stood there before and why it changed is public."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policies.models import DocumentEvent, DocumentEventKind, DocumentState, Organ, PolicyDocument, Topic, User
from policies.services.publishing import DocumentStateError
from policies.services.validity import settle_validity

LABELS: dict[str, str | Promise] = {
    "title": _("标题"),
    "numbers": _("文号"),
    "issuers": _("发文机关"),
    "addressees": _("主送机关"),
    "signed_by": _("落款"),
    "genre": _("文种"),
    "index_number": _("索引号"),
    "publicity": _("公开说明"),
    "issued_on": _("成文日期"),
    "printed_on": _("印发日期"),
    "published_on": _("发布日期"),
    "effective_on": _("施行日期"),
    "expires_on": _("失效日期"),
    "topics": _("主题"),
    "departments": _("责任单位"),
    "validity": _("有效性"),
    "validity_since": _("起始日期"),
}
_CLAUSES = {"effective_on": "effective_clause", "expires_on": "expiry_clause"}


class NothingChangedError(Exception):
    """What was given is what stands."""


class DatesError(Exception):
    """The document would end before it begins."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """All that may be mended; the text, its title, numbers and organs are corrected instead."""

    genre: str = ""
    index_number: str = ""
    publicity: str = ""
    issued_on: date | None = None
    printed_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    topics: Sequence[Topic] = ()
    departments: Sequence[Organ] = ()


def metadata_of(document: PolicyDocument) -> Metadata:
    """What stands now; two queries unless prefetched."""
    plain = {one.name: getattr(document, one.name) or None for one in fields(Metadata)[3:8]}
    return Metadata(
        genre=document.genre,
        index_number=document.index_number or "",
        publicity=document.publicity,
        topics=tuple(document.topics.all()),
        departments=tuple(document.departments.all()),
        **plain,
    )


@transaction.atomic
def mend_metadata(
    *, document: PolicyDocument, given: Metadata, on: date, by: User, reason: str
) -> list[dict[str, str]]:
    """Writes what differs and logs it publicly; what it changed. Validity follows new days.

    Raises `DocumentStateError` for a document that is not public or without a reason, `NothingChangedError`, `DatesError`.
    """
    document = PolicyDocument.objects.select_for_update().get(pk=document.pk)
    if document.state != DocumentState.PUBLISHED or not reason.strip():
        raise DocumentStateError(document.slug)
    if given.expires_on and given.effective_on and given.expires_on < given.effective_on:
        raise DatesError
    changes = changes_between(metadata_of(document), given)
    if not changes:
        raise NothingChangedError
    _write(document, given, [change["field"] for change in changes], by)
    DocumentEvent.objects.create(
        document=document, kind=DocumentEventKind.METADATA, on=on, by=by, note=reason.strip(), changes=changes
    )
    settle_validity(document=document, on=on)
    return changes


def changes_between(before: Metadata, after: Metadata) -> list[dict[str, str]]:
    """[{"field", "before", "after"}] in words, of the fields that differ; sets regardless of their order."""
    said = [
        {"field": one.name, "before": words(getattr(before, one.name)), "after": words(getattr(after, one.name))}
        for one in fields(Metadata)
    ]
    return [change for change in said if change["before"] != change["after"]]


def words(value: Any) -> str:
    """A value as the log shows it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) or value is None:
        return value or ""
    return "、".join(sorted(str(one) for one in value))


def _write(document: PolicyDocument, given: Metadata, changed: Iterable[str], by: User) -> None:
    document.updated_by = by
    for name in changed:
        value = getattr(given, name)
        if name in ("topics", "departments"):
            getattr(document, name).set(value)
        else:
            setattr(document, name, (value or None) if name == "index_number" else value)
        if name in _CLAUSES:
            setattr(document, _CLAUSES[name], "")  # the day is an editor's now, no clause's
    document.save()
