"""The import's review page: a page of the source beside the records that were read from it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from gazette.models import ImportJob
from gazette.typesetting.collation.review import review_of
from gazette.views.desk.access import EDITORIAL, for_roles, member
from policies.services.proofreading.showing import show_in_list

ZOOMS = (100, 150, 200, 300)  # per cent of the pane's width


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def import_review(request: HttpRequest, job_id: int) -> HttpResponse:
    """?page= of the source, ?at= the address of a record, ?zoom= in per cent."""
    jobs = ImportJob.objects.select_related("source", "issue__gazette", "document", "reading")
    job = get_object_or_404(jobs.defer("reading__data", "reading__difference"), pk=job_id)
    at = request.GET.get("at", "")[:300].replace("\x00", "")
    review = review_of(job=job, page=_number(request.GET.get("page")), at=at)
    zoom = _number(request.GET.get("zoom"))
    context = {
        "job": job,
        "review": review,
        "page_findings": show_in_list(findings=[one for one, _ in review.findings], user=member(request)),
        "back": request.get_full_path(),
        "at": at,
        "zoom": zoom if zoom in ZOOMS else ZOOMS[0],
        "zooms": ZOOMS,
    }
    return render(request, "gazette/desk/import_review.html", context)


def _number(given: str | None) -> int | None:
    return int(given) if given and given.isdecimal() and len(given) < 7 else None
