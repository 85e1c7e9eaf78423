"""文号登记: the numbers of each series and year, and why one is missing."""

import re

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gazette.services.ledger import LedgerError, explain_gap, forget_gap, ledger, ledger_entries, ledger_years
from gazette.views.desk.access import EDITORIAL, for_roles, holds, member
from gazette.views.desk.arrangement import number
from policies.grammar.said import joined, said
from policies.models import GapReason, NumberSeries, Role
from policies.services.workflow.permission import staff_of
from policies.speaking import shown

_MOST_ENTRIES = 1500


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def number_list(request: HttpRequest) -> HttpResponse:
    """?year= (the newest), ?series= one of them with all its numbers."""
    years = ledger_years()
    asked = number(request.GET.get("year", ""))
    year = asked if asked in years else (years[0] if years else 0)
    lines = ledger(year=year) if year else []
    chosen = next((one for one in lines if one.series.pk == number(request.GET.get("series", ""))), None)
    context = {
        "years": years,
        "year": year,
        "lines": lines,
        "chosen": chosen,
        "entries": ledger_entries(line=chosen)[:_MOST_ENTRIES] if chosen else [],
        "reasons": GapReason.choices,
        "may_explain": holds(request, Role.EDITOR),
    }
    return render(request, "gazette/desk/number_list.html", context)


@require_POST
@for_roles(Role.EDITOR)
def number_reason(request: HttpRequest) -> HttpResponse:
    """POST series, year, serial (several), reason and note; `forget` takes the reasons back."""
    staff = staff_of(member(request))
    if staff.limited:
        raise PermissionDenied
    series = get_object_or_404(NumberSeries, pk=number(request.POST.get("series", "")))
    year = number(request.POST.get("year", ""))
    serials = {number(one) for one in request.POST.getlist("serial")} | _written(request.POST.get("serials", ""))
    serials.discard(0)
    reason, note = request.POST.get("reason", ""), request.POST.get("note", "")
    try:
        if "forget" in request.POST:
            count = forget_gap(series=series, year=year, serials=serials)
            messages.success(request, _("已撤销 %s 个缺号的说明。") % count)
        elif reason not in GapReason.values or not 1900 <= year <= 2200:
            messages.error(request, _("请选择缺号的原因。"))
        else:
            count = explain_gap(
                series=series,
                year=year,
                serials=serials,
                reason=GapReason(reason),
                note=note,
                by=member(request),
            )
            messages.success(request, _("已说明 %s 个缺号。") % count)
    except LedgerError as error:
        lost = [said("您写的“{words}”没有保存。", words=note)] if note else []
        messages.error(request, shown(joined((error.args[0], *lost))))
    return redirect(f"{reverse('desk:number_list')}?year={year}&series={series.pk}#entries")


def _written(words: str) -> set[int]:
    """3-5、9 as numbers, 500 at most."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d{1,6})(?:\s*[-–—至]\s*(\d{1,6}))?", words):
        found |= set(range(int(first), min(int(last or first), int(first) + 500) + 1))
    return found
