"""Handing files in, watching their jobs, and reading what the import found."""

from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gazette.drafting.deeds import IssueDeed
from gazette.forms.imports import ImportForm
from gazette.models import ImportBatch, ImportJob, JobState
from gazette.services.importing.batches import plan_batch, start_batch
from gazette.services.importing.jobs import submit_file
from gazette.services.importing.retrying import RETRYABLE, RetryError, is_outdated, read_again, retry_job
from gazette.services.importing.unpacking import UnpackingError
from gazette.services.storing import StorageError
from gazette.services.workflow.permission import may_with_issue
from gazette.uploads import TOO_LARGE, handed_in, is_zip, refused_uploads
from gazette.views.desk.access import EDITORIAL, for_roles, holds, is_limited, member
from gazette.views.desk.doing import tell
from policies.models import Finding, Role
from policies.speaking import marked, shown

_MOVING = (JobState.QUEUED, JobState.RUNNING)
_PER_PAGE = 30
_FINDINGS_SHOWN = 500


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(*EDITORIAL)
def import_list(request: HttpRequest) -> HttpResponse:
    """The newest jobs first; editors hand files in here."""
    may_submit = holds(request, Role.EDITOR) and not is_limited(request)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ImportForm(*sent) if may_submit else None
    status = 200
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        status = _take(request, form)
        if status == 302:
            batch = getattr(request, "batch", None)
            return redirect("desk:batch_detail", batch_id=batch.pk) if batch else redirect("desk:import_list")
    jobs = jobs_within_reach(request).select_related("source", "issue__gazette", "requested_by").order_by("-pk")
    page = Paginator(jobs, _PER_PAGE).get_page(request.GET.get("page"))
    moving = any(job.state in _MOVING for job in page)
    context = {"form": form, "page": page, "moving": moving}
    return render(request, "gazette/desk/import_list.html", context, status=status)


def _take(request: HttpRequest, form: ImportForm) -> int:
    """Hands in what came; the answer's status: 302 when something was taken, else what was wrong."""
    refused = refused_uploads(request)
    for name, why in refused:
        text = _("《%s》超过上传上限，没有接收。") if why == TOO_LARGE else _("《%s》没有接收：磁盘空间不足。")
        messages.error(request, text % name)
    if refused and not request.FILES:
        form.errors.pop("texts", None)
        return 413 if refused[0][1] == TOO_LARGE else 507
    if not form.is_valid():
        return 422
    files = form.cleaned_data["texts"]
    if len(files) > 1 or is_zip(files[0]):
        return 302 if _submit_batch(request, files, form.cleaned_data) else 422
    return 302 if _submit(request, files[0], form.cleaned_data) else 507


def _submit_batch(request: HttpRequest, files: "list[UploadedFile[Any]]", asked: dict[str, Any]) -> ImportBatch | None:
    """Many files, or a zip of them: a zip's names are shown before anything is read, files begin at once."""
    packed = any(is_zip(one) for one in files)
    try:
        with ExitStack() as stack:
            batch = plan_batch(
                name=files[0].name or "",
                files=handed_in(files, stack),
                by=member(request),
                kind=asked["kind"],
                gazette_code=asked["gazette"].code if asked["gazette"] else "",
            )
    except (StorageError, UnpackingError) as error:
        messages.error(request, shown(error))
        return None
    if not packed:
        start_batch(batch=batch, by=member(request))
    request.batch = batch  # type: ignore[attr-defined]
    return batch


def _submit(request: HttpRequest, file: "UploadedFile[Any]", asked: dict[str, Any]) -> bool:
    try:
        submit_file(
            file=file,
            name=file.name or "",
            by=member(request),
            gazette_code=asked["gazette"].code if asked["gazette"] else "",
            year=asked["year"],
            number=asked["number"],
            kind=asked["kind"],
        )
    except StorageError as error:
        messages.error(request, format_html("{}：{}", marked(file.name or ""), shown(error)))
        return False
    return True


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def import_detail(request: HttpRequest, job_id: int) -> HttpResponse:
    """One job: how it stands, what was found, and how a second reading differs."""
    jobs = ImportJob.objects.select_related("source", "issue__gazette", "document", "requested_by", "reading")
    job = get_object_or_404(jobs, pk=job_id)
    found = (
        Finding.objects.filter(readings=job.reading) if job.reading and job.reading.applied else Finding.objects.none()
    )
    may_publish = job.issue is not None and may_with_issue(
        user=member(request),
        deed=IssueDeed.PUBLISH,
        issue=job.issue,
    )
    editor = holds(request, Role.EDITOR)
    context = {
        "job": job,
        "moving": job.state in _MOVING,
        "findings": found.select_related("document").order_by("document_id", "pk")[:_FINDINGS_SHOWN],
        "findings_count": found.count(),
        "difference": job.reading.difference if job.reading else {},
        "may_retry": editor and job.state in RETRYABLE,
        "may_read_again": editor and job.state not in _MOVING and is_outdated(job),
        "may_publish": may_publish,
        "printed": job.issue.promulgations.select_related("document")
        .prefetch_related("document__numbers")
        .annotate(figures=Count("document__versions__figures"))
        .order_by("position")  # counting drops the model's own order
        if job.issue
        else [],
    }
    return render(request, "gazette/desk/import_detail.html", context)


@require_POST
@for_roles(Role.EDITOR)
def import_retry(request: HttpRequest, job_id: int) -> HttpResponse:
    """Hands the file of a failed job in once more, and leads to the new job."""
    return _once_more(request, job_id, retry_job)


@require_POST
@for_roles(Role.EDITOR)
def import_again(request: HttpRequest, job_id: int) -> HttpResponse:
    """Has a file read by the reader that runs now, and leads to the new job."""
    return _once_more(request, job_id, read_again)


def _once_more(request: HttpRequest, job_id: int, deed: Callable[..., ImportJob]) -> HttpResponse:
    job = get_object_or_404(ImportJob, pk=job_id)
    new = tell(request, partial(deed, job=job, by=member(request)), RetryError)
    return redirect("desk:import_detail", job_id=new.result.pk if new else job.pk)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def import_progress(request: HttpRequest) -> HttpResponse:
    """How the asked jobs stand, for the page that watches them: ?job=7&job=8."""
    keys = [int(key) for key in request.GET.getlist("job")[:100] if key.isdecimal() and len(key) < 19]
    jobs = jobs_within_reach(request).filter(pk__in=keys)
    rows = [
        {
            "id": job.pk,
            "state": job.state,
            "label": job.get_stage_display() or job.get_state_display(),
            "progress": job.progress,
            "moving": job.state in _MOVING,
            "message": shown(job.said),
        }
        for job in jobs
    ]
    return JsonResponse({"jobs": rows})


def jobs_within_reach(request: HttpRequest) -> QuerySet[ImportJob]:
    """A file of others may hold what is not public yet."""
    return ImportJob.objects.filter(requested_by=member(request)) if is_limited(request) else ImportJob.objects.all()
