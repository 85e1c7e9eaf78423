"""The general contents of a year, as page and as PDF."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gazette.models import Gazette
from gazette.tasks import render_annual_pdf
from gazette.typesetting.annual.collecting import collect_annual
from gazette.typesetting.annual.manuscript import AnnualManuscript, Grouping
from gazette.typesetting.annual.setting import annual_key
from gazette.views.issues import gazette_of
from policies.views.caching import kept_page
from policies.views.rendered import rendered_response


def grouping_of(request: HttpRequest) -> Grouping:
    """?by= section (as it is without) or genre."""
    return Grouping.GENRE if request.GET.get("by") == Grouping.GENRE else Grouping.SECTION


def _annual(gazette: Gazette, year: int, grouping: Grouping = Grouping.SECTION) -> AnnualManuscript:
    manuscript = collect_annual(gazette, year, grouping=grouping)
    if manuscript is None:
        raise Http404
    return manuscript


@kept_page
def annual_contents(request: HttpRequest, year: int, code: str = "") -> HttpResponse:
    """All that the year's issues printed, with indexes by organ and by number."""
    gazette = gazette_of(code)
    if code and gazette.is_default:
        return redirect("gazette:annual_contents", year=year, permanent=True)
    manuscript = _annual(gazette, year, grouping_of(request))
    years = gazette.issues.published().order_by("-year").values_list("year", flat=True).distinct()
    context = {"gazette": gazette, "annual": manuscript, "year": year, "years": years}
    return render(request, "gazette/annual_contents.html", context)


def annual_contents_pdf(request: HttpRequest, year: int, code: str = "") -> HttpResponse:
    gazette = gazette_of(code)
    if code and gazette.is_default:
        return redirect("gazette:annual_contents_pdf", year=year, permanent=True)
    manuscript = _annual(gazette, year)
    return rendered_response(
        request,
        key=annual_key(manuscript),
        name=f"{manuscript.title}{year}年总目录",
        plain=f"{gazette.code}-{year}-contents",
        back=reverse("gazette:annual_contents", args=[*gazette.address, year]),
        queue=partial(render_annual_pdf.delay, gazette_id=gazette.pk, year=year),
    )
