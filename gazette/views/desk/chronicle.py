"""大事记: the chronicle of an issue as one form; whatever button is pressed, all that was typed is saved with it."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from gazette.drafting.composition import Composition, Event
from gazette.drafting.deeds import IssueDeed
from gazette.models import GazetteIssue
from gazette.services.composing.changing import CompositionError, StaleCompositionError, change_composition
from gazette.services.composing.rows import composition_of
from gazette.services.workflow.permission import may_with_issue
from gazette.views.desk.access import EDITORIAL, for_roles, holds, member
from gazette.views.desk.arrangement import number
from gazette.views.desk.builder import FRAGMENT
from policies.grammar.said import joined, said
from policies.models import Role
from policies.speaking import shown, spoken

_MOST = 1000


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(*EDITORIAL)
def issue_chronicle(request: HttpRequest, issue_id: int) -> HttpResponse:
    """POST `deed`: save, or up, down, remove, add with the entry's place from 0, all after saving what was typed."""
    issue = get_object_or_404(GazetteIssue.objects.select_related("gazette"), pk=issue_id)
    may_compose = may_with_issue(user=member(request), deed=IssueDeed.COMPOSE, issue=issue)
    if request.method == "POST":
        if not holds(request, Role.EDITOR):
            raise PermissionDenied
        return _save(request, issue, may_compose)
    whole = composition_of(issue)
    rows = [(one, None) for one in whole.chronicle]
    return _page(request, issue, whole.chronicle_title, rows, may_compose)


def _save(request: HttpRequest, issue: GazetteIssue, may_compose: bool) -> HttpResponse:
    deed, _colon, place = request.POST.get("deed", "save").partition(":")
    typed = _typed(request.POST)
    title = request.POST.get("title", "").strip()[:400]
    mistake = _mistake(typed)

    def change(whole: Composition) -> Composition:
        if mistake:
            raise CompositionError(mistake)
        kept = [one for one in typed if one.text or one.on]
        return replace(whole, chronicle_title=title, chronicle=tuple(_moved(kept, deed, number(place))))

    try:
        held = change_composition(
            issue=issue,
            lock=number(request.POST.get("lock", "")),
            change=change,
            note=said("改大事记"),
            by=member(request),
            at=timezone.now(),
        )
    except CompositionError as error:
        return _refused(request, issue, title, typed, may_compose, error)
    if FRAGMENT in request.headers:
        keys = [one.key for one in composition_of(held).chronicle]
        return JsonResponse({"lock": held.lock, "keys": keys})
    if deed == "add":  # an empty row is none of the chronicle yet: the page opens one
        return redirect(f"{reverse('desk:issue_chronicle', args=[issue.pk])}?new={number(place)}#new")
    messages.success(request, _("已保存大事记。"))
    return redirect("desk:issue_chronicle", issue_id=issue.pk)


def _refused(
    request: HttpRequest,
    issue: GazetteIssue,
    title: str,
    typed: list[Event],
    may_compose: bool,
    error: CompositionError,
) -> HttpResponse:
    status = 409 if isinstance(error, StaleCompositionError) else 422
    kept = [said("您写的都还在；别人改过的地方注在旁边，核对后再保存。")] if status == 409 else []
    words = joined((error.args[0], *kept))
    if FRAGMENT in request.headers:
        return JsonResponse({"said": spoken(words)}, status=status)
    issue.refresh_from_db()
    standing = {one.key: one for one in composition_of(issue).chronicle}
    rows = [(one, theirs if (theirs := standing.pop(one.key, None)) and theirs != one else None) for one in typed]
    if status == 409:  # what others have added stands behind
        rows += [(one, None) for one in standing.values()]
    return _page(request, issue, title, rows, may_compose, told=shown(words), status=status)


def _page(
    request: HttpRequest,
    issue: GazetteIssue,
    title: str,
    rows: list[tuple[Event, Any]],
    may_compose: bool,
    told: str = "",
    status: int = 200,
) -> HttpResponse:
    if may_compose and "new" in request.GET:
        rows.insert(min(number(request.GET["new"]), len(rows)), (Event(), None))
    context = {
        "issue": issue,
        "title": title,
        "rows": rows,
        "may_compose": may_compose,
        "said": told,
        "open_row": not rows or "new" in request.GET,
    }
    return render(request, "gazette/desk/issue_chronicle.html", context, status=status)


def _typed(posted: QueryDict) -> list[Event]:
    rows = zip(posted.getlist("key"), posted.getlist("text"), posted.getlist("on"), posted.getlist("end_on"))
    return [
        Event(number(key), " ".join(text.split("\r\n")).strip(), _day(on), _day(end))
        for key, text, on, end in list(rows)[:_MOST]
    ]


def _day(text: str) -> Any:
    try:
        return parse_date(text.strip())
    except ValueError:
        return None


def _mistake(typed: list[Event]) -> str:
    for n, one in enumerate(typed, 1):
        if one.end_on and (one.on is None or one.end_on < one.on):
            return _("第 %s 条的结束日期早于开始日期。") % n
        if one.on and not one.text:
            return _("第 %s 条只有日期，没有文字。") % n
    return ""


def _moved(rows: list[Event], deed: str, place: int) -> list[Event]:
    if not 0 <= place < len(rows) or deed not in ("up", "down", "remove"):
        return rows
    moved = rows.pop(place)
    if deed != "remove":
        rows.insert(max(0, place + (-1 if deed == "up" else 1)), moved)
    return rows
