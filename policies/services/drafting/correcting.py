"""Opens the correction of a public document: a copy of its wording that nobody sees until it takes its place."""

from django.db import transaction
from django.db.models import Max

from policies.drafting.codec import part_to_json
from policies.grammar.said import said
from policies.models import DocumentState, Draft, PolicyDocument, User, Version, VersionBasis
from policies.services.drafting.copying import copy_contents
from policies.services.drafting.errors import NotOpenError
from policies.services.drafting.loading import document_fields
from policies.services.drafting.opening import begin_revisions, standing_draft
from policies.signals import draft_saved


@transaction.atomic
def open_correction(*, document: PolicyDocument, by: User | None, reason: str = "") -> Draft:
    """The draft of the corrected wording; the one that is open, when there is one. Raises `NotOpenError`.

    The document's fields wait with the draft until the correction is published; the history then tells the reason.
    """
    document = PolicyDocument.objects.select_for_update().get(pk=document.pk)
    found = standing_draft(document)
    if found:
        return found
    if document.state != DocumentState.PUBLISHED:
        raise NotOpenError(said("只有已公开的公文才需要更正。"))
    public = document.versions.get(current=True)
    last = document.versions.aggregate(last=Max("n"))["last"]
    version = Version.objects.create(
        document=document,
        n=last + 1,
        basis=VersionBasis.CORRECTED,
        current=False,
        was_current=False,
        valid_from=public.valid_from,
        language=public.language,
    )
    copy_contents(source=public, target=version)
    fields = part_to_json(document_fields(document=document))
    draft = Draft.objects.create(document=document, version=version, fields=fields, opened_by=by, reason=reason)
    begin_revisions(draft=draft)
    draft_saved.send(sender=Draft, draft=draft, tables=list(version.tables.values_list("pk", flat=True)))
    return draft
