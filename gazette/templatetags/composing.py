"""What the builder says of a document in few words."""

from django import template

from policies.models import PolicyDocument
from policies.services.workflow.steps import standing_name

register = template.Library()


@register.filter
def standing(document: PolicyDocument) -> str:
    """来稿, 二校, 清样 …; uses prefetched `drafts`."""
    return standing_name(document)
