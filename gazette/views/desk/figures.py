"""The figures of a document at the desk: each with its picture, and the words for those who can't see it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from gazette.forms.documents import FigureForm
from gazette.views.desk.access import EDITORIAL, for_roles, holds, member
from policies.models import Figure, PolicyDocument, Role
from policies.services.figures import describe_figure
from policies.views.figures import picture_response


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(*EDITORIAL)
def figure_list(request: HttpRequest, document_id: int) -> HttpResponse:
    """All figures of a document's present wording; editors describe them one by one."""
    document = get_object_or_404(PolicyDocument.objects.prefetch_related("numbers"), pk=document_id)
    figures = list(Figure.objects.filter(version__document=document, version__current=True).order_by("n"))
    may_edit = holds(request, Role.EDITOR)
    form = FigureForm(request.POST) if request.method == "POST" else None
    if form is not None:
        if not may_edit:
            raise PermissionDenied
        figure = get_object_or_404(Figure, pk=_number(request.POST.get("figure", "")), version__document=document)
        if form.is_valid():
            words = form.cleaned_data["alt"]
            describe_figure(figure=figure, alt=words, by=member(request), at=timezone.now())
            messages.success(request, _("已保存图 %s 的替代文字。") % figure.n)
            return redirect("desk:figure_list", document_id=document.pk)
        messages.error(request, str(form.errors["alt"][0]))
    context = {"document": document, "figures": figures, "may_edit": may_edit}
    return render(request, "gazette/desk/figure_list.html", context, status=422 if form else 200)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 19 else 0


@require_GET
@for_roles(*EDITORIAL)
def figure_picture(request: HttpRequest, figure_id: int) -> HttpResponse:
    """The picture of a figure, published or not."""
    return picture_response(request, get_object_or_404(Figure, pk=figure_id), public=False)
