"""分工 at the desk: tasks given, handed on and ended, on the page of what they are about."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gazette.forms.work import AssignmentForm, HandOnForm
from gazette.models import Assignment, GazetteIssue
from gazette.services.talk import assigning
from gazette.services.talk.assigning import AssignmentError
from gazette.views.desk.access import EDITORIAL, for_roles, member
from gazette.views.desk.doing import tell
from policies.models import PolicyDocument


@require_POST
@for_roles(*EDITORIAL)
def document_assign(request: HttpRequest, document_id: int) -> HttpResponse:
    document = get_object_or_404(PolicyDocument, pk=document_id)
    _assign(request, document=document)
    return redirect("desk:document_detail", document_id=document.pk)


@require_POST
@for_roles(*EDITORIAL)
def issue_assign(request: HttpRequest, issue_id: int) -> HttpResponse:
    issue = get_object_or_404(GazetteIssue, pk=issue_id)
    _assign(request, issue=issue)
    return redirect("desk:issue_detail", issue_id=issue.pk)


def _assign(request: HttpRequest, document: PolicyDocument | None = None, issue: GazetteIssue | None = None) -> None:
    form = AssignmentForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("没有分派：请选择任务和承办人，日期写成 2026-01-31 的样子。"))
        return
    deed = partial(assigning.assign, document=document, issue=issue, by=member(request), **form.cleaned_data)
    tell(request, deed, AssignmentError, said=_asked)


def _asked(made: Assignment) -> str:
    return _("已请%(name)s办理：%(task)s") % {"name": made.to.shown_name, "task": made.task_name}


@require_POST
@for_roles(*EDITORIAL)
def assignment_hand(request: HttpRequest, assignment_id: int) -> HttpResponse:
    """Somebody else, or another day."""
    one = _one(assignment_id)
    form = HandOnForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("没有改派：请选择承办人，日期写成 2026-01-31 的样子。"))
        return _back(request, one)
    return _done(request, one, lambda: assigning.hand_on(assignment=one, by=member(request), **form.cleaned_data))


@require_POST
@for_roles(*EDITORIAL)
def assignment_done(request: HttpRequest, assignment_id: int) -> HttpResponse:
    one, now = _one(assignment_id), timezone.now()
    return _done(request, one, lambda: assigning.finish(assignment=one, by=member(request), at=now))


@require_POST
@for_roles(*EDITORIAL)
def assignment_withdraw(request: HttpRequest, assignment_id: int) -> HttpResponse:
    one, now = _one(assignment_id), timezone.now()
    return _done(request, one, lambda: assigning.withdraw_assignment(assignment=one, by=member(request), at=now))


def _one(assignment_id: int) -> Assignment:
    return get_object_or_404(Assignment.objects.with_names(), pk=assignment_id)


def _done(request: HttpRequest, one: Assignment, deed: Callable[[], Assignment]) -> HttpResponse:
    tell(request, deed, AssignmentError, said=_("分工已更新。"))
    return _back(request, one)


def _back(request: HttpRequest, one: Assignment) -> HttpResponse:
    """To the list that the deed came from, else to what the task is about."""
    asked = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(asked, allowed_hosts=None)
    return HttpResponseRedirect(asked if safe and asked else one.get_absolute_url())
