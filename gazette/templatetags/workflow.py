"""The deeds bars of documents and issues, wherever a page of the desk shows them."""

from typing import Any

from django import template
from django.template import RequestContext
from django.utils import timezone

from gazette.models import GazetteIssue
from gazette.views.desk.workflow.bar import issue_bar
from policies.services.workflow.permission import staff_of

register = template.Library()


@register.inclusion_tag("gazette/desk/issue/_deeds.html", takes_context=True)
def issue_deeds(context: RequestContext, issue: GazetteIssue) -> dict[str, Any]:
    """Track, deeds and what is not ready, of an issue at the desk."""
    request = context["request"]
    return {
        "bar": issue_bar(issue=issue, staff=staff_of(request.user)),
        "back": request.path,
        "csrf_token": context.get("csrf_token"),
        "today": timezone.localdate(),
    }
