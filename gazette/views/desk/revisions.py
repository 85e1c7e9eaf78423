"""修订: who saved what and when; any two set side by side; an earlier one put back."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gazette.views.desk.access import EDITORIAL, for_roles, member
from policies.drafting.stored import stored_tree
from policies.models import Draft, PolicyDocument, Revision, Role
from policies.services.drafting import DraftError
from policies.services.drafting.editing import why_not
from policies.services.drafting.histories import Changed, changed_by, difference, latest_draft, revisions_of
from policies.services.drafting.restoring import restore_revision
from policies.speaking import shown
from policies.typesetting.differences.pieces import LABELS

_PER_PAGE = 50
_IN_PANEL = 20


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def revision_list(request: HttpRequest, document_id: int) -> HttpResponse:
    """All saves, the newest first, with the form that compares two."""
    document, draft = _found(document_id)
    revisions = revisions_of(draft=draft) if draft else Revision.objects.none()
    page = Paginator(revisions, _PER_PAGE).get_page(request.GET.get("page"))
    lines = [(one, changed_words(changed_by(one))) for one in page]
    context = {"document": document, "draft": draft, "page": page, "lines": lines}
    return render(request, "gazette/desk/revisions/list.html", context)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def revision_panel(request: HttpRequest, document_id: int) -> HttpResponse:
    """The latest saves, beside the text in the editor."""
    document, draft = _found(document_id)
    revisions = list(revisions_of(draft=draft)[:_IN_PANEL]) if draft else []
    lines = [(one, changed_words(changed_by(one)), changed_by(one).first) for one in revisions]
    return render(request, "gazette/desk/panel/revisions.html", {"document": document, "draft": draft, "lines": lines})


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def revision_detail(request: HttpRequest, document_id: int, n: int) -> HttpResponse:
    """The whole text as it was after a save; from here it is put back."""
    document, draft = _found(document_id)
    revision = _revision(draft, n)
    latest = revisions_of(draft=revision.draft).first()
    tree = stored_tree(revision.tree)
    placed = {node.table for text in tree.texts for node in text.nodes}
    context = {
        "document": document,
        "revision": revision,
        "words": changed_words(changed_by(revision)),
        "tree": tree,
        "loose": [one for one in tree.tables if one.key not in placed],
        "latest": latest,
        "why": why_not(draft=revision.draft, user=member(request)),
    }
    return render(request, "gazette/desk/revisions/detail.html", context)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def revision_compare(request: HttpRequest, document_id: int) -> HttpResponse:
    """?from=3&to=7; without them the last save with the one before."""
    document, draft = _found(document_id)
    known = list(revisions_of(draft=draft)[:200]) if draft else []
    latest = known[0].n if known else 0
    to = _number(request.GET.get("to"), latest)
    before, after = _revision(draft, _number(request.GET.get("from"), max(to - 1, 1))), _revision(draft, to)
    shown = difference(before=before, after=after)
    context = {"document": document, "before": before, "after": after, "shown": shown, "known": known}
    return render(request, "gazette/desk/revisions/compare.html", context)


@require_POST
@for_roles(Role.EDITOR)
def revision_restore(request: HttpRequest, document_id: int, n: int) -> HttpResponse:
    """The text of revision `n` once more, as a new revision."""
    document, draft = _found(document_id)
    revision = _revision(draft, n)
    why = why_not(draft=revision.draft, user=member(request))
    try:
        if why:
            raise DraftError(why)
        restore_revision(draft=revision.draft, revision=revision, by=member(request))
    except DraftError as error:
        messages.error(request, shown(error))
    else:
        messages.success(request, _("已恢复到修订 %s；之前的文稿仍在修订记录里。") % n)
    return redirect("desk:revision_list", document_id=document.pk)


def changed_words(changed: Changed) -> str:
    """标题、文号；3 段、1 表."""
    counted = [
        (changed.paragraphs, _("%s 段")),
        (changed.texts, _("%s 篇")),
        (changed.tables, _("%s 表")),
        (changed.figures, _("%s 图")),
    ]
    fields = [str(LABELS.get(name, name)) for name in changed.fields]
    return "、".join([*fields, *(words % count for count, words in counted if count)])


def _found(document_id: int) -> tuple[PolicyDocument, Draft | None]:
    document = get_object_or_404(PolicyDocument, pk=document_id)
    return document, latest_draft(document=document)


def _revision(draft: Draft | None, n: int) -> Revision:
    found = Revision.objects.select_related("draft__document", "by").filter(draft=draft, n=n).first()
    if draft is None or found is None:
        raise Http404
    return found


def _number(said: Any, otherwise: int) -> int:
    return int(said) if isinstance(said, str) and said.isdecimal() and len(said) < 9 else otherwise
