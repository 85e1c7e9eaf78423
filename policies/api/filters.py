"""Filters shared by the lists: a value that can't be read is an error, never an empty list."""

from functools import reduce
from operator import or_
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django_filters.rest_framework import DjangoFilterBackend


class StrictBackend(DjangoFilterBackend):
    """A wrong value gives 400 with the parameter's name."""

    raise_exception = True


class YearFilter(django_filters.NumberFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=1, max_value=9999, **kwargs)


class IdFilter(django_filters.NumberFilter):
    """A record's own number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, min_value=1, max_value=2**63 - 1, **kwargs)


def by_code_or_name(relation: str) -> Any:
    """A filter method for organs and topics: the code as the API gives or once gave it, or the name as printed."""

    def method(queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        known = [f"{relation}__code", f"{relation}__name", f"{relation}__aliases__code"]
        matches = reduce(or_, (Q(**{path: value}) for path in known))
        return queryset.filter(matches).distinct()

    return method
