"""The masthead of an issue and its editorial board: one form, saved under the lock; what was typed is never lost."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gazette.drafting.composition import Composition, Masthead
from gazette.drafting.deeds import IssueDeed
from gazette.forms.issues import MastheadForm
from gazette.models import GazetteIssue
from gazette.services.composing.changing import CompositionError, StaleCompositionError, change_composition
from gazette.services.composing.rows import NAMED, masthead_of
from gazette.services.workflow.permission import may_with_issue
from gazette.views.desk.access import EDITORIAL, for_roles, holds, member
from gazette.views.desk.arrangement import number
from policies.grammar.said import joined, said
from policies.models import Role
from policies.speaking import shown

_BLANK = 3  # empty rows at the end, so that rows can be added without a script
_MOST = 60
_BETWEEN_NAMES = re.compile(r"[、，,；;]")


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(*EDITORIAL)
def issue_masthead(request: HttpRequest, issue_id: int) -> HttpResponse:
    """Who came late gets both: what was typed, and what stands now."""
    issue = get_object_or_404(GazetteIssue.objects.select_related("gazette"), pk=issue_id)
    may_compose = may_with_issue(user=member(request), deed=IssueDeed.COMPOSE, issue=issue)
    standing = masthead_of(issue)
    if request.method == "POST":
        if not holds(request, Role.EDITOR):
            raise PermissionDenied
        return _save(request, issue, standing, may_compose)
    return _page(request, issue, standing, MastheadForm(initial=_named(standing)), may_compose)


def _save(request: HttpRequest, issue: GazetteIssue, standing: Masthead, may_compose: bool) -> HttpResponse:
    form = MastheadForm(request.POST)
    typed = _typed(form.cleaned_data if form.is_valid() else _named(standing), request.POST)
    if not form.is_valid():
        return _page(request, issue, typed, form, may_compose, status=422)

    def change(whole: Composition) -> Composition:
        return replace(whole, masthead=typed)

    lock = number(request.POST.get("lock", ""))
    try:
        change_composition(
            issue=issue,
            lock=lock,
            change=change,
            note=said("改报头与编辑委员会"),
            by=member(request),
            at=timezone.now(),
        )
    except CompositionError as error:
        status = 409 if isinstance(error, StaleCompositionError) else 422
        kept = [said("您填写的都还在；不同之处注在旁边，核对后再保存。")] if status == 409 else []
        form.add_error(None, shown(joined((error.args[0], *kept))))
        issue.refresh_from_db()
        others = _differences(typed, masthead_of(issue)) if status == 409 else []
        return _page(request, issue, typed, form, may_compose, others=others, status=status)
    messages.success(request, _("已保存报头与编辑委员会。"))
    return redirect("desk:issue_detail", issue_id=issue.pk)


def _page(
    request: HttpRequest,
    issue: GazetteIssue,
    whole: Masthead,
    form: MastheadForm,
    may_compose: bool,
    others: list[tuple[str, str]] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "issue": issue,
        "form": form,
        "fields": [*whole.fields, *[("", "")] * _BLANK],
        "board": [*((role, "、".join(names)) for role, names in whole.board), *[("", "")] * _BLANK],
        "others": others or [],
        "may_compose": may_compose,
    }
    return render(request, "gazette/desk/issue_masthead.html", context, status=status)


def _named(masthead: Masthead) -> dict[str, Any]:
    return {name: getattr(masthead, name) for name in NAMED}


def _typed(named: dict[str, Any], posted: QueryDict) -> Masthead:
    fields = tuple((label, value) for label, value in _pairs(posted, "label", "value") if label or value)
    rows = [(role, _BETWEEN_NAMES.split(names)) for role, names in _pairs(posted, "role", "names")]
    board = tuple((role, tuple(one.strip() for one in names if one.strip())) for role, names in rows)
    return Masthead(**named, fields=fields, board=tuple((role, names) for role, names in board if role or names))


def _pairs(posted: QueryDict, first: str, second: str) -> Iterator[tuple[str, str]]:
    rows = zip(posted.getlist(first), posted.getlist(second))
    yield from ((one.strip()[:120], other.strip()[:400]) for one, other in list(rows)[:_MOST])


def _differences(typed: Masthead, standing: Masthead) -> list[tuple[str, str]]:
    """Label and what stands now, of each field that was typed otherwise."""
    labels = {name: str(field.label) for name, field in MastheadForm.base_fields.items()}
    found = [
        (labels[name], str(getattr(standing, name) or "—"))
        for name in NAMED
        if getattr(typed, name) != getattr(standing, name)
    ]
    if typed.fields != standing.fields:
        found.append((_("报头各项"), "；".join(f"{label} {value}" for label, value in standing.fields) or "—"))
    if typed.board != standing.board:
        board = "；".join(f"{role} {'、'.join(names)}" for role, names in standing.board)
        found.append((_("编辑委员会"), board or "—"))
    return found
