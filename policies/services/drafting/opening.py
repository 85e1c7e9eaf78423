"""Opens the work on a document: the draft of its unpublished wording, with the text as it stands for its first revision."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from policies.drafting.codec import tree_to_json
from policies.models import DocumentState, Draft, PolicyDocument, Revision, User
from policies.services.drafting.errors import NotOpenError
from policies.services.drafting.loading import tree_of


def open_draft(*, document: PolicyDocument, by: User | None) -> Draft:
    """The open draft of a document; of one that is not yet public it is made when there is none.

    A public document has one only while it is corrected (`open_correction`). Raises `NotOpenError`.
    """
    found = _standing(document)
    if found:
        return found
    if document.state != DocumentState.DRAFT:
        raise NotOpenError("公文已经公开；如有错误，请先建立更正稿。")
    try:
        with transaction.atomic():
            draft = Draft.objects.create(document=document, version=document.versions.get(current=True), opened_by=by)
            begin_revisions(draft=draft)
    except IntegrityError:  # another page has opened it at the same moment
        draft = Draft.objects.select_related("version", "document").get(document=document, closed_at=None)
    return draft


def begin_revisions(*, draft: Draft) -> Revision:
    """The text as it came, before anybody wrote: the reader's, by nobody."""
    return Revision.objects.create(
        draft=draft, n=1, lock=draft.lock, tree=tree_to_json(tree_of(draft=draft)), by=None, saved_at=timezone.now()
    )


def _standing(document: PolicyDocument) -> Draft | None:
    open_ones = Draft.objects.filter(document=document, closed_at=None)
    return open_ones.select_related("version", "document").first()
