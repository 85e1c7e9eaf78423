"""Organs: their names over time, who follows whom, and two that are one made one."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gazette.forms.registers import MergeForm, NewOrganForm, OrganForm, OrganNameFormSet, OrganSearchForm
from gazette.views.desk.access import EDITORIAL, for_roles, holds
from gazette.views.desk.doing import attempt, filled, tell
from policies.models import Organ, Role
from policies.services.organ_merging import merge_organs, preview_merge
from policies.services.organ_register import OrganError, add_organ, describe_organ
from policies.services.organ_variants import keep_apart, suggested_merges

_PER_PAGE = 50
_OFFERED = 2000  # names in a datalist


def organ_names() -> list[str]:
    """What a field for an organ offers while one types."""
    return list(Organ.objects.values_list("name", flat=True)[:_OFFERED])


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def organ_list(request: HttpRequest) -> HttpResponse:
    """?q= part of any name, or a code."""
    form = OrganSearchForm(request.GET)
    asked = "".join(form.cleaned_data["q"].split()) if form.is_valid() else ""
    organs = Organ.objects.select_related("successor").prefetch_related("names")
    if asked:
        named = Q(name__icontains=asked) | Q(names__name__icontains=asked) | Q(code=asked) | Q(aliases__code=asked)
        organs = organs.filter(pk__in=Organ.objects.filter(named).values("pk"))
    organs = organs.annotate(issued=Count("issuer_links", distinct=True)).order_by("sort_key", "name")
    page = Paginator(organs, _PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "may_edit": holds(request, Role.EDITOR)}
    return render(request, "gazette/desk/organ_list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR)
def organ_new(request: HttpRequest) -> HttpResponse:
    form = filled(request, NewOrganForm)
    added = attempt(form, add_organ, OrganError, field="name")
    if added:
        messages.success(request, _("“%s”已列入名录。") % added.result.name)
        return redirect("desk:organ_detail", organ_id=added.result.pk)
    status = 422 if form.errors else 200
    return render(request, "gazette/desk/organ_new.html", {"form": form}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(*EDITORIAL)
def organ_detail(request: HttpRequest, organ_id: int) -> HttpResponse:
    """What the register says of an organ; editors change it here."""
    organ = get_object_or_404(Organ.objects.select_related("successor"), pk=organ_id)
    if request.method == "POST" and not holds(request, Role.EDITOR):
        raise PermissionDenied
    form, lines = _forms(request, organ) if holds(request, Role.EDITOR) else (None, None)
    saved = form is not None and lines is not None and request.method == "POST" and _save(organ, form, lines)
    if saved:
        messages.success(request, _("“%s”已保存。") % form.cleaned_data["name"])  # type: ignore[union-attr]
        return redirect("desk:organ_detail", organ_id=organ.pk)
    refused = request.method == "POST"
    context = {
        "organ": organ,
        "names": organ.names.all(),
        "aliases": organ.aliases.all(),
        "series": organ.series.all(),
        "posts": organ.posts.annotate(held=Count("tenures")).order_by("position", "name"),
        "issued": organ.issuer_links.count(),
        "form": form,
        "lines": lines,
        "organ_names": organ_names() if form else [],
    }
    return render(request, "gazette/desk/organ_detail.html", context, status=422 if refused else 200)


def _forms(request: HttpRequest, organ: Organ) -> tuple[OrganForm, Any]:
    given = request.POST if request.method == "POST" else None
    names = [
        {"name": one.name, "kind": one.kind, "from_on": one.from_on, "until_on": one.until_on}
        for one in organ.names.all()
    ]
    initial = {"name": organ.name, "successor": organ.successor.name if organ.successor else ""}
    return OrganForm(given, initial=initial), OrganNameFormSet(given, initial=names, prefix="names")


def _save(organ: Organ, form: OrganForm, lines: Any) -> bool:
    if not (form.is_valid() and lines.is_valid()):
        return False
    names = [line for line in (one.line() for one in lines) if line]
    return bool(attempt(form, partial(describe_organ, organ=organ, names=names), OrganError))


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR)
def organ_merge(request: HttpRequest, organ_id: int) -> HttpResponse:
    """?into= shows what would move; posting it moves it."""
    organ = get_object_or_404(Organ, pk=organ_id)
    form = MergeForm(request.POST if request.method == "POST" else request.GET if "into" in request.GET else None)
    into = form.cleaned_data["into"] if form.is_bound and form.is_valid() else None
    if into == organ:
        form.add_error("into", _("不能把机关与它自己合并。"))
        into = None
    if into and request.method == "POST":
        said = _("“%(name)s”已并入“%(into)s”。") % {"name": organ.name, "into": into.name}
        if tell(request, partial(merge_organs, organ=organ, into=into), OrganError, said=said):
            return redirect("desk:organ_detail", organ_id=into.pk)
        return redirect("desk:organ_list")
    moves = preview_merge(organ=organ, into=into) if into else None
    context = {"organ": organ, "form": form, "into": into, "moves": moves, "organ_names": organ_names()}
    return render(request, "gazette/desk/organ_merge.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def organ_variants(request: HttpRequest) -> HttpResponse:
    """Names that look alike, to be merged or kept apart."""
    page = Paginator(suggested_merges(), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "gazette/desk/organ_variants.html", {"page": page, "may_edit": holds(request, Role.EDITOR)})


@require_POST
@for_roles(Role.EDITOR)
def organ_apart(request: HttpRequest, organ_id: int, other_id: int) -> HttpResponse:
    """Two organs are two, however alike their names."""
    organ, other = get_object_or_404(Organ, pk=organ_id), get_object_or_404(Organ, pk=other_id)
    said = _("“%(one)s”与“%(other)s”不再提示合并。") % {"one": organ.name, "other": other.name}
    tell(request, partial(keep_apart, organ=organ, other=other), OrganError, said=said)
    return redirect("desk:organ_variants")
