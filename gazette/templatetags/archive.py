"""What the pages of an archive say in few words."""

from collections.abc import Sequence

from django import template

from gazette.services.importing import gaps

register = template.Library()


@register.filter
def runs(numbers: Sequence[int]) -> str:
    """2–4、7"""
    return gaps.runs(numbers)
