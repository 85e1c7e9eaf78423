"""Findings on the pages of the desk, without their views having to know of them."""

from typing import Any

from django import template
from django.template.context import Context

from policies.models import PolicyDocument
from policies.services.proofreading.showing import show_findings

register = template.Library()


@register.inclusion_tag("gazette/desk/document/_findings.html", takes_context=True)
def document_findings(context: Context, document: PolicyDocument) -> dict[str, Any]:
    """The findings of a document with the deeds open to whoever looks."""
    request = context["request"]
    found = show_findings(document=document, user=request.user)
    return {"found": found, "request": request, "csrf_token": context.get("csrf_token")}
