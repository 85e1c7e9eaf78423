"""Makes one document public, takes it back with a reason, or publishes it again."""

from datetime import date

from django.db import transaction

from policies.drafting.deeds import Deed
from policies.models import DocumentEvent, DocumentEventKind, DocumentState, PolicyDocument, SlugAlias, User
from policies.services.citing import resolve_citations
from policies.services.drafting.opening import hold_draft
from policies.services.indexing import index_version, unindex_document
from policies.services.numbering import settled_slug
from policies.services.validity import follow_targets, settle_validity
from policies.services.workflow.gate import require_open_gate
from policies.services.workflow.moving import leave
from policies.services.workflow.permission import working_draft
from policies.signals import document_published, document_withdrawn


class DocumentStateError(Exception):
    """The document's state forbids the deed."""


@transaction.atomic
def publish_document(
    *,
    document: PolicyDocument,
    on: date,
    by: User | None,
    published_on: date | None,
    note: str = "",
    archive: bool = False,
) -> None:
    """Publishes a draft. `on` is the day of the deed, `published_on` the day the print gives (None: not known).

    Its validity is settled, and that of the documents it amends or repeals. `archive`: it was printed long ago, so the
    gate is not asked; what stood open is the caller's to note. Raises `DocumentStateError`, `GateError`.
    """
    hold_draft(document=document)
    document = PolicyDocument.objects.select_for_update().get(pk=document.pk)
    if document.state != DocumentState.DRAFT:
        raise DocumentStateError(document.slug)
    if not archive:
        require_open_gate(document=document)
    document.state, document.published_on = DocumentState.PUBLISHED, document.published_on or published_on
    _settle_address(document)
    document.save(update_fields=["state", "published_on", "slug", "updated_at"])
    draft = working_draft(document)
    if draft:
        leave(draft=draft, deed=Deed.PUBLISH, by=by)
    version = document.versions.get(current=True)
    DocumentEvent.objects.create(
        document=document, version=version, kind=DocumentEventKind.PUBLISHED, on=on, by=by, note=note
    )
    resolve_citations(documents=[document])
    settle_validity(document=document, on=on, announce=False)
    follow_targets(document=document, on=on)
    index_version(version=version)
    document_published.send(sender=PolicyDocument, document=document, version=version)


def _settle_address(document: PolicyDocument) -> None:
    """The address that it had at the desk, on proofs and in mails, leads on."""
    before, document.slug = document.slug, settled_slug(document=document)
    if document.slug != before:
        SlugAlias.objects.create(slug=before, document=document)


@transaction.atomic
def withdraw_document(
    *, document: PolicyDocument, on: date, by: User | None, reason: str, successor: PolicyDocument | None = None
) -> None:
    """Takes a public document back; its address stays and answers with reason and successor. Raises `DocumentStateError`."""
    document = PolicyDocument.objects.select_for_update().get(pk=document.pk)
    if document.state != DocumentState.PUBLISHED or not reason.strip() or successor == document:
        raise DocumentStateError(document.slug)
    document.state, document.withdrawal_reason, document.successor = DocumentState.WITHDRAWN, reason, successor
    document.save(update_fields=["state", "withdrawal_reason", "successor", "updated_at"])
    DocumentEvent.objects.create(document=document, kind=DocumentEventKind.WITHDRAWN, on=on, by=by, note=reason)
    follow_targets(document=document, on=on)
    unindex_document(document=document)
    document_withdrawn.send(sender=PolicyDocument, document=document)


@transaction.atomic
def restore_document(*, document: PolicyDocument, on: date, by: User | None, reason: str) -> None:
    """Publishes a withdrawn document again, as it stood, by a decision with its reason. Raises `DocumentStateError`."""
    document = PolicyDocument.objects.select_for_update().get(pk=document.pk)
    if document.state != DocumentState.WITHDRAWN or not reason.strip():
        raise DocumentStateError(document.slug)
    document.state, document.withdrawal_reason, document.successor = DocumentState.PUBLISHED, "", None
    document.save(update_fields=["state", "withdrawal_reason", "successor", "updated_at"])
    version = document.versions.get(current=True)
    DocumentEvent.objects.create(
        document=document, version=version, kind=DocumentEventKind.RESTORED, on=on, by=by, note=reason
    )
    resolve_citations(documents=[document])
    settle_validity(document=document, on=on, announce=False)
    follow_targets(document=document, on=on)
    index_version(version=version)
    document_published.send(sender=PolicyDocument, document=document, version=version)
