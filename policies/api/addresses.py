"""Absolute addresses of records: their API address, and their page where the site has one."""

from functools import lru_cache
from typing import Protocol

from django.urls import NoReverseMatch, reverse
from rest_framework.request import Request


class Addressed(Protocol):
    def get_absolute_url(self) -> str: ...


def api_address(request: Request, name: str, *arguments: object) -> str:
    """`name` is a route of the API: document_detail, table_detail, issue_detail."""
    return request.build_absolute_uri(_path(name, arguments))


@lru_cache(maxsize=8192)
def _path(name: str, arguments: tuple[object, ...]) -> str:
    """The API's paths don't depend on the language, and one answer asks for the same ones again and again."""
    return reverse(f"api:{name}", args=arguments)


def page_address(request: Request, record: Addressed) -> str | None:
    """The address of a record's page; None where the site has no page for its kind."""
    try:
        return request.build_absolute_uri(record.get_absolute_url())
    except NoReverseMatch:
        return None


def file_address(request: Request, name: str, *arguments: object) -> str | None:
    """The address of a file by its URL name; None where the site does not make that format."""
    try:
        return request.build_absolute_uri(reverse(name, args=arguments))
    except NoReverseMatch:
        return None
