"""The desk's first page, and the publishing of a draft issue."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gazette.models import GazetteIssue, ImportJob, IssueState
from gazette.services.publishing import NotPublishableError
from gazette.services.workflow.passing import release_issue
from gazette.views.desk.access import EDITORIAL, for_roles
from policies.models import Role
from policies.services.workflow.errors import WorkflowError


@never_cache
@require_GET
@for_roles(*Role)
def desk_home(request: HttpRequest) -> HttpResponse:
    """What waits: drafts, and the newest jobs."""
    drafts = (
        GazetteIssue.objects.filter(state=IssueState.DRAFT)
        .select_related("gazette")
        .newest_first()
        .prefetch_related("jobs")[:20]
    )
    jobs = ImportJob.objects.select_related("source").order_by("-pk")[:8]
    editorial = bool({role.value for role in EDITORIAL} & request.desk_roles)  # type: ignore[attr-defined]
    context = {"drafts": drafts if editorial else [], "jobs": jobs if editorial else [], "editorial": editorial}
    return render(request, "gazette/desk/desk_home.html", context)


@require_POST
@for_roles(Role.PUBLISHER)
def issue_publish(request: HttpRequest, issue_id: int) -> HttpResponse:
    """Publishes a signed issue and leads back to the job it came from, or to the desk."""
    issue = get_object_or_404(GazetteIssue, pk=issue_id)
    try:
        release_issue(issue=issue, on=timezone.localdate(), by=request.user)  # type: ignore[arg-type]
    except (NotPublishableError, WorkflowError) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("《%s》已发布。") % issue)
    job = issue.jobs.order_by("-pk").first()
    return redirect("desk:import_detail", job_id=job.pk) if job else redirect("desk:desk_home")
