"""Makes a signed text public: a new document, or the corrected wording of a public one."""

from datetime import date

from django.db import transaction

from policies.drafting.deeds import Deed
from policies.models import DocumentState, PolicyDocument, User
from policies.services.correcting import publish_correction
from policies.services.publishing import publish_document
from policies.services.workflow.moving import held


@transaction.atomic
def release(*, document: PolicyDocument, on: date, by: User, lock: int | None = None) -> PolicyDocument:
    """In press: whatever issue it is to join, a document is public the day it is ready. Raises `WorkflowError`, `GateError`."""
    draft = held(document=document, deed=Deed.PUBLISH, by=by, lock=lock)
    if draft.document.state == DocumentState.DRAFT:
        publish_document(document=draft.document, on=on, by=by, published_on=on)
    else:
        publish_correction(document=draft.document, on=on, by=by)
    return PolicyDocument.objects.get(pk=draft.document_id)
