"""The issue builder: its page, the small deeds that change the composition, and undoing the last."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gazette.drafting.arranging import ArrangementError
from gazette.drafting.deeds import IssueDeed
from gazette.models import GazetteIssue
from gazette.services.composing.changing import (
    ClosedIssueError,
    CompositionError,
    StaleCompositionError,
    add_documents,
    change_composition,
    undo_change,
)
from gazette.services.composing.overview import overview, waiting_documents
from gazette.services.ledger import issue_ledger
from gazette.services.workflow.permission import issue_deeds_of
from gazette.views.desk.access import EDITORIAL, for_roles, member
from gazette.views.desk.arrangement import Press, asked, number
from policies.grammar.said import joined, said
from policies.models import Role
from policies.services.workflow.permission import staff_of
from policies.speaking import shown

FRAGMENT = "X-Fragment"  # a script asks for the changed part of the page alone


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def issue_detail(request: HttpRequest, issue_id: int) -> HttpResponse:
    """?q= narrows the documents that wait for an issue."""
    issue = get_object_or_404(GazetteIssue.objects.select_related("gazette"), pk=issue_id)
    name = "issue/_builder.html" if FRAGMENT in request.headers else "issue_detail.html"
    return render(request, f"gazette/desk/{name}", shown_issue(request, issue))


def shown_issue(request: HttpRequest, issue: GazetteIssue) -> dict[str, Any]:
    """What page and fragment show."""
    deeds = issue_deeds_of(staff=staff_of(member(request)), issue=issue)
    may_compose = IssueDeed.COMPOSE in deeds
    query = request.POST.get("q", request.GET.get("q", "")).strip()[:100]
    return {
        "issue": issue,
        "shown": overview(issue=issue),
        "ledger": issue_ledger(issue=issue),
        "may_compose": may_compose,
        "pool": waiting_documents(query=query) if may_compose else (),
        "query": query,
    }


@require_POST
@for_roles(Role.EDITOR)
def issue_compose(request: HttpRequest, issue_id: int) -> HttpResponse:
    """POST `deed` with what it needs, `lock` of the page it was pressed on."""

    def deed(issue: GazetteIssue, given: dict[str, Any]) -> str:
        press = Press(issue, request.POST)
        if press.name == "add":
            add_documents(documents=press.documents, section=press.section, before=press.before, **given)
            return _("已加入 %(count)s 份公文。") % {"count": len(press.documents)}
        change, note = asked(press)
        change_composition(change=change, note=note, **given)
        return shown(said("已保存：{note}", note=note))

    return changed(request, issue_id, deed)


@require_POST
@for_roles(Role.EDITOR)
def issue_undo(request: HttpRequest, issue_id: int) -> HttpResponse:
    """Takes the last change back."""

    def deed(issue: GazetteIssue, given: dict[str, Any]) -> str:
        return shown(said("已撤销：{note}", note=undo_change(**given).said))

    return changed(request, issue_id, deed)


def changed(request: HttpRequest, issue_id: int, deed: Callable[[GazetteIssue, dict[str, Any]], str]) -> HttpResponse:
    """Does the deed and answers with the page's changed part, or leads back to the page; says why it was not done."""
    issue = get_object_or_404(GazetteIssue.objects.select_related("gazette"), pk=issue_id)
    staff = staff_of(member(request))
    if staff.limited:
        raise PermissionDenied
    given = {"issue": issue, "lock": number(request.POST.get("lock", "")), "by": member(request), "at": timezone.now()}
    told, level, status = "", messages.SUCCESS, 200
    try:
        told = deed(issue, given)
    except (CompositionError, ArrangementError) as error:
        told, level, status = refusal(error, request.POST.get("words", "")), messages.ERROR, _status(error)
    if FRAGMENT in request.headers:
        issue.refresh_from_db()
        context = shown_issue(request, issue) | {"said": told, "refused": status != 200}
        return render(request, "gazette/desk/issue/_builder.html", context, status=status)
    messages.add_message(request, level, told)
    return redirect("desk:issue_detail", issue_id=issue.pk)


def refusal(error: Exception, words: str = "") -> SafeString:
    """The message; after it what was typed, so that it is not lost."""
    told = [error.args[0]]
    if isinstance(error, StaleCompositionError):
        told.append(said("刚才的操作没有做，页面已更新，请核对后重做。"))
    if words.strip():
        told.append(said("您写的“{words}”没有保存。", words=words))
    return shown(joined(told))


def _status(error: Exception) -> int:
    if isinstance(error, StaleCompositionError):
        return 409
    return 423 if isinstance(error, ClosedIssueError) else 422
