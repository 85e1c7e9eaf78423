"""Turns read values into ones a table's columns take: no NUL, no text or number beyond what a column holds."""

from decimal import Decimal
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
    if isinstance(field, models.JSONField):
        return _without_nul(value)
    if isinstance(field, ArrayField):
        return [_fit(field.base_field, one) for one in value]
    if isinstance(value, int) and not isinstance(value, bool) and isinstance(field, models.IntegerField):
        low, high = connection.ops.integer_field_range(field.get_internal_type())
        return value if (low or 0) <= value <= (high or value) else None
    if isinstance(value, Decimal) and isinstance(field, models.DecimalField):
        return _round(value, field.max_digits or 0, field.decimal_places or 0)
    return value


def _without_nul(value: Any) -> Any:
    """JSON whose strings the database takes."""
    if isinstance(value, dict):
        return {name: _without_nul(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_without_nul(one) for one in value]
    return value.replace("\x00", "") if isinstance(value, str) else value


def _round(value: Decimal, digits: int, places: int) -> Decimal | None:
    """None for what has more digits before the point than the column; printed text keeps them all."""
    if not value.is_finite() or value.adjusted() >= digits - places:
        return None
    return value.quantize(Decimal(1).scaleb(-places))
