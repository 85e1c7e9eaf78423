"""The office's word list at the desk: listed, added to, changed, set aside, and exchanged as a table."""

from dataclasses import asdict
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gazette.forms.proofreading import TermForm
from gazette.views.desk.access import EDITORIAL, for_roles, holds, member
from gazette.views.desk.doing import attempt, filled, tell
from policies.models import Role, Term
from policies.services.terms import TermError, import_terms, set_term, switch_term, table_of_terms

_PER_PAGE = 60
_LARGEST = 2_000_000  # bytes of a table


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def term_list(request: HttpRequest) -> HttpResponse:
    """?q= part of a word; ?active=0 those that were set aside."""
    q = request.GET.get("q", "").strip()[:60].replace("\x00", "")
    active = request.GET.get("active") != "0"
    found = Term.objects.filter(Q(wrong__contains=q) | Q(right__contains=q), active=active).select_related("by")
    page = Paginator(found.order_by("wrong"), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "q": q,
        "active": active,
        "form": TermForm(),
        "may_edit": holds(request, Role.EDITOR, Role.REVIEWER),
    }
    return render(request, "gazette/desk/term_list.html", context)


@require_POST
@for_roles(Role.EDITOR, Role.REVIEWER)
def term_new(request: HttpRequest) -> HttpResponse:
    form = TermForm(request.POST)
    if form.is_valid():
        deed = partial(set_term, **form.cleaned_data, by=member(request))
        tell(request, deed, TermError, said=lambda term: _("已加入：%s") % term)
    else:
        messages.error(request, " ".join(str(one) for errors in form.errors.values() for one in errors))
    return redirect("desk:term_list")


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR, Role.REVIEWER)
def term_detail(request: HttpRequest, term_id: int) -> HttpResponse:
    """One entry, to be changed or set aside."""
    term = get_object_or_404(Term.objects.select_related("by"), pk=term_id)
    form = filled(request, TermForm, initial=_standing(term))
    if attempt(form, partial(set_term, by=member(request), term=term), TermError):
        messages.success(request, _("已改为：%s") % term)
        return redirect("desk:term_list")
    return render(request, "gazette/desk/term_detail.html", {"term": term, "form": form})


@require_POST
@for_roles(Role.EDITOR, Role.REVIEWER)
def term_switch(request: HttpRequest, term_id: int) -> HttpResponse:
    """`active` 1 or 0."""
    term = get_object_or_404(Term, pk=term_id)
    switch_term(term=term, active=request.POST.get("active") == "1", by=member(request))
    messages.success(request, (_("已启用：%s") if term.active else _("已停用：%s")) % term)
    return redirect("desk:term_list")


@require_POST
@for_roles(Role.EDITOR, Role.REVIEWER)
def term_import(request: HttpRequest) -> HttpResponse:
    """A table as a file."""
    file = request.FILES.get("table")
    if file is None or (file.size or 0) > _LARGEST:
        messages.error(request, _("请选择 CSV 表格，最大 2 MB。"))
        return redirect("desk:term_list")
    deed = partial(import_terms, text=_decoded(file.read()), by=member(request))
    tell(request, deed, TermError, said=lambda done: _("新增 %(made)d 条，更改 %(changed)d 条。") % asdict(done))
    return redirect("desk:term_list")


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def term_file(request: HttpRequest) -> HttpResponse:
    """The whole list as a table for a spreadsheet."""
    headers = {"Content-Disposition": 'attachment; filename="terms.csv"'}
    return HttpResponse(table_of_terms(), content_type="text/csv; charset=utf-8", headers=headers)


def _decoded(data: bytes) -> str:
    """Spreadsheets here write either of two encodings."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", errors="replace")


def _standing(term: Term) -> dict[str, str]:
    return {name: getattr(term, name) for name in ("wrong", "right", "reason", "exceptions")}
