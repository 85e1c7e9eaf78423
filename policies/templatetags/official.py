"""What a document's page sets beside its text: permalinks and look-ups by key."""

from collections.abc import Mapping
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from policies.models import PolicyDocument, Table, Validity
from policies.services.mending import LABELS
from policies.services.validity import EDITORS_DECISION
from policies.typesetting import titles

register = template.Library()

TITLE_WIDTH = 22  # characters of a title's line on a wide screen


@register.simple_tag(takes_context=True)
def permalink(context: Context, document: PolicyDocument, eid: str) -> SafeString:
    """The lasting address of a clause, shown beside it when it is pointed at or focused; a preview has none."""
    if context.get("preview"):
        return SafeString("")
    address = reverse("policies:provision_detail", args=[document.slug, eid])
    return format_html('<a class="permalink" href="{}" aria-label="{}"></a>', address, _("本条链接"))


@register.filter
def at(found: Mapping[Any, Any], key: object) -> object:
    """The entry of a mapping under a key that is itself a variable."""
    return found.get(key)


@register.filter
def table_url(table: Table, document: PolicyDocument) -> str:
    """A table's address without asking the database for its document again."""
    return reverse("policies:table_detail", args=[document.slug, table.n])


@register.filter
def title_lines(title: str) -> tuple[str, ...]:
    """A title in the lines an office would break it into."""
    return titles.title_lines(title, TITLE_WIDTH)


@register.filter
def field_label(name: str) -> str:
    """What a field of the metadata is called on a page."""
    return str(LABELS.get(name, name))


@register.filter
def field_value(value: str, name: str) -> str:
    """A value from the log of changes: a validity by its word."""
    return str(Validity(value).label) if name == "validity" and value in Validity.values else value


@register.filter
def editors_decision(source: str) -> str:
    """What an editor's decision on validity rests on; '' where the documents themselves say it."""
    return source.removeprefix(EDITORS_DECISION) if source.startswith(EDITORS_DECISION) else ""
