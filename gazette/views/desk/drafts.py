"""The draft of a document as data: what the text editor in the browser loads and saves."""

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gazette.views.desk.access import EDITORIAL, for_roles
from policies.drafting.codec import tree_to_json
from policies.models import Draft, PolicyDocument
from policies.services.drafting import NotOpenError, open_draft, tree_of
from policies.services.drafting.editing import why_not


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def draft_json(request: HttpRequest, document_id: int) -> JsonResponse:
    """The text as it stands, with the lock that a save must name; opens the draft when nobody has."""
    document = get_object_or_404(PolicyDocument, pk=document_id)
    try:
        draft = open_draft(document=document, by=request.user)  # type: ignore[arg-type]
    except NotOpenError as error:
        return JsonResponse({"document": document.pk, "editable": False, "why": str(error)}, status=409)
    return JsonResponse({**_standing(draft, request), "tree": tree_to_json(tree_of(draft=draft))})


def _standing(draft: Draft, request: HttpRequest) -> dict[str, Any]:
    why = why_not(draft=draft, user=request.user)  # type: ignore[arg-type]
    revision = draft.revisions.order_by("-n").values_list("n", flat=True).first()
    return {
        "document": draft.document_id,
        "lock": draft.lock,
        "revision": revision or 0,
        "treatment": draft.document.treatment,
        "stage": draft.stage,
        "proof": draft.proof,
        "editable": not why,
        "why": why,
    }
