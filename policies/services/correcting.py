"""更正: puts a corrected wording in the place of the public one."""

from dataclasses import replace
from datetime import date

from django.db import transaction

from policies.drafting.codec import fields_from_json
from policies.drafting.deeds import Deed
from policies.drafting.tree import Fields
from policies.models import DocumentEvent, DocumentEventKind, DocumentState, Draft, PolicyDocument, User, Version
from policies.services import locks
from policies.services.citing import resolve_citations
from policies.services.drafting.fields import apply_fields
from policies.services.drafting.loading import document_fields, fields_of
from policies.services.drafting.opening import hold_draft
from policies.services.indexing import index_version
from policies.services.publishing import DocumentStateError
from policies.services.record_errors import note_record_errors
from policies.services.validity import follow_targets, settle_validity
from policies.services.workflow.gate import require_open_gate
from policies.services.workflow.moving import leave
from policies.services.workflow.permission import working_draft
from policies.signals import document_corrected


@transaction.atomic
def publish_correction(*, document: PolicyDocument, on: date, by: User | None, note: str = "") -> Version:
    """The draft's wording becomes the current one, its fields the document's; the one before stays in the history.

    `note` is the reason that the history tells, where the draft has none of its own. Raises `DocumentStateError`, `GateError`.
    """
    locks.naming()
    hold_draft(document=document)
    document = PolicyDocument.objects.select_for_update().get(pk=document.pk)
    draft = working_draft(document)
    if document.state != DocumentState.PUBLISHED or draft is None or draft.version.was_current:
        raise DocumentStateError(document.slug)
    require_open_gate(document=document)
    fields = document_fields(document=document)
    wanted = _fields(draft, fields)
    version = _exchange(document, draft.version)
    apply_fields(document=document, before=fields, after=wanted, by=by)
    leave(draft=draft, deed=Deed.PUBLISH, by=by)
    DocumentEvent.objects.create(
        document=document,
        version=version,
        kind=DocumentEventKind.CORRECTED,
        on=on,
        by=by,
        note=note or draft.reason,
        changes=_changes(fields, wanted),
    )
    resolve_citations(documents=[document])
    settle_validity(document=document, on=on)
    follow_targets(document=document, on=on)
    index_version(version=version)
    before = document.versions.filter(n__lt=version.n).shown().order_by("n").last()
    if before:
        note_record_errors(before=before, after=version, on=on, by=by, reason=note or draft.reason)
    document_corrected.send(sender=PolicyDocument, document=document, version=version, before=before)
    return version


def _fields(draft: Draft, public: Fields) -> Fields:
    """Those that the correction changed; the others as they are, since metadata may have been mended meanwhile."""
    first = draft.revisions.order_by("n").values_list("tree__fields", flat=True).first()
    base, wanted = fields_from_json(first or {}), fields_of(draft=draft)
    names = [name for name in Fields.__slots__ if getattr(base, name) != getattr(wanted, name)]
    return replace(public, **{name: getattr(wanted, name) for name in names})


def _exchange(document: PolicyDocument, version: Version) -> Version:
    document.versions.filter(current=True).update(current=False)
    version.current = version.was_current = True
    version.save(update_fields=["current", "was_current"])
    return version


def _changes(before: Fields, after: Fields) -> list[dict[str, str]]:
    names = (name for name in Fields.__slots__ if getattr(before, name) != getattr(after, name))
    return [{"field": name, "before": _said(before, name), "after": _said(after, name)} for name in names]


def _said(fields: Fields, name: str) -> str:
    value = getattr(fields, name)
    if isinstance(value, tuple):
        return "、".join(value)
    return value.isoformat() if isinstance(value, date) else str(value or "")
