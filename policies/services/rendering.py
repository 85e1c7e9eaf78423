"""Renders a document once for each state of its words, and keeps the file."""

import hashlib
from collections.abc import Callable

import structlog
from django.core.files.base import ContentFile
from django.db import transaction

from policies.models import PolicyDocument, RenderedFile
from policies.services import locks
from policies.typesetting.collecting import collect_document, with_wording
from policies.typesetting.document import document_key, typeset_document
from policies.typesetting.press import PrintedPdf

log = structlog.get_logger(__name__)
_RENDERING = 7_301


def ready_file(*, key: str) -> RenderedFile | None:
    """The kept file of this key, or None when it was never rendered or its bytes have gone."""
    found = RenderedFile.objects.filter(key=key).first()
    return found if found and found.file.storage.exists(str(found.file.name)) else None


def keep_rendering(*, key: str, typeset: Callable[[], PrintedPdf]) -> RenderedFile:
    """The file of this key, made by `typeset` if it is not there. Of several askers one renders, the others wait for it."""
    if (found := ready_file(key=key)) is not None:
        return found
    with transaction.atomic():
        locks.keyed(_RENDERING, int(key[:7], 16))
        if (found := ready_file(key=key)) is not None:
            return found
        return _store(key, typeset())


def _store(key: str, printed: PrintedPdf) -> RenderedFile:
    row = RenderedFile.objects.filter(key=key).first() or RenderedFile(key=key)
    row.sha256 = hashlib.sha256(printed.data).hexdigest()
    row.size, row.pages = len(printed.data), printed.pages
    row.file.save(f"{key[:2]}/{key}.pdf", ContentFile(printed.data), save=True)
    log.info("rendered", key=key[:12], pages=row.pages, size=row.size)
    return row


def render_document(*, document_id: int) -> RenderedFile | None:
    """The PDF of a published document as it stands now; None when there is no such document."""
    document = with_wording(PolicyDocument.objects.published().filter(pk=document_id)).first()
    if document is None:
        return None
    manuscript = collect_document(document)
    return keep_rendering(key=document_key(manuscript), typeset=lambda: typeset_document(manuscript))
