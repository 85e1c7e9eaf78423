"""Comments and tasks on the page of a document or an issue: `{% document_comments document %}` and its like."""

from typing import Any

from django import template
from django.conf import settings
from django.template import RequestContext
from django.utils import timezone
from django.utils.translation import gettext

from gazette.models import Assignment, GazetteIssue, Task
from gazette.services.talk.participating import colleagues, may_take_part
from gazette.services.talk.threads import places_of, threads_of, unresolved_count
from policies.drafting.deeds import Deed
from policies.models import PolicyDocument

register = template.Library()
Context = dict[str, Any]


@register.inclusion_tag("gazette/desk/document/_comments.html", takes_context=True)
def document_comments(context: RequestContext, document: PolicyDocument) -> Context:
    """All threads of a document and the form for a new one, at a place of the text or on the whole."""
    may = may_take_part(user=context["user"], deed=Deed.COMMENT, document=document)
    places = places_of(document=document) if may else []
    return _comments(context, document=document) | {"document": document, "may_comment": may, "places": places}


@register.inclusion_tag("gazette/desk/document/_comments.html", takes_context=True)
def issue_comments(context: RequestContext, issue: GazetteIssue) -> Context:
    may = may_take_part(user=context["user"], deed=Deed.COMMENT, issue=issue)
    return _comments(context, issue=issue) | {"issue": issue, "may_comment": may}


def _comments(context: RequestContext, **about: Any) -> Context:
    threads = threads_of(**about)
    return _shared(context) | {
        "threads": threads,
        "open_threads": unresolved_count(threads),
        "colleagues": colleagues(),
    }


@register.inclusion_tag("gazette/desk/document/_assignments.html", takes_context=True)
def document_assignments(context: RequestContext, document: PolicyDocument) -> Context:
    """Who does what with a document until when, and the form that gives a task."""
    may = may_take_part(user=context["user"], deed=Deed.ASSIGN, document=document)
    return _assignments(context, may, document=document) | {"document": document}


@register.inclusion_tag("gazette/desk/document/_assignments.html", takes_context=True)
def issue_assignments(context: RequestContext, issue: GazetteIssue) -> Context:
    may = may_take_part(user=context["user"], deed=Deed.ASSIGN, issue=issue)
    return _assignments(context, may, issue=issue) | {"issue": issue}


def _assignments(context: RequestContext, may: bool, **about: Any) -> Context:
    tasks = list(Assignment.objects.filter(**about, withdrawn_at=None).with_names().due_first())
    return _shared(context) | {
        "assignments": sorted(tasks, key=lambda one: not one.is_open),
        "may_assign": may,
        "colleagues": colleagues() if may else [],
        "tasks": task_choices(),
    }


def task_choices() -> list[tuple[str, str]]:
    """The tasks as a form offers them, each proof by its own name: (`proof-2`, 二校)."""
    proofs = [(f"{Task.PROOF}-{n}", gettext(name)) for n, name in enumerate(settings.PROOF_STEPS, 1)]
    others = [(value, str(label)) for value, label in Task.choices if value != Task.PROOF]
    return [*others[:2], *proofs, *others[2:]]


def _shared(context: RequestContext) -> Context:
    return {"request": context["request"], "user": context["user"], "today": timezone.localdate()}
