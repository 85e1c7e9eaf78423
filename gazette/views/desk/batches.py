"""Files that were handed in together: how their names were understood, how their jobs stand, and what the archive lacks."""

import csv
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gazette.models import ImportBatch, ImportJob, JobKind, JobState
from gazette.services.importing.batches import FAILED_STATES, counts, retry_failed, start_batch
from gazette.services.importing.gaps import report_of
from gazette.views.desk.access import EDITORIAL, for_roles, holds, is_limited, member
from policies.grammar.said import said_again
from policies.models import Role
from policies.speaking import spoken

_PER_PAGE = 50
_MOVING = (JobState.QUEUED, JobState.RUNNING)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def batch_list(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    batches = ImportBatch.objects.select_related("requested_by")
    if is_limited(request):
        batches = batches.filter(requested_by=member(request))
    page = Paginator(batches, 30).get_page(request.GET.get("page"))
    return render(request, "gazette/desk/batch_list.html", {"page": page})


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def batch_detail(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Progress, failures with their reasons, and the report of gaps."""
    batch = get_object_or_404(ImportBatch.objects.select_related("requested_by"), pk=batch_id)
    rows = batch.report.get("rows", [])
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("page"))
    keys = [row["job"] for row in page if "job" in row]
    jobs = ImportJob.objects.in_bulk(keys)
    states = counts(batch)
    is_archive = batch.report.get("kind", JobKind.ISSUE) == JobKind.ISSUE
    context = {
        "batch": batch,
        "page": page,
        "lines": [_line(row, jobs.get(row.get("job"))) for row in page],
        "states": [(JobState(state), number) for state, number in sorted(states.items())],
        "waiting": sum("source" in row and "job" not in row for row in rows),
        "left_out": sum("source" not in row for row in rows),
        "failed": sum(states.get(state, 0) for state in FAILED_STATES),
        "moving": any(states.get(state) for state in _MOVING),
        "may_submit": holds(request, Role.EDITOR),
        "is_archive": is_archive,
        "report": report_of(batch=batch),
    }
    return render(request, "gazette/desk/batch_detail.html", context)


def _line(row: dict[str, Any], job: ImportJob | None) -> dict[str, Any]:
    why = said_again(row["why"], row.get("phrasing", {}))
    return row | {"job": job, "pages": len(row["files"]), "why": why}


@require_POST
@for_roles(Role.EDITOR)
def batch_start(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Hands the batch's files to the queue."""
    batch = get_object_or_404(ImportBatch, pk=batch_id)
    started = start_batch(batch=batch, by=member(request))
    messages.success(request, _("已提交 %(count)s 个文件。") % {"count": started})
    return redirect("desk:batch_detail", batch_id=batch.pk)


@require_POST
@for_roles(Role.EDITOR)
def batch_retry(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Tries once more what failed."""
    batch = get_object_or_404(ImportBatch, pk=batch_id)
    again = retry_failed(batch=batch, by=member(request))
    messages.success(request, _("已重新提交 %(count)s 个文件。") % {"count": again})
    return redirect("desk:batch_detail", batch_id=batch.pk)


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def batch_report(request: HttpRequest, batch_id: int, form: str) -> HttpResponse:
    """The report of gaps as JSON or CSV."""
    if form not in ("csv", "json"):
        raise Http404
    report = report_of(batch=get_object_or_404(ImportBatch, pk=batch_id))
    if form == "json":
        return JsonResponse(report.as_json(), json_dumps_params={"ensure_ascii": False})
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="batch-{batch_id}.csv"'
    answer.write("\ufeff")  # spreadsheets take it for another encoding without
    sheet = csv.writer(answer)
    sheet.writerow([_("类别"), pgettext("在文中", "位置"), _("内容")])
    sheet.writerows([_shielded(spoken(cell)) for cell in row] for row in report.rows())
    return answer


def _shielded(cell: str) -> str:
    """A file's name must not become a formula in somebody's spreadsheet."""
    return f"'{cell}" if cell[:1] in "=+-@\t\r" and not cell.isdigit() else cell
