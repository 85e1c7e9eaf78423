"""An issue on its way to the press: its deeds, and where each of its documents stands."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gazette.models import GazetteIssue
from gazette.views.desk.access import EDITORIAL, for_roles
from gazette.views.desk.workflow.history import moves_of_issue
from policies.models import PolicyDocument
from policies.services.workflow.steps import standing_name


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def issue_press(request: HttpRequest, issue_id: int) -> HttpResponse:
    issue = get_object_or_404(GazetteIssue.objects.select_related("gazette"), pk=issue_id)
    documents = PolicyDocument.objects.filter(promulgations__issue=issue).order_by("promulgations__position")
    rows = [(one, standing_name(one)) for one in documents.prefetch_related("drafts", "numbers")]
    context = {"issue": issue, "rows": rows, "moves": moves_of_issue(issue)}
    return render(request, "gazette/desk/issue_press.html", context)
