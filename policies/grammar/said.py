"""What the house says by itself: a Chinese sentence that still knows the template and the values it was made of.

A `Said` is its Chinese text, and is stored, searched and answered as such. Its `phrasing` is what another language is made
from; `policies.speaking` does that where somebody reads it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Self

# How parts are put together in Chinese, and in languages written with spaces.
JOINTS = {"": " ", "，": ", ", "；": "; ", "、": ", "}

Value = str | int | float | date  # a `Said` is a str, and is said in the reader's language too


class Said(str):
    """A sentence, or part of one. Made by `said` and `joined`; made of a bare string it is words of a person or a print."""

    __slots__ = ("template", "values")

    template: str | None
    values: Mapping[str, Value]

    def __new__(cls, text: str = "", template: str | None = None, values: Mapping[str, Value] | None = None) -> Self:
        made = super().__new__(cls, text)
        made.template, made.values = template, values or {}
        return made

    @property
    def phrasing(self) -> dict[str, Any]:
        """What is stored beside the text, as JSON; {} where there is nothing to say in another way."""
        if self.template is None:
            return {}
        return {"template": self.template, "values": {name: _to_json(one) for name, one in self.values.items()}}


def said(template: str, /, **values: object) -> Said:
    """`template` with `values` in its named fields: `said("附件编号从{before}到{after}不连续。", before=2, after=4)`.

    The template is a literal, for it is what the catalogue translates. A number called `count` has English plurals.
    A value that is neither words, a number nor a day is called as it calls itself.
    """
    given = {name: one if isinstance(one, str | int | float | date) else str(one) for name, one in values.items()}
    return Said(template.format_map({name: _chinese(one) for name, one in given.items()}), template, given)


def joined(parts: Iterable[str], by: str = "") -> Said:
    """Several sentences or words as one, put together by one of `JOINTS`."""
    kept = list(parts)
    return Said(by.join(kept), by, {str(n): one for n, one in enumerate(kept)})


def phrasing_of(text: str) -> dict[str, Any]:
    """The `phrasing` of a `Said`, {} of any other text."""
    return text.phrasing if isinstance(text, Said) else {}


def said_again(text: str, phrasing: Mapping[str, Any]) -> Said:
    """The `Said` whose text and phrasing were stored."""
    if not phrasing:
        return Said(text)
    return Said(text, phrasing["template"], {name: _from_json(one) for name, one in phrasing["values"].items()})


def said_from(kept: str | Mapping[str, Any]) -> Said:
    """The `Said` of which its phrasing alone was kept, or, where it had none, its text."""
    if isinstance(kept, str):
        return Said(kept)
    values = {name: _from_json(one) for name, one in kept["values"].items()}
    template = kept["template"]
    return joined(values.values(), template) if template in JOINTS else said(template, **values)


def _chinese(value: Value) -> Value:
    return f"{value.year}年{value.month}月{value.day}日" if isinstance(value, date) else value


def _to_json(value: Value) -> Any:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return phrasing_of(value) or str(value) if isinstance(value, str) else value


def _from_json(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return date.fromisoformat(value["day"]) if "day" in value else said_from(value)
