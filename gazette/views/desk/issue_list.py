"""The issues at the desk, and beginning a new one."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from gazette.drafting.deeds import IssueDeed
from gazette.forms.issues import NewIssueForm
from gazette.models import Gazette, IssueState
from gazette.services.composing.beginning import begin_issue, propose_issue
from gazette.services.composing.changing import CompositionError
from gazette.services.reach import issues_within_reach
from gazette.services.workflow.permission import may_with_issue
from gazette.views.desk.access import EDITORIAL, for_roles, member
from gazette.views.desk.doing import attempt, filled
from policies.models import Finding, FindingState, Role
from policies.services.workflow.permission import staff_of

_PER_PAGE = 30


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def issue_list(request: HttpRequest) -> HttpResponse:
    """?state= draft, published or withdrawn; the newest first."""
    state = request.GET.get("state", "")
    standing = Finding.objects.filter(Q(version=None) | Q(version__current=True), state=FindingState.OPEN)
    findings = standing.filter(document__promulgations__issue=OuterRef("pk"))
    counted = findings.order_by().values("document__promulgations__issue").annotate(n=Count("pk")).values("n")
    within_reach = issues_within_reach(staff=staff_of(member(request)))
    found = within_reach.filter(state=state) if state in IssueState.values else within_reach
    found = found.select_related("gazette").annotate(
        documents=Count("promulgations"),
        open_findings=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
    )
    page = Paginator(found.newest_first(), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "state": state,
        "states": IssueState.choices,
        "may_begin": may_with_issue(user=member(request), deed=IssueDeed.BEGIN),
    }
    return render(request, "gazette/desk/issue_list.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.EDITOR)
def issue_new(request: HttpRequest) -> HttpResponse:
    """The next number is proposed; ?gazette= of which."""
    if not may_with_issue(user=member(request), deed=IssueDeed.BEGIN):
        raise PermissionDenied
    code = request.GET.get("gazette", "")
    gazette = Gazette.objects.filter(code=code).first() if code else Gazette.objects.default()
    proposal = propose_issue(gazette=gazette, on=timezone.localdate()) if gazette else None
    initial = {"gazette": gazette.code, "carry": True} if gazette else {}
    if proposal:
        initial |= {"year": proposal.year, "number": proposal.number, "total_number": proposal.total_number}
    form = filled(request, NewIssueForm, initial=initial)
    begun = attempt(form, partial(begin_issue, by=member(request), at=timezone.now()), CompositionError)
    if begun:
        messages.success(request, _("已新建《%s》。") % begun.result)
        return redirect("desk:issue_detail", issue_id=begun.result.pk)
    context = {"form": form, "proposal": proposal, "gazette": gazette, "gazettes": Gazette.objects.all()}
    return render(request, "gazette/desk/issue_new.html", context, status=422 if form.is_bound else 200)
