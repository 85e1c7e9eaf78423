"""Findings of a document at the desk: the panel beside the text, one deed on one finding, one deed on all of a kind."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gazette.views.desk.access import EDITORIAL, for_roles, member
from policies.drafting.deeds import Deed
from policies.models import Finding, PolicyDocument, Role, User
from policies.reading.records import Severity
from policies.services.drafting import DraftError, open_draft
from policies.services.proofreading import (
    FindingError,
    accept_finding,
    fix_finding,
    proofread,
    refer_finding,
    reopen_finding,
    undo_fix,
    weigh_finding,
)
from policies.services.proofreading.alike import decide_alike
from policies.services.proofreading.showing import FindingDeed, show_alike, show_findings
from policies.services.workflow.permission import may
from policies.speaking import shown

PANEL = "X-Panel"  # sent by the panel's own script, which wants the panel back instead of a page
_REFUSED = 422
_ALIKE = (FindingDeed.FIX, FindingDeed.REFER, FindingDeed.ACCEPT)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def findings_panel(request: HttpRequest, document_id: int) -> HttpResponse:
    """What stands beside the text in the editor."""
    return _panel(request, _document(document_id))


@require_POST
@for_roles(Role.EDITOR, Role.REVIEWER)
def document_proofread(request: HttpRequest, document_id: int) -> HttpResponse:
    """Runs the proofreader over the document's draft, which is opened when there is none."""
    document = _document(document_id)
    _require(request, Deed.DECIDE, document)
    try:
        done = proofread(draft=open_draft(document=document, by=member(request)))
    except DraftError as error:
        return _answer(request, document, shown(error), failed=True)
    said = _("校对完毕：新增 %(made)d 条，消除 %(gone)d 条。") % {"made": done.made, "gone": done.gone}
    return _answer(request, _document(document_id), said)


@require_POST
@for_roles(Role.EDITOR, Role.REVIEWER)
def finding_deed(request: HttpRequest, finding_id: int, deed: str) -> HttpResponse:
    """`deed` is one of `FindingDeed`; `reason` goes with accepting and referring."""
    finding = get_object_or_404(Finding.objects.select_related("document"), pk=finding_id)
    done = _DEEDS.get(deed)
    if done is None:
        raise Http404
    changes = deed in (FindingDeed.FIX, FindingDeed.UNDO)
    _require(request, Deed.EDIT if changes else Deed.DECIDE, finding.document)
    try:
        said = done(finding, member(request), request.POST.get("reason", ""))
    except FindingError as error:
        return _answer(request, finding.document, shown(error), failed=True)
    return _answer(request, finding.document, said, changed=changes)


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR, Role.REVIEWER)
def findings_alike(request: HttpRequest, document_id: int, code: str) -> HttpResponse:
    """All open findings of one kind, to be looked through and dealt with together."""
    document = _document(document_id)
    if request.method == "POST":
        return _decide_alike(request, document)
    name, shown = show_alike(document=document, code=code, user=member(request))
    offered = [deed for deed in _ALIKE if any(deed in one.deeds for one in shown)]
    context = {"document": document, "code": code, "name": name, "shown": shown, "offered": offered}
    return render(request, "gazette/desk/findings_alike.html", context)


def _decide_alike(request: HttpRequest, document: PolicyDocument) -> HttpResponse:
    chosen = [int(one) for one in request.POST.getlist("finding") if one.isdecimal() and len(one) < 18]
    deed = request.POST.get("deed", "")
    if deed not in _ALIKE:
        raise Http404
    _require(request, Deed.EDIT if deed == FindingDeed.FIX else Deed.DECIDE, document)
    findings = Finding.objects.filter(pk__in=chosen, document=document)
    try:
        done = decide_alike(findings=findings, deed=deed, by=member(request), reason=request.POST.get("reason", ""))
    except FindingError as error:
        messages.error(request, shown(error))
        return redirect(request.path)
    left = len(chosen) - done
    messages.success(
        request, _("已处理 %d 条。") % done + (_("有 %d 条的文字已经变动，没有处理。") % left if left else "")
    )
    return redirect(reverse("desk:document_detail", args=[document.pk]) + "#findings")


def _fix(finding: Finding, by: User, reason: str) -> str:
    fix_finding(finding=finding, by=by)
    return _("已改正。")


def _undo(finding: Finding, by: User, reason: str) -> str:
    undo_fix(finding=finding, by=by)
    return _("已撤销改正。")


def _accept(finding: Finding, by: User, reason: str) -> str:
    accept_finding(finding=finding, by=by, reason=reason)
    return _("予以保留。")


def _refer(finding: Finding, by: User, reason: str) -> str:
    refer_finding(finding=finding, by=by, reason=reason)
    return _("已转原发机关，将列入更正。")


def _reopen(finding: Finding, by: User, reason: str) -> str:
    reopen_finding(finding=finding, by=by)
    return _("已重新打开。")


def _blame(finding: Finding, by: User, reason: str) -> str:
    weigh_finding(finding=finding, by=by, severity=Severity.ERROR)
    return _("已注明记录有误，可以改正。")


def _printed(finding: Finding, by: User, reason: str) -> str:
    weigh_finding(finding=finding, by=by, severity=Severity.WARNING)
    return _("已注明原件如此，可以转原发机关。")


_DEEDS: dict[str, Callable[[Finding, User, str], str]] = {
    FindingDeed.FIX: _fix,
    FindingDeed.UNDO: _undo,
    FindingDeed.ACCEPT: _accept,
    FindingDeed.REFER: _refer,
    FindingDeed.REOPEN: _reopen,
    FindingDeed.BLAME: _blame,
    FindingDeed.PRINTED: _printed,
}


def _answer(
    request: HttpRequest, document: PolicyDocument | None, said: str, *, failed: bool = False, changed: bool = False
) -> HttpResponse:
    """The panel again where the panel's script asked, else the page that the form stood on."""
    if request.headers.get(PANEL) and document is not None:
        answer = _panel(request, _document(document.pk), said=said, failed=failed)
        answer["X-Changed"] = "1" if changed else "0"
        return answer
    (messages.error if failed else messages.success)(request, said)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    if document is None:
        return redirect("desk:desk_home")
    return redirect(reverse("desk:document_detail", args=[document.pk]) + "#findings")


def _panel(request: HttpRequest, document: PolicyDocument, *, said: str = "", failed: bool = False) -> HttpResponse:
    context = {"found": show_findings(document=document, user=member(request)), "said": said, "failed": failed}
    status = _REFUSED if failed else 200
    return render(request, "gazette/desk/document/_findings.html", context, status=status)


def _document(document_id: int) -> PolicyDocument:
    return get_object_or_404(PolicyDocument.objects.prefetch_related("drafts__version", "issuer_links"), pk=document_id)


def _require(request: HttpRequest, deed: Deed, document: PolicyDocument | None) -> None:
    """What stands in an issue as a whole is decided about by whoever comes in here."""
    if document is not None and not may(user=member(request), deed=deed, document=document):
        raise PermissionDenied
