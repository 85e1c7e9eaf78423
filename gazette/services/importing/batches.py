"""Takes many files in together: stores them, says how their names were understood, hands them to the queue, tries failed ones again."""

import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from django.core.files.base import File
from django.db import transaction

from gazette.models import ImportBatch, ImportJob, JobKind, JobState
from gazette.reading.archive_names import ArchivedIssue, NameDoubt, understand
from gazette.services.importing.jobs import submit_source
from gazette.services.importing.unpacking import Opener, UnpackingError
from gazette.services.storing import store_source
from policies.grammar.said import phrasing_of, said
from policies.models import SourceFile, User
from policies.services.binding import BindingError, bind_pages

Row = dict[str, Any]

WHY = {
    NameDoubt.DATE: said("文件名像日期，看不出期号"),
    NameDoubt.UNCLEAR: said("文件名看不出年份和期号"),
    NameDoubt.FORMAT: said("不是可以识读的格式"),
    NameDoubt.IMAGE: said("单张图片，文件夹名看不出年份和期号"),
    NameDoubt.DOUBLE: said("与另一个文件同年同期"),
}
# What is not handed to the queue. A file whose name alone is unclear may still say its number in its masthead.
_LEFT_OUT = (NameDoubt.FORMAT, NameDoubt.IMAGE, NameDoubt.DOUBLE)
FAILED_STATES = (JobState.FAILED, JobState.QUARANTINED)


def plan_batch(
    *,
    name: str,
    files: Mapping[str, Opener],
    by: User | None,
    kind: JobKind = JobKind.ISSUE,
    gazette_code: str = "",
    publish: bool = False,
) -> ImportBatch:
    """Stores the files and keeps with the batch how each was understood; nothing is read yet. Raises `StorageError`."""
    rows = [_stored(row, files, by) for row in planned(list(files), kind=kind)]
    report = {"kind": kind.value, "gazette": gazette_code, "publish": publish, "rows": rows}
    return ImportBatch.objects.create(name=name[:255] or "成批导入", requested_by=by, report=report)


def planned(names: Sequence[str], *, kind: JobKind) -> list[Row]:
    """How each file was understood, without looking into any: for a dry run."""
    found = understand(names)
    return [_row(one, kind) for one in found]


def _row(one: ArchivedIssue, kind: JobKind) -> Row:
    doubt = one.doubt
    if kind == JobKind.DOCUMENT:  # a letter says itself what it is
        doubt = doubt if doubt == NameDoubt.FORMAT else NameDoubt.NONE
        return {"name": one.name, "files": list(one.files), "doubt": doubt.value, **_why(WHY.get(doubt, ""))}
    return {
        "name": one.name,
        "files": list(one.files),
        "year": one.year,
        "number": one.number,
        "supplement": one.supplement,
        "doubt": doubt.value,
        **_why(WHY.get(doubt, "")),
    }


def _why(words: str) -> Row:
    return {"why": words, "phrasing": phrasing_of(words)}


def _stored(row: Row, files: Mapping[str, Opener], by: User | None) -> Row:
    if row["doubt"] in _LEFT_OUT:
        return row
    try:
        source = _store(row["files"], files, by)
    except (BindingError, UnpackingError, OSError) as error:
        told = said("读不了这个文件") if isinstance(error, OSError) else error.args[0]
        return row | {"doubt": "broken"} | _why(told)
    return row | {"source": source.pk}


def _store(names: Sequence[str], files: Mapping[str, Opener], by: User | None) -> SourceFile:
    if len(names) == 1:
        with files[names[0]]() as stream:
            return store_source(
                file=File(stream, name=PurePosixPath(names[0]).name), name=PurePosixPath(names[0]).name, by=by
            )[0]
    with tempfile.TemporaryFile() as bound:
        bind_pages(pictures=[(name, files[name]) for name in names], target=bound)
        folder = PurePosixPath(names[0]).parent.name
        return store_source(file=File(bound, name=f"{folder}.pdf"), name=f"{folder}（{len(names)} 页图像）.pdf", by=by)[
            0
        ]


@transaction.atomic
def start_batch(*, batch: ImportBatch, by: User | None) -> int:
    """Hands every stored file that was not handed in yet to the queue; how many. A file that this reader has brought in
    already with the same request is not read again, but counted as known."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    report, started = dict(batch.report), 0
    sources = SourceFile.objects.in_bulk([row["source"] for row in report["rows"] if row.get("source")])
    for row in report["rows"]:
        if "job" in row or not row.get("source"):
            continue
        job, new = _submit(batch, row, sources[row["source"]], by)
        row["job"], row["known"] = job.pk, not new
        started += new
    batch.report = report
    batch.save(update_fields=["report"])
    return started


def _submit(batch: ImportBatch, row: Row, source: SourceFile, by: User | None) -> tuple[ImportJob, bool]:
    asked = {
        "kind": JobKind(batch.report["kind"]),
        "gazette_code": batch.report["gazette"],
        "publish": batch.report["publish"],
        "year": row.get("year"),
        "number": row.get("number"),
    }
    ended = ImportJob.objects.filter(source=source, state__in=(JobState.DONE, JobState.NEEDS_REVIEW), **asked)
    known = ended.order_by("-pk").first()
    return (known, False) if known else (submit_source(source=source, by=by, batch=batch, **asked), True)


@transaction.atomic
def retry_failed(*, batch: ImportBatch, by: User | None) -> int:
    """Hands in again what failed or was set aside; how many. The failed jobs stay as they ended."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    report = dict(batch.report)
    failed = (
        ImportJob.objects.filter(pk__in=job_keys(batch), state__in=FAILED_STATES).select_related("source").in_bulk()
    )
    for row in report["rows"]:
        before = failed.get(row.get("job"))
        if before:
            row["job"] = _submit(batch, row, before.source, by)[0].pk
    batch.report = report
    batch.save(update_fields=["report"])
    return len(failed)


def job_keys(batch: ImportBatch) -> list[int]:
    """The keys of the jobs that stand for the batch's files now, in the order of its files."""
    return [row["job"] for row in batch.report.get("rows", ()) if "job" in row]


def counts(batch: ImportBatch) -> dict[str, int]:
    """How many of the batch's jobs stand in each state."""
    states = ImportJob.objects.filter(pk__in=job_keys(batch)).values_list("state", flat=True)
    return dict(Counter(states))
