"""The search page: documents with their marked clauses, and what narrows them."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from policies.forms import SearchForm
from policies.models import Validity
from policies.search import BadCursorError, FacetValue
from policies.search import search as find
from policies.views.caching import public_page

FACETS = {
    "organ": _("发文机关"),
    "year": _("成文年份"),
    "genre": _("文种"),
    "validity": _("有效性"),
    "topic": _("主题"),
}
SORTS = {"relevance": _("相关度"), "newest": _("从新到旧"), "oldest": _("从旧到新")}
SHOWN = 12  # values of a facet before the rest are folded away


@dataclass(frozen=True, slots=True)
class Facet:
    name: str
    label: Promise
    values: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """`q` and the filters as in the API; without `q` all documents, newest first."""
    form = SearchForm(request.GET)
    if not form.is_valid():
        return render(request, "policies/search.html", {"form": form, "query": request.GET}, status=400)
    given = form.cleaned_data
    try:
        result = find(
            given["q"], filters=form.filters(), cursor=given["cursor"], sort=given["sort"] or default_sort(given["q"])
        )
    except BadCursorError:
        form.add_error("cursor", _("这个页次不存在，请从第一页看起。"))
        return render(request, "policies/search.html", {"form": form, "query": request.GET}, status=400)
    facets = [Facet(name, label, *_folded(_labelled(name, result.facets))) for name, label in FACETS.items()]
    return render(
        request,
        "policies/search.html",
        {
            "form": form,
            "query": request.GET,
            "given": given,
            "result": result,
            "facets": [facet for facet in facets if facet.values],
            "chosen": chosen(form, result.facets),
            "sorts": SORTS if given["q"] else {name: SORTS[name] for name in ("newest", "oldest")},
            "sort": given["sort"] or default_sort(given["q"]),
        },
    )


def default_sort(text: str) -> str:
    return "relevance" if text.strip() else "newest"


def _labelled(name: str, facets: dict[str, tuple[FacetValue, ...]]) -> tuple[FacetValue, ...]:
    """The values of a facet as a reader knows them: a validity by its word."""
    values = facets.get(name, ())
    if name != "validity":
        return values
    return tuple(FacetValue(one.value, str(Validity(one.value).label), one.count) for one in values)


def _folded(values: tuple[FacetValue, ...]) -> tuple[tuple[FacetValue, ...], tuple[FacetValue, ...]]:
    return values[:SHOWN], values[SHOWN:]


def chosen(form: SearchForm, facets: dict[str, tuple[FacetValue, ...]]) -> list[tuple[str, str, str]]:
    """The filters at work: parameter, its label, and its value as a reader knows it."""
    found = []
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if name in ("q", "sort", "cursor") or not value:
            continue
        known = {facet.value: facet.label for facet in facets.get(name, ())}
        shown = Validity(value).label if name == "validity" else known.get(str(value), str(value))
        found.append((name, str(field.label), str(shown)))
    return found
