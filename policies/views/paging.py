"""Turns a long list and the page an address asks for into one page of it."""

from typing import Any

from django.core.paginator import InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest


def page_of(request: HttpRequest, found: QuerySet[Any], size: int = 30) -> Page[Any]:
    """The page `?page=` asks for; a page there is not is 404, as any address without a record."""
    try:
        return Paginator(found, size).page(request.GET.get("page", "1"))
    except InvalidPage as error:
        raise Http404 from error
