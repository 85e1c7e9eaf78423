"""Choosing among names of records: these are Chinese whatever the page's language, and say so."""

from typing import Any

from django import forms


class NamesSelect(forms.Select):
    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return _chinese(super().create_option(*args, **kwargs))


def _chinese(option: dict[str, Any]) -> dict[str, Any]:
    """The choice of nothing is in the page's language."""
    if option["value"]:
        option["attrs"]["lang"] = "zh-Hans"
    return option
