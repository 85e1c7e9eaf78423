"""The draft of a document as data: what the text editor in the browser loads and saves."""

import json
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gazette.views.desk.access import EDITORIAL, for_roles, member
from policies.drafting.codec import part_to_json, tree_to_json
from policies.drafting.limits import TreeError, check_text
from policies.grammar.said import said
from policies.models import Draft, PolicyDocument
from policies.services.drafting import (
    ConflictError,
    DraftError,
    NotOpenError,
    Saved,
    open_draft,
    save_tree,
    tree_of,
)
from policies.services.drafting.editing import stands, why_not
from policies.services.drafting.fields import FieldError
from policies.services.drafting.presence import meet
from policies.speaking import spoken
from policies.typesetting.differences.pieces import LABELS


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def draft_json(request: HttpRequest, document_id: int) -> JsonResponse:
    """The text as it stands, with the lock that a save must name; opens the draft when nobody has."""
    document = get_object_or_404(PolicyDocument, pk=document_id)
    try:
        draft = open_draft(document=document, by=member(request))
    except NotOpenError as error:
        return JsonResponse({"document": document.pk, "editable": False, "why": spoken(error)}, status=409)
    return JsonResponse({**_standing(draft, request), "tree": tree_to_json(tree_of(draft=draft))})


def _standing(draft: Draft, request: HttpRequest) -> dict[str, Any]:
    why = why_not(draft=draft, user=member(request))
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


@never_cache
@require_POST
@for_roles(*EDITORIAL)
def draft_save(request: HttpRequest, document_id: int) -> JsonResponse:
    """Saves a tree: {"lock", "automatic", "note", "client", "tree"}.

    `client` is any string that names the page which sends, so that what it sends again after a lost answer is known to be
    its own. 200 with lock, revision, saved_at, keys, eids, merged; 409 with theirs and the conflicts; 423 where nobody may
    write now, 403 where this account may not, 400 for what is no tree, each with `why`.
    """
    document = get_object_or_404(PolicyDocument, pk=document_id)
    try:
        body = _body(request)
        draft = open_draft(document=document, by=member(request))
        refused = _refused(draft, request)
        if refused:
            return refused
        saved = save_tree(
            draft=draft,
            sent=body["tree"],
            lock=body["lock"],
            by=member(request),
            note=body.get("note", ""),
            automatic=body.get("automatic", False),
            client=body.get("client", ""),
        )
    except ConflictError as conflict:
        return JsonResponse(_conflict(conflict), status=409)
    except (TreeError, FieldError) as error:
        return JsonResponse({"why": spoken(error)}, status=400)
    except DraftError as error:
        return JsonResponse({"why": spoken(error)}, status=423)
    return JsonResponse(_saved(saved))


def _body(request: HttpRequest) -> dict[str, Any]:
    """Raises `TreeError` for what is not of the shape above."""
    body = _json(request)
    kinds = {"tree": dict, "lock": int, "note": str, "automatic": bool, "client": str}
    if not {"tree", "lock"} <= set(body):
        raise TreeError("", said("应有 lock 和 tree"))
    for name, kind in kinds.items():
        if name in body and type(body[name]) is not kind:
            raise TreeError(name, said("种类不对"))
    if not 0 <= body["lock"] < 2**31:
        raise TreeError("lock", said("超出范围"))
    check_text(body.get("note", ""), "note", 400)
    check_text(body.get("client", ""), "client", 40)
    return body


def _json(request: HttpRequest) -> dict[str, Any]:
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError) as error:
        raise TreeError("", said("不是 JSON")) from error
    if not isinstance(body, dict):
        raise TreeError("", said("应为对象"))
    return body


def _refused(draft: Draft, request: HttpRequest) -> JsonResponse | None:
    why = why_not(draft=draft, user=member(request))
    if not why:
        return None
    return JsonResponse({"why": why, "lock": draft.lock}, status=423 if stands(draft=draft) else 403)


def _saved(saved: Saved) -> dict[str, Any]:
    return {
        "lock": saved.lock,
        "revision": saved.revision,
        "saved_at": saved.saved_at.isoformat(),
        "keys": saved.keys,
        "eids": saved.eids,
        "merged": tree_to_json(saved.merged) if saved.merged else None,
    }


def _conflict(conflict: ConflictError) -> dict[str, Any]:
    """`merged` is theirs with all of mine that is in no conflict: what the page goes on from once each is decided."""
    by = conflict.revision.by if conflict.revision else None
    return {
        "lock": conflict.lock,
        "revision": conflict.revision.n if conflict.revision else 0,
        "by": (by.get_full_name() or by.get_username()) if by else "",
        "why": str(conflict),
        "tree": tree_to_json(conflict.theirs),
        "merged": tree_to_json(conflict.merged),
        "conflicts": [
            {
                "key": one.key,
                "label": str(LABELS.get(one.label, one.label)) if one.key.startswith("/") else one.label,
                "base": part_to_json(one.base),
                "theirs": part_to_json(one.theirs),
                "mine": part_to_json(one.mine),
            }
            for one in conflict.conflicts
        ],
    }


@never_cache
@require_POST
@for_roles(*EDITORIAL)
def draft_presence(request: HttpRequest, document_id: int) -> JsonResponse:
    """{"clause": key} from an open editor → who else is there, and the lock: a higher one means that others saved."""
    document = get_object_or_404(PolicyDocument, pk=document_id)
    try:
        clause = check_text(_json(request).get("clause", ""), "clause", 40)
    except TreeError as error:
        return JsonResponse({"why": spoken(error)}, status=400)
    others = meet(document=document, user=member(request), clause=clause, at=timezone.now())
    lock = Draft.objects.filter(document=document, closed_at=None).values_list("lock", flat=True).first()
    return JsonResponse({"others": [asdict(one) for one in others], "lock": lock or 0})
