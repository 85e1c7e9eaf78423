"""来稿登记: what is known of a manuscript's arrival, and the two reviews that publication asks for."""

from datetime import date

from django.db import transaction

from policies.drafting.deeds import Deed
from policies.grammar.said import said
from policies.models import Disclosure, Draft, PolicyDocument, Treatment, User
from policies.services.workflow.errors import WorkflowError
from policies.services.workflow.moving import held, worked_on


@transaction.atomic
def set_reception(
    *,
    document: PolicyDocument,
    by: User,
    received_from: str,
    received_on: date | None,
    paper_agrees: bool | None,
    treatment: Treatment,
) -> Draft:
    """From whom, when, whether paper and file agree, and how the text may be worked on. Raises `WorkflowError`."""
    draft = held(document=document, deed=Deed.RECEIVE, by=by)
    draft.received_from, draft.received_on, draft.paper_agrees = received_from, received_on, paper_agrees
    draft.save(update_fields=["received_from", "received_on", "paper_agrees"])
    draft.document.treatment, draft.document.updated_by = treatment, by
    draft.document.save(update_fields=["treatment", "updated_by"])
    return draft


@transaction.atomic
def decide_disclosure(*, document: PolicyDocument, by: User, disclosure: Disclosure) -> None:
    """公开属性. Raises `WorkflowError`."""
    draft = held(document=document, deed=Deed.DISCLOSE, by=by)
    draft.document.disclosure, draft.document.updated_by = disclosure, by
    draft.document.save(update_fields=["disclosure", "updated_by"])


@transaction.atomic
def record_secrecy_review(*, document: PolicyDocument, by: User, examined_by: str, examined_on: date) -> None:
    """保密审查: who examined the text and when. Raises `WorkflowError`."""
    draft = held(document=document, deed=Deed.SECRECY, by=by)
    if not examined_by.strip():
        raise WorkflowError(said("请填写保密审查人。"))
    draft.secrecy_by, draft.secrecy_on = examined_by.strip()[:80], examined_on
    draft.save(update_fields=["secrecy_by", "secrecy_on"])
    worked_on(document=draft.document, by=by)
