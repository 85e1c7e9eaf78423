"""All findings of an issue on one list, to be looked through and dealt with."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gazette.models import GazetteIssue
from gazette.services.proofreading import Outcome, alike_in, decide_alike_in, findings_in, proofread_issue
from gazette.views.desk.access import EDITORIAL, for_roles, holds, member
from policies.models import FindingState, Role
from policies.services.proofreading.across import OfDocument, show_across
from policies.services.proofreading.showing import FindingDeed, name_of
from policies.speaking import shown

_PER_PAGE = 50
_TOGETHER = 500  # findings that are dealt with in one go
_ALIKE = {  # what is said of each document, and on the button
    FindingDeed.FIX: (gettext_lazy("可改正 %s 条"), gettext_lazy("改正 %(n)s 条（%(documents)s 份）")),
    FindingDeed.REFER: (gettext_lazy("可转原发机关 %s 条"), gettext_lazy("转原发机关 %(n)s 条（%(documents)s 份）")),
    FindingDeed.ACCEPT: (gettext_lazy("可保留 %s 条"), gettext_lazy("予以保留 %(n)s 条（%(documents)s 份）")),
}


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def issue_findings(request: HttpRequest, issue_id: int) -> HttpResponse:
    """?state= one of `FindingState`, open unless said; ?code= a kind."""
    issue = get_object_or_404(GazetteIssue.objects.select_related("gazette"), pk=issue_id)
    state = request.GET.get("state", "")
    state = state if state in FindingState.values else FindingState.OPEN.value
    found = findings_in(issue=issue).filter(state=state)
    kinds = [
        (code, name_of(code), n)
        for code, n in found.order_by().values_list("code").annotate(n=Count("pk")).order_by("code")
    ]
    code = request.GET.get("code", "")
    code = code if code in {one for one, _name, _n in kinds} else ""
    rows = (found.filter(code=code) if code else found).with_documents()
    page = Paginator(rows.order_by("severity", "document_id", "pk"), _PER_PAGE).get_page(request.GET.get("page"))
    parts = show_across(findings=page, user=member(request))
    context = {
        "issue": issue,
        "page": page,
        "shown": [one for part in parts for one in part.shown],
        "state": state,
        "states": FindingState.choices,
        "code": code,
        "kinds": kinds,
        "back": request.get_full_path(),
        "may_proofread": holds(request, Role.EDITOR, Role.REVIEWER),
    }
    return render(request, "gazette/desk/issue_findings.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR, Role.REVIEWER)
def issue_findings_alike(request: HttpRequest, issue_id: int, code: str) -> HttpResponse:
    """All open findings of one kind in the issue, to be looked through and dealt with together, document by document."""
    issue = get_object_or_404(GazetteIssue.objects.select_related("gazette"), pk=issue_id)
    if request.method == "POST":
        return _decide_alike(request, issue, code)
    found = alike_in(issue=issue, code=code)
    total = found.count()
    parts = show_across(findings=found.with_documents()[:_TOGETHER], user=member(request))
    context = {
        "issue": issue,
        "code": code,
        "name": name_of(code),
        "parts": [
            (part, [said % n for deed, (said, _button) in _ALIKE.items() if (n := part.count(deed))]) for part in parts
        ],
        "offered": [(deed.value, words) for deed in _ALIKE if (words := _offer(deed, parts))],
        "count": total,
        "more": max(0, total - _TOGETHER),
    }
    return render(request, "gazette/desk/issue_findings_alike.html", context)


def _offer(deed: FindingDeed, parts: list[OfDocument]) -> str:
    """What a button says; '' where there is nothing for it to do."""
    counts = [n for part in parts if (n := part.count(deed))]
    return _ALIKE[deed][1] % {"n": sum(counts), "documents": len(counts)} if counts else ""


def _decide_alike(request: HttpRequest, issue: GazetteIssue, code: str) -> HttpResponse:
    chosen = [int(one) for one in request.POST.getlist("finding") if one.isdecimal() and len(one) < 18]
    deed, reason = request.POST.get("deed", ""), request.POST.get("reason", "").strip()
    if deed not in _ALIKE:
        raise Http404
    if not chosen or (deed == FindingDeed.ACCEPT and not reason):
        messages.error(request, _("请写明保留的理由。") if chosen else _("没有选中任何意见。"))
        return redirect(request.path)
    outcomes = decide_alike_in(
        issue=issue,
        code=code,
        chosen=chosen,
        deed=deed,
        by=member(request),
        reason=reason,
    )
    _tell(request, outcomes)
    return redirect("desk:issue_findings", issue_id=issue.pk)


def _tell(request: HttpRequest, outcomes: list[Outcome]) -> None:
    done = [one for one in outcomes if one.done]
    said = {"n": sum(one.done for one in done), "documents": len(done)}
    if done:
        messages.success(request, _("已处理 %(n)d 条，涉及 %(documents)d 份公文。") % said)
    for one in outcomes:
        title = one.document.title if one.document else _("整期")
        if one.refused:
            messages.warning(request, format_html("{}：{}", shown(title), shown(one.refused)))
        elif one.left:
            messages.warning(request, _("%(title)s：有 %(n)d 条没有处理。") % {"title": title, "n": one.left})


@require_POST
@for_roles(Role.EDITOR, Role.REVIEWER)
def issue_proofread(request: HttpRequest, issue_id: int) -> HttpResponse:
    """Runs the proofreader over every draft of the issue."""
    issue = get_object_or_404(GazetteIssue, pk=issue_id)
    done = proofread_issue(issue=issue, by=member(request))
    messages.success(
        request, _("校对完毕：新增 %(made)d 条，消除 %(gone)d 条。") % {"made": done.made, "gone": done.gone}
    )
    return redirect("desk:issue_findings", issue_id=issue.pk)
