"""The publishing of a draft issue."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gazette.models import GazetteIssue
from gazette.services.publishing import NotPublishableError
from gazette.services.workflow.passing import release_issue
from gazette.views.desk.access import for_roles, member
from policies.models import Role
from policies.services.workflow.errors import WorkflowError
from policies.speaking import shown


@require_POST
@for_roles(Role.PUBLISHER)
def issue_publish(request: HttpRequest, issue_id: int) -> HttpResponse:
    """Publishes a signed issue and leads back to the job it came from, or to the desk."""
    issue = get_object_or_404(GazetteIssue, pk=issue_id)
    try:
        release_issue(issue=issue, on=timezone.localdate(), by=member(request))
    except (NotPublishableError, WorkflowError) as error:
        messages.error(request, shown(error))
    else:
        messages.success(request, _("《%s》已发布。") % issue)
    job = issue.jobs.order_by("-pk").first()
    return redirect("desk:import_detail", job_id=job.pk) if job else redirect("desk:desk_home")
