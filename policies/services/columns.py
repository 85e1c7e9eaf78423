"""Turns read values into ones a table's columns take: no NUL, no text or number beyond what a column holds."""

from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


def fitted(model: type[Row], **values: Any) -> Row:
    """An unsaved row. Print is unbounded, columns of keys are not: a broken reading must not break the import."""
    meta = model._meta
    return model(**{name: _fit(meta.get_field(name), value) for name, value in values.items()})


def _fit(field: Any, value: Any) -> Any:
    if isinstance(value, str):
        value = value.replace("\x00", "")
        length = getattr(field, "max_length", None)
        return value[:length] if length else value
    if isinstance(field, ArrayField):
        return [_fit(field.base_field, one) for one in value]
    if isinstance(value, int) and not isinstance(value, bool) and isinstance(field, models.IntegerField):
        low, high = connection.ops.integer_field_range(field.get_internal_type())
        return value if (low or 0) <= value <= (high or value) else None
    return value
