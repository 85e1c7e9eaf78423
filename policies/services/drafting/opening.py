"""Opens the work on a document: the draft of its unpublished wording, with the text as it stands for its first revision."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from policies.drafting.codec import tree_to_json
from policies.grammar.said import said
from policies.models import DocumentState, Draft, Evidence, PolicyDocument, Revision, User
from policies.services.drafting.errors import NotOpenError
from policies.services.drafting.loading import tree_of


def open_draft(*, document: PolicyDocument, by: User | None) -> Draft:
    """The open draft of a document; of one that is not yet public it is made when there is none.

    A public document has one only while it is corrected (`open_correction`). Raises `NotOpenError`.
    """
    found = standing_draft(document)
    if found:
        return found
    if document.state != DocumentState.DRAFT:
        raise NotOpenError(said("公文已经公开；如有错误，请先建立更正稿。"))
    if document.drafts.exists():
        raise NotOpenError(said("这份文稿已经退稿；要接着办理，请先恢复。"))
    try:
        with transaction.atomic():
            version = document.versions.get(current=True)
            draft = Draft.objects.create(document=document, version=version, opened_by=by)
            begin_revisions(draft=draft, is_read=Evidence.objects.filter(version=version).exists())
    except IntegrityError:  # another page has opened it at the same moment
        draft = Draft.objects.select_related("version", "document").get(document=document, closed_at=None)
    return draft


def hold_draft(*, document: PolicyDocument) -> Draft | None:
    """The open draft, the caller's alone until its transaction ends. Whoever needs the document's row too takes it after."""
    found = Draft.objects.select_for_update(of=("self",)).select_related("version", "document")
    return found.filter(document=document, closed_at=None).first()


def begin_revisions(*, draft: Draft, is_read: bool = False) -> Revision:
    """The text as it came, before anybody wrote: by nobody; `is_read`: as a reader of files read it."""
    return Revision.objects.create(
        draft=draft,
        n=1,
        lock=draft.lock,
        tree=tree_to_json(tree_of(draft=draft)),
        by=None,
        is_read=is_read,
        saved_at=timezone.now(),
    )


def standing_draft(document: PolicyDocument) -> Draft | None:
    """The open draft, None when work has not begun or is over."""
    open_ones = Draft.objects.filter(document=document, closed_at=None)
    return open_ones.select_related("version", "document").first()
