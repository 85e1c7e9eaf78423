"""Taking a public document or issue back, and publishing it again: each on a page that says first what will happen."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from gazette.drafting.deeds import IssueDeed
from gazette.forms.after import ReasonForm, WithdrawalForm
from gazette.models import GazetteIssue
from gazette.services.withdrawing import (
    NotPublishedError,
    NotWithdrawnError,
    restore_issue,
    restored_with,
    withdraw_issue,
    withdrawn_with,
)
from gazette.services.workflow.permission import may_with_issue
from gazette.views.desk.access import ask, for_roles, member
from gazette.views.desk.doing import attempt, filled
from policies.drafting.deeds import Deed
from policies.models import PolicyDocument, Role
from policies.services.publishing import DocumentStateError, restore_document, withdraw_document


@never_cache
@for_roles(Role.PUBLISHER)
def document_withdraw(request: HttpRequest, document_id: int) -> HttpResponse:
    """The reason, and the public document that takes its place, if there is one."""
    document = _document(request, document_id, Deed.WITHDRAW)
    form = filled(request, WithdrawalForm)
    deed = partial(withdraw_document, document=document, on=timezone.localdate(), by=member(request))
    words = {DocumentStateError: _("没有撤下：只有已发布的公文可以撤下，替代文件不能是它自己。")}
    if attempt(form, deed, words=words):
        messages.success(request, _("《%s》已撤下。") % document.title)
        return redirect("desk:document_detail", document_id=document.pk)
    issues = [one.issue for one in document.promulgations.select_related("issue__gazette")]
    context = {"document": document, "form": form, "issues": issues}
    return render(request, "gazette/desk/after/document_withdraw.html", context)


@never_cache
@for_roles(Role.PUBLISHER)
def document_restore(request: HttpRequest, document_id: int) -> HttpResponse:
    document = _document(request, document_id, Deed.RESTORE)
    form = filled(request, ReasonForm)
    deed = partial(restore_document, document=document, on=timezone.localdate(), by=member(request))
    words = {DocumentStateError: _("没有恢复：只有已撤下的公文可以恢复发布。")}
    if attempt(form, deed, words=words):
        messages.success(request, _("《%s》已恢复发布。") % document.title)
        return redirect("desk:document_detail", document_id=document.pk)
    return render(request, "gazette/desk/after/document_restore.html", {"document": document, "form": form})


@never_cache
@for_roles(Role.PUBLISHER)
def issue_withdraw(request: HttpRequest, issue_id: int) -> HttpResponse:
    """Says which documents go with the issue, and which stay."""
    issue = _issue(request, issue_id, IssueDeed.WITHDRAW)
    form = filled(request, ReasonForm)
    deed = partial(withdraw_issue, issue=issue, on=timezone.localdate(), by=member(request))
    if attempt(form, deed, NotPublishedError):
        messages.success(request, _("《%s》已撤下。") % issue)
        return redirect("desk:issue_detail", issue_id=issue.pk)
    going = list(withdrawn_with(issue).prefetch_related("numbers").order_by("promulgations__position"))
    staying = PolicyDocument.objects.published().filter(promulgations__issue=issue)
    staying = staying.exclude(pk__in=[one.pk for one in going]).prefetch_related("numbers")
    context = {"issue": issue, "form": form, "going": going, "staying": staying}
    return render(request, "gazette/desk/after/issue_withdraw.html", context)


@never_cache
@for_roles(Role.PUBLISHER)
def issue_restore(request: HttpRequest, issue_id: int) -> HttpResponse:
    issue = _issue(request, issue_id, IssueDeed.RESTORE)
    form = filled(request, ReasonForm)
    deed = partial(restore_issue, issue=issue, on=timezone.localdate(), by=member(request))
    if attempt(form, deed, NotWithdrawnError):
        messages.success(request, _("《%s》已恢复发布。") % issue)
        return redirect("desk:issue_detail", issue_id=issue.pk)
    coming = restored_with(issue).prefetch_related("numbers").order_by("promulgations__position")
    return render(request, "gazette/desk/after/issue_restore.html", {"issue": issue, "form": form, "coming": coming})


def _document(request: HttpRequest, document_id: int, deed: Deed) -> PolicyDocument:
    document = get_object_or_404(PolicyDocument.objects.prefetch_related("numbers"), pk=document_id)
    ask(request, deed, document)
    return document


def _issue(request: HttpRequest, issue_id: int, deed: IssueDeed) -> GazetteIssue:
    issue = get_object_or_404(GazetteIssue.objects.select_related("gazette"), pk=issue_id)
    if not may_with_issue(user=member(request), deed=deed, issue=issue):
        raise PermissionDenied
    return issue
