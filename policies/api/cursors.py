"""Turns an ordered queryset into pages by keyset: no page number, no cap, an exact count, stable while rows arrive."""

import base64
import binascii
import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from rest_framework.exceptions import ValidationError as BadRequest
from rest_framework.pagination import CursorPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

Position = list[Any]


class KeysetPagination(CursorPagination):
    """DRF's own cursor falls back to offsets for equal keys and caps them; here the whole ordering, which ends in a unique field,
    is the position. `view.ordering` names non-null fields or annotations, as order_by does."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200
    cursor_query_description = "从 next 或 previous 里原样取用；不必理解它的内容。"
    page_size_query_description = "每页条数，默认 50，最多 200。"

    def paginate_queryset(self, queryset: QuerySet[Any], request: Request, view: Any = None) -> list[Any]:
        self.request = request
        self.base_url = request.build_absolute_uri()
        self.page_size = self.get_page_size(request)
        self.keys: tuple[str, ...] = tuple(view.ordering)
        self.total = queryset.count()
        position, backwards = self._read_cursor()
        keys = tuple(_turned(key) for key in self.keys) if backwards else self.keys
        rows = queryset.order_by(*keys)
        if position is not None:
            rows = self._beyond(rows, keys, position)
        found = list(rows[: self.page_size + 1])
        more = len(found) > self.page_size
        page = found[: self.page_size]
        self.page = page[::-1] if backwards else page
        self.has_next = bool(page) and (more or backwards)
        self.has_previous = bool(page) and (more if backwards else position is not None)
        return self.page

    def get_page_size(self, request: Request) -> int:
        asked = request.query_params.get(self.page_size_query_param)
        if asked is None:
            return 50
        if not asked.isascii() or not asked.isdigit() or not 1 <= int(asked[:6]) <= self.max_page_size:
            raise BadRequest({self.page_size_query_param: [f"须为 1 至 {self.max_page_size} 的整数。"]})
        return int(asked)

    def get_next_link(self) -> str | None:
        return self._link(self.page[-1], backwards=False) if self.has_next and self.page else None

    def get_previous_link(self) -> str | None:
        return self._link(self.page[0], backwards=True) if self.has_previous and self.page else None

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {
                "count": self.total,
                "next": self.get_next_link(),
                "previous": self.get_previous_link(),
                "results": data,
            }
        )

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {"count": {"type": "integer"}, "next": link, "previous": link, "results": schema},
        }

    def _beyond(self, rows: QuerySet[Any], keys: tuple[str, ...], position: Position) -> QuerySet[Any]:
        try:
            return rows.filter(_after(keys, position))
        except (ValueError, TypeError, ValidationError) as error:
            raise BadRequest({self.cursor_query_param: ["游标无效。"]}) from error

    def _link(self, row: Any, *, backwards: bool) -> str:
        values = [_plain(getattr(row, key.lstrip("-"))) for key in self.keys]
        packed = json.dumps([int(backwards), *values], ensure_ascii=False).encode()
        return replace_query_param(
            self.base_url or "", self.cursor_query_param, base64.urlsafe_b64encode(packed).decode().rstrip("=")
        )

    def _read_cursor(self) -> tuple[Position | None, bool]:
        encoded = self.request.query_params.get(self.cursor_query_param)
        if not encoded:
            return None, False
        try:
            backwards, *position = json.loads(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
        except (ValueError, TypeError, binascii.Error) as error:
            raise BadRequest({self.cursor_query_param: ["游标无效。"]}) from error
        known = all(isinstance(value, int) or (isinstance(value, str) and "\0" not in value) for value in position)
        if len(position) != len(self.keys) or not known or backwards not in (0, 1):
            raise BadRequest({self.cursor_query_param: ["游标无效。"]})
        return position, bool(backwards)


def _turned(key: str) -> str:
    return key[1:] if key.startswith("-") else f"-{key}"


def _plain(value: Any) -> Any:
    return value if isinstance(value, int) else str(value)


def _after(keys: tuple[str, ...], position: Position) -> Q:
    """What comes after `position` in the order of `keys`."""
    beyond, same = Q(), Q()
    for key, value in zip(keys, position, strict=True):
        name = key.lstrip("-")
        beyond |= same & Q(**{f"{name}__{'lt' if key.startswith('-') else 'gt'}": value})
        same &= Q(**{name: value})
    return beyond
