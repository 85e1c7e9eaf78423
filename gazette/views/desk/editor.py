"""The text editor's page, and the page of the source that stands beside the text."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gazette.typesetting.collation.beside import beside
from gazette.views.desk.access import EDITORIAL, for_roles
from gazette.views.desk.editor_words import KINDS, WORDS
from policies.models import PolicyDocument, Treatment, Version
from policies.services.workflow.steps import stage_name

_MODULES = settings.BASE_DIR / "static" / "js" / "editor"
# Named in the page's head, so that the browser fetches them all at once instead of one import after the other.
MODULES = (
    "django_prose_editor/editor.js",
    *sorted(f"js/editor/{one.name}" for one in _MODULES.glob("*.js")),
)
PANELS = ("source", "findings", "comments", "revisions")


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def document_edit(request: HttpRequest, document_id: int) -> HttpResponse:
    """The frame of the editor: the text itself comes as data, once the page's module asks for it."""
    document = get_object_or_404(PolicyDocument.objects.prefetch_related("numbers"), pk=document_id)
    draft = document.drafts.filter(closed_at=None).first()
    context = {
        "document": document,
        "stage": stage_name(draft.stage, draft.proof) if draft else "",
        "is_written": document.treatment == Treatment.WRITTEN,
        "kinds": KINDS,
        "modules": MODULES,
        "tabs": zip(PANELS, (_("原件"), _("校对"), _("批注"), _("版本")), strict=True),
        "page": _page(request, document),
    }
    return render(request, "gazette/desk/document_edit.html", context)


def _page(request: HttpRequest, document: PolicyDocument) -> dict[str, object]:
    """What the page's modules are told: addresses, who is here, the token for saves, and all their words."""
    at = reverse("desk:document_detail", args=[document.pk])
    edit = reverse("desk:document_edit", args=[document.pk])
    return {
        "document": document.pk,
        "user": request.user.pk,
        "token": get_token(request),
        "edit": edit,
        "draft": reverse("desk:draft_json", args=[document.pk]),
        "save": reverse("desk:draft_save", args=[document.pk]),
        "presence": f"{at}draft/presence/",
        "panels": {name: f"{at}panel/{name}/" for name in PANELS},
        "figure": reverse("desk:figure_picture", args=[0]),
        "login": f"{reverse('account_login')}?next={reverse('desk:desk_home')}",
        "says": {name: str(words) for name, words in WORDS.items()},
    }


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def source_panel(request: HttpRequest, document_id: int) -> HttpResponse:
    """?key= of a node, row or field: the page of the source it was read from; else ?page= of the document's source."""
    document = get_object_or_404(PolicyDocument, pk=document_id)
    draft = document.drafts.filter(closed_at=None).select_related("version").first()
    version = draft.version if draft else Version.objects.filter(document=document, current=True).first()
    page = request.GET.get("page", "")
    shown = beside(
        version=version,
        key=request.GET.get("key", "")[:40].replace("\x00", ""),
        page=int(page) if page.isdecimal() and len(page) < 7 else None,
    )
    return render(request, "gazette/desk/panel/source.html", {"document": document, "beside": shown})
