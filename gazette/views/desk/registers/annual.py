"""A year's general contents before the year is over: with the issues that are not public yet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gazette.models import Gazette
from gazette.typesetting.annual.collecting import collect_annual
from gazette.views.annual import grouping_of
from gazette.views.desk.access import EDITORIAL, for_roles


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def annual_preview(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """?by= section or genre."""
    gazette = get_object_or_404(Gazette, code=code)
    annual = collect_annual(gazette, year, grouping=grouping_of(request), provisional=True)
    if annual is None:
        raise Http404
    years = list(gazette.issues.order_by("-year").values_list("year", flat=True).distinct())
    context = {"gazette": gazette, "annual": annual, "year": year, "years": years}
    return render(request, "gazette/desk/annual_preview.html", context)
