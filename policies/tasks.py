"""The ground floor's tasks: each takes ids, makes one call, and may be delivered any number of times."""

from typing import Any

from celery import shared_task
from django.utils import timezone

from policies.services.indexing import index_organ
from policies.services.proofreading import proofread_again
from policies.services.rendering import render_document
from policies.services.validity import follow_calendar

PROOFREAD_AFTER = 10  # seconds after a save


@shared_task
def follow_validity_calendar(**_: Any) -> None:
    """Turns the calendar's changes into validity and events."""
    follow_calendar(on=timezone.localdate())


@shared_task(soft_time_limit=300, time_limit=330)
def render_document_pdf(*, document_id: int, **_: Any) -> None:
    """Makes the PDF that the document's words now ask for, unless it is there."""
    render_document(document_id=document_id)


@shared_task(soft_time_limit=60, time_limit=90)
def proofread_draft(*, draft_id: int, **_: Any) -> None:
    """Brings a draft's findings up to its text; one that is closed, gone or seen already is left alone."""
    proofread_again(draft_id=draft_id)


@shared_task
def index_documents_of(*, organ_id: int, **_: Any) -> None:
    """Search knows an organ's documents by its present name; done again, it changes nothing."""
    index_organ(organ_id=organ_id)
