"""Documents outside any issue: what waits to be published."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gazette.services.letters import publish_letter, standing_record
from gazette.services.publishing import NotPublishableError
from gazette.views.desk.access import EDITORIAL, for_roles
from policies.models import DocumentState, PolicyDocument, Role

_PER_PAGE = 30


def _outside() -> QuerySet[PolicyDocument]:
    return PolicyDocument.objects.filter(promulgations=None).prefetch_related("numbers")


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def document_list(request: HttpRequest) -> HttpResponse:
    """?state= draft, published or withdrawn; the newest first."""
    state = request.GET.get("state", "")
    found = _outside().filter(state=state) if state in DocumentState.values else _outside()
    page = Paginator(found.order_by("-pk"), _PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "state": state, "states": DocumentState.choices}
    return render(request, "gazette/desk/document_list.html", context)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def document_detail(request: HttpRequest, document_id: int) -> HttpResponse:
    """One of them, with its letterhead and findings; publishers publish and withdraw it here."""
    document = get_object_or_404(PolicyDocument.objects.prefetch_related("numbers"), pk=document_id)
    record = standing_record(document=document)
    version = document.versions.get(current=True)
    provisions = version.provisions.order_by("position")
    context = {
        "document": document,
        "letterhead": record.letterhead if record else (),
        "provisions": provisions[:400],
        "job": document.jobs.order_by("-pk").first(),
        "may_publish": Role.PUBLISHER in request.desk_roles and not document.promulgations.exists(),  # type: ignore[attr-defined]
    }
    return render(request, "gazette/desk/document_detail.html", context)


@require_POST
@for_roles(Role.PUBLISHER)
def document_publish(request: HttpRequest, document_id: int) -> HttpResponse:
    document = get_object_or_404(_outside(), pk=document_id)
    try:
        publish_letter(document=document, on=timezone.localdate(), by=request.user)  # type: ignore[arg-type]
    except NotPublishableError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("《%s》已发布。") % document.title)
    return redirect("desk:document_detail", document_id=document.pk)
