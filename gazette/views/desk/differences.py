"""How a newer reading differs from what stands: shown document by document, and what is decided about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gazette.models import ImportJob, IssueState, Reading
from gazette.services.rereading.deciding import DecisionError, entry_of, keep_ours, stamp_of, take_part, take_reading
from gazette.services.rereading.standing import ISSUE, keys_of
from gazette.services.rereading.versus import letters_of, versus
from gazette.views.desk.access import EDITORIAL, for_roles, holds, member
from gazette.views.desk.doing import tell
from policies.grammar.said import said
from policies.models import PolicyDocument, Role
from policies.speaking import shown
from policies.typesetting.differences.document import document_difference


@never_cache
@require_GET
@for_roles(*EDITORIAL)
def import_difference(request: HttpRequest, job_id: int) -> HttpResponse:
    """What differs, the document asked for (?of=new/3) or the first that waits, and the forms to decide."""
    job, reading = _found(job_id)
    decisions = {one.key: one for one in reading.decisions.select_related("by")}
    entries = _entries(reading)
    chosen = _chosen(request.GET.get("of", ""), entries, decisions)
    decided = reading.applied or "" in decisions
    # A letter has its own page at the desk: here its readings are only set side by side.
    editor = holds(request, Role.EDITOR)
    may_decide = editor and not decided and reading.issue_id is not None
    context = {
        "job": job,
        "reading": reading,
        "entries": [(one, decisions.get(one["key"])) for one in entries],
        "parts": _parts(reading),
        "parts_decision": decisions.get(ISSUE),
        "chosen": chosen,
        "chosen_decision": decisions.get(chosen["key"]) if chosen else None,
        "shown": document_difference(**versus(reading=reading, entry=chosen)) if chosen else None,
        "decisions": decisions.values(),
        "decided": decided,
        "may_decide": may_decide,
        "may_take": may_decide and bool(job.issue and job.issue.state == IssueState.DRAFT),
        "stamp": stamp_of(reading=reading, key=""),
        "parts_stamp": stamp_of(reading=reading, key=ISSUE),
        "chosen_stamp": stamp_of(reading=reading, key=chosen["key"]) if chosen else "",
    }
    return render(request, "gazette/desk/import_difference.html", context)


def _found(job_id: int) -> tuple[ImportJob, Reading]:
    jobs = ImportJob.objects.select_related("source", "issue__gazette", "reading")
    job = get_object_or_404(jobs.defer("reading__data"), pk=job_id)
    if job.reading is None or not (job.reading.issue_id or job.reading.document_id):
        raise Http404
    return job, job.reading


def _entries(reading: Reading) -> list[dict[str, Any]]:
    if reading.issue_id is None:
        return letters_of(reading)
    return [one for key in keys_of(reading.difference) if (one := entry_of(reading.difference, key))]


def _chosen(asked: str, entries: list[dict[str, Any]], decisions: dict[str, Any]) -> dict[str, Any] | None:
    named = (one for one in entries if one["key"] == asked)
    waiting = (one for one in entries if one["key"] not in decisions)
    return next(named, None) or next(waiting, None) or next(iter(entries), None)


def _parts(reading: Reading) -> list[str]:
    named = {"masthead": _("报头"), "contents": _("目录"), "chronicle": _("大事记")}
    return [label for name, label in named.items() if reading.difference.get(name)]


@require_POST
@for_roles(Role.EDITOR)
def difference_take_all(request: HttpRequest, job_id: int) -> HttpResponse:
    """Takes the whole newer reading."""
    _job, reading = _found(job_id)
    return _answer(request, job_id, _("已改用新的识读。"), lambda: take_reading(reading=reading, **_by(request)))


@require_POST
@for_roles(Role.EDITOR)
def difference_take(request: HttpRequest, job_id: int) -> HttpResponse:
    """Takes one document, or the issue's own parts: POST `of`."""
    _job, reading = _found(job_id)
    key = request.POST.get("of", "")[:40] or "-"
    return _answer(
        request, job_id, _("这一部分已改用新的识读。"), lambda: take_part(reading=reading, key=key, **_by(request))
    )


@require_POST
@for_roles(Role.EDITOR)
def difference_keep(request: HttpRequest, job_id: int) -> HttpResponse:
    """Keeps what stands, of one document or (without `of`) of all that is undecided: POST `reason`."""
    _job, reading = _found(job_id)
    key, reason = request.POST.get("of", "")[:40], request.POST.get("reason", "")[:2000]
    return _answer(
        request,
        job_id,
        _("已保留现有记录。"),
        lambda: keep_ours(reading=reading, key=key, reason=reason, **_by(request)),
    )


def _by(request: HttpRequest) -> dict[str, Any]:
    return {"stamp": request.POST.get("stamp", ""), "by": member(request)}


def _answer(
    request: HttpRequest, job_id: int, done: str, deed: Callable[[], list[PolicyDocument] | None]
) -> HttpResponse:
    taken = tell(request, deed, DecisionError, said=done)
    for document in (taken.result if taken else None) or ():
        told = said(
            "新的识读里没有《{title}》，但已有编辑的内容：已移出本期，文稿仍在公文列表里。", title=document.title
        )
        messages.warning(request, shown(told))
    return redirect("desk:import_difference", job_id=job_id)
