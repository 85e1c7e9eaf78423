"""特批: every approval that somebody gave to their own work, with its reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import CharField, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gazette.models import IssueApproval
from gazette.views.desk.access import EDITORIAL, for_roles, holds
from policies.models import Approval, Role
from policies.services.workflow.steps import stage_name

_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Special:
    at: datetime
    who: str
    about: str
    url: str
    stage: str
    reason: str


@never_cache
@require_GET
@for_roles(*EDITORIAL, Role.AUDITOR)
def special_list(request: HttpRequest) -> HttpResponse:
    """Of documents and of issues, the newest first."""
    keys = _keys(Approval, "document").union(_keys(IssueApproval, "issue"), all=True).order_by("-at", "-pk")
    page = Paginator(keys, _PER_PAGE).get_page(request.GET.get("page"))
    rows = list(page)
    found = _documents([pk for kind, pk, _at in rows if kind == "document"])
    found |= _issues([pk for kind, pk, _at in rows if kind == "issue"])
    shown = [found[kind, pk] for kind, pk, _at in rows]
    may_open = not holds(request, Role.AUDITOR)
    context = {"page": page, "rows": shown, "may_open": may_open}
    return render(request, "gazette/desk/special_list.html", context)


def _keys(model: type[Approval] | type[IssueApproval], kind: str) -> QuerySet[Any, tuple[str, int, datetime]]:
    named = model._default_manager.filter(special=True).annotate(kind=Value(kind, CharField()))
    return named.order_by().values_list("kind", "pk", "at")


def _documents(keys: list[int]) -> dict[tuple[str, int], Special]:
    rows = Approval.objects.filter(pk__in=keys).select_related("by", "draft__document")
    return {
        ("document", one.pk): Special(
            one.at,
            one.by.shown_name,
            one.draft.document.title,
            reverse("desk:document_detail", args=[one.draft.document_id]),
            stage_name(one.stage, one.proof),
            one.reason,
        )
        for one in rows
    }


def _issues(keys: list[int]) -> dict[tuple[str, int], Special]:
    rows = IssueApproval.objects.filter(pk__in=keys).select_related("by", "issue__gazette")
    return {
        ("issue", one.pk): Special(
            one.at,
            one.by.shown_name,
            str(one.issue),
            reverse("desk:issue_press", args=[one.issue_id]),
            _("全期%s") % one.get_stage_display(),
            one.reason,
        )
        for one in rows
    }
