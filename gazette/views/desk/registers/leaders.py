"""Leaders: who holds which post on a day, one person's posts, one post's holders."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gazette.forms.registers import LeaderSearchForm, PostForm, TenureForm
from gazette.views.desk.access import EDITORIAL, for_roles, holds
from gazette.views.desk.doing import attempt, filled
from gazette.views.desk.registers.organs import organ_names
from policies.models import Organ, Post, Role, Tenure
from policies.services.leaders import LeaderError, TenureLine, describe_post, drop_tenure, keep_tenure

_PER_PAGE = 100
_BY_POST = ("post__organ__sort_key", "post__organ__name", "post__position", "post__name", "from_on", "id")


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def leader_list(request: HttpRequest) -> HttpResponse:
    """?q= organ, post or person; ?on= the day, today unless told otherwise."""
    form = LeaderSearchForm(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    day, asked = given.get("on") or timezone.localdate(), "".join(given.get("q", "").split())
    held = Tenure.objects.on(day).select_related("post__organ").order_by(*_BY_POST)
    if asked:
        named = Q(post__organ__name__icontains=asked) | Q(post__name__icontains=asked) | Q(person__icontains=asked)
        former = Organ.objects.filter(names__name__icontains=asked).values("pk")
        held = held.filter(named | Q(post__organ__in=former))
    page = Paginator(held, _PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "form": form, "day": day, "may_edit": holds(request, Role.EDITOR)}
    return render(request, "gazette/desk/leader_list.html", context, status=422 if form.errors else 200)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def leader_detail(request: HttpRequest) -> HttpResponse:
    """?person= the posts that people of this name have held, in order of time."""
    person = "".join(request.GET.get("person", "").split())
    tenures = Tenure.objects.filter(person=person).select_related("post__organ", "appointed_by", "removed_by")
    if not tenures:
        raise Http404
    return render(request, "gazette/desk/leader_detail.html", {"person": person, "tenures": tenures})


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(*EDITORIAL)
def post_detail(request: HttpRequest, post_id: int) -> HttpResponse:
    """Who has held a post; editors rename and move it here."""
    post = get_object_or_404(Post.objects.select_related("organ"), pk=post_id)
    if request.method == "POST" and not holds(request, Role.EDITOR):
        raise PermissionDenied
    initial = {"name": post.name, "position": post.position}
    form = filled(request, PostForm, initial=initial)
    if attempt(form, partial(describe_post, post=post), LeaderError, field="name"):
        messages.success(request, _("“%s”已保存。") % post.name)
        return redirect("desk:post_detail", post_id=post.pk)
    tenures = post.tenures.select_related("appointed_by", "removed_by")
    context = {"post": post, "tenures": tenures, "form": form if holds(request, Role.EDITOR) else None}
    return render(request, "gazette/desk/post_detail.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR)
def tenure_new(request: HttpRequest) -> HttpResponse:
    """?organ= and ?post= are filled in."""
    return _tenure_form(request, None, {name: request.GET.get(name, "") for name in ("organ", "post", "person")})


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR)
def tenure_detail(request: HttpRequest, tenure_id: int) -> HttpResponse:
    found = Tenure.objects.select_related("post__organ").prefetch_related(
        "appointed_by__numbers", "removed_by__numbers"
    )
    tenure = get_object_or_404(found, pk=tenure_id)
    plain = ("person", "from_on", "until_on", "appointed_by", "removed_by", "note")
    initial = {name: getattr(tenure, name) for name in plain}
    return _tenure_form(request, tenure, initial | {"organ": tenure.post.organ.name, "post": tenure.post.name})


def _tenure_form(request: HttpRequest, tenure: Tenure | None, initial: dict[str, object]) -> HttpResponse:
    form = filled(request, TenureForm, initial=initial)
    kept = attempt(form, lambda **given: keep_tenure(line=TenureLine(**given), tenure=tenure), LeaderError)
    if kept:
        messages.success(request, _("“%s”已保存。") % kept.result.person)
        return redirect("desk:post_detail", post_id=kept.result.post_id)
    context = {"form": form, "tenure": tenure, "organ_names": organ_names()}
    return render(request, "gazette/desk/tenure_detail.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.EDITOR)
def tenure_drop(request: HttpRequest, tenure_id: int) -> HttpResponse:
    """Takes a term out of the register."""
    tenure = get_object_or_404(Tenure.objects.select_related("post"), pk=tenure_id)
    drop_tenure(tenure=tenure)
    messages.success(request, _("“%s”的这一任期已删去。") % tenure.person)
    return redirect("desk:leader_list")
