"""Turns reading records into JSON values and back: a stored reading is the record, nothing less."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from policies.grammar.said import Said, said_from

Record = TypeVar("Record")


def to_json(value: Any) -> Any:
    """Dataclasses become objects without the fields that stand at their default, tuples lists, dates ISO strings."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = ((field, getattr(value, field.name)) for field in fields(value))
        return {field.name: to_json(part) for field, part in pairs if part != field.default}
    if isinstance(value, tuple | list):
        return [to_json(part) for part in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Said):
        return value.phrasing or str(value)
    return value.isoformat() if isinstance(value, date) else value


def from_json(kind: type[Record], data: Mapping[str, Any]) -> Record:
    """The record that `to_json` was given. Fields a later reader dropped are passed over."""
    hints = _hints(cast(Any, kind))
    return kind(**{name: _build(hints[name], value) for name, value in data.items() if name in hints})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _build(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in (Union, UnionType):
        return _build(next(arm for arm in get_args(hint) if arm is not NoneType), value)
    if get_origin(hint) is tuple:
        arms = get_args(hint)
        kinds = [arms[0]] * len(value) if arms[-1] is Ellipsis else list(arms)
        return tuple(_build(arm, part) for arm, part in zip(kinds, value, strict=True))
    if is_dataclass(hint) and isinstance(hint, type):
        return from_json(hint, value)
    if isinstance(hint, type) and issubclass(hint, date):
        return date.fromisoformat(value)
    if hint is Said:
        return said_from(value)
    return hint(value) if isinstance(hint, type) and issubclass(hint, StrEnum) else value
