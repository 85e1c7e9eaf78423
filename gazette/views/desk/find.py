"""The desk's own search box: documents and issues in any state, by title, number or a part of either."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gazette.services.looking import documents_like, issues_like
from gazette.services.reach import issues_within_reach
from gazette.views.desk.access import EDITORIAL, for_roles, member
from policies.services.workflow.permission import readable, staff_of

MOST = 40
_SHOWN = ("numbers", "promulgations__issue__gazette")


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def find(request: HttpRequest) -> HttpResponse:
    """`q` as typed; the only one found is opened at once."""
    typed = request.GET.get("q", "").replace("\0", "").strip()[:200]
    staff = staff_of(member(request))
    found = documents_like(typed).filter(pk__in=readable(staff=staff))
    documents = list(found.prefetch_related(*_SHOWN)[:MOST]) if typed else []
    issues = list(issues_like(typed).filter(pk__in=issues_within_reach(staff=staff))[:MOST]) if typed else []
    if len(documents) == 1 and not issues:
        return redirect("desk:document_detail", document_id=documents[0].pk)
    if len(issues) == 1 and not documents:
        return redirect("desk:issue_detail", issue_id=issues[0].pk)
    context = {
        "desk_query": typed,
        "documents": documents,
        "issues": issues,
        "most": MOST,
    }
    return render(request, "gazette/desk/find.html", context)
