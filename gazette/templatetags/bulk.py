"""The deeds that can be done over many documents, for the list's bar."""

from django import template

from gazette.services.bulk.kinds import KINDS, Kind

register = template.Library()


@register.simple_tag
def bulk_kinds() -> list[tuple[str, Kind]]:
    return list(KINDS.items())
