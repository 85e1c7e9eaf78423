"""All findings of an issue on one list, to be looked through and dealt with."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gazette.models import GazetteIssue
from gazette.services.proofreading import findings_in, proofread_issue
from gazette.views.desk.access import EDITORIAL, for_roles
from policies.models import FindingState, Role
from policies.services.proofreading.showing import name_of, show_in_list

_PER_PAGE = 50


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
    context = {
        "issue": issue,
        "page": page,
        "shown": show_in_list(findings=page, user=request.user),  # type: ignore[arg-type]
        "state": state,
        "states": FindingState.choices,
        "code": code,
        "kinds": kinds,
        "back": request.get_full_path(),
        "may_proofread": bool({Role.EDITOR.value, Role.REVIEWER.value} & request.desk_roles),  # type: ignore[attr-defined]
    }
    return render(request, "gazette/desk/issue_findings.html", context)


@require_POST
@for_roles(Role.EDITOR, Role.REVIEWER)
def issue_proofread(request: HttpRequest, issue_id: int) -> HttpResponse:
    """Runs the proofreader over every draft of the issue."""
    issue = get_object_or_404(GazetteIssue, pk=issue_id)
    done = proofread_issue(issue=issue, by=request.user)  # type: ignore[arg-type]
    messages.success(
        request, _("校对完毕：新增 %(made)d 条，消除 %(gone)d 条。") % {"made": done.made, "gone": done.gone}
    )
    return redirect("desk:issue_findings", issue_id=issue.pk)
