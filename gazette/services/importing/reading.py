"""Has a stored file read in a process apart, within limits, and keeps what it yields: the record, its pages and pictures."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction

from gazette.models import JobKind, Reading
from gazette.reading.handover import picture_file, take_record
from gazette.services.importing.reader import reader_version
from policies.grammar.said import joined, said
from policies.models import SourceFile, SourcePage
from policies.services.converting import ConversionError, convert_to_docx, needs_conversion
from policies.services.pictures import keep, picture_name
from policies.services.sandbox.errors import SandboxError
from policies.services.sandbox.running import Limits, Outcome, own_folder, run_module

log = structlog.get_logger(__name__)

Progress = Callable[[int, int], None]  # pages read, pages in all
_KEPT = said("原件已保留。")


class UnreadableError(Exception):
    """The file yields no record; the message says why and what to do."""


class ReaderFaultError(Exception):
    """The reader itself failed; `args[0]` is what it left in its log."""


def reading_of(*, source: SourceFile, kind: JobKind, progress: Progress) -> Reading:
    """The stored reading of this reader version, or a new one. A reading is kept even when its records are refused.

    Raises `UnreadableError` and `SourceError` for what the file is, `ReaderFaultError` for what the reader is.
    """
    known = Reading.objects.filter(source=source, kind=kind, reader_version=reader_version()).first()
    if known:
        return known
    if source.size > settings.IMPORT_MAX_BYTES:
        size, limit = source.size / 1_000_000, settings.IMPORT_MAX_BYTES // 1_000_000
        raise UnreadableError(
            said(
                "文件有 {size} MB，超过 {limit} MB 的上限，没有识读。原件已保留。请拆分后重新提交。",
                size=round(size),
                limit=limit,
            )
        )
    with own_folder() as folder:
        _copy(source, folder / "source")
        _convert(folder)
        _read(source, kind, folder, progress)
        data = take_record(folder)
        return _keep(source, kind, folder, data)


def limits() -> Limits:
    """What one file may use; docs/operating.md describes the settings."""
    return Limits(
        memory=settings.READ_MEMORY_MB * 1_000_000,
        cpu_seconds=settings.READ_CPU_SECONDS,
        wall_seconds=settings.READ_WALL_SECONDS,
        page_seconds=settings.READ_PAGE_SECONDS,
        most_seconds=settings.READ_MOST_SECONDS,
    )


def _copy(source: SourceFile, target: Path) -> None:
    """The child sees nothing but its folder."""
    try:
        with source.file.open("rb") as stored, target.open("wb") as copy:
            shutil.copyfileobj(stored, copy, 1 << 20)
    except OSError as error:
        raise UnreadableError(said("原件在存储中读不出来；请联系系统管理员，或重新上传同一文件。")) from error


def _convert(folder: Path) -> None:
    """Only LibreOffice can open the old formats of Word and WPS; the original is kept as it came."""
    path = folder / "source"
    if not needs_conversion(path):
        return
    try:
        convert_to_docx(path=path, folder=folder, limits=limits())
    except ConversionError as error:
        raise UnreadableError(joined((error.args[0], _KEPT))) from error


def _read(source: SourceFile, kind: JobKind, folder: Path, progress: Progress) -> None:
    pages = str(settings.READ_MOST_PAGES)
    asked = ("source", ".", "--kind", kind.value, f"--name={source.name}", "--most-pages", pages)
    try:
        outcome = run_module("gazette.reading", *asked, limits=limits(), folder=folder, progress=progress)
    except SandboxError as error:
        _note(source, error.outcome, ended=error.code)
        raise UnreadableError(joined((error.args[0], _KEPT))) from error
    _note(source, outcome, ended="itself" if outcome.code == 0 else "error")
    if outcome.code:
        raise ReaderFaultError(outcome.complaint)


def _note(source: SourceFile, outcome: Outcome, *, ended: str) -> None:
    log.info(
        "file_read",
        source=source.pk,
        ended=ended,
        seconds=round(outcome.seconds, 2),
        peak_mb=outcome.peak // 1_000_000,
        complaint=outcome.complaint[-2000:],
    )


def _keep(source: SourceFile, kind: JobKind, folder: Path, data: dict[str, Any]) -> Reading:
    version = reader_version()
    for one in data.get("pictures", ()):
        name = picture_name(source=source, reader_version=version, number=one["number"], media_type=one["media_type"])
        keep(name=name, file=picture_file(folder, one["number"]))
    with transaction.atomic():
        _keep_pages(source, data)
        reading, _ = Reading.objects.get_or_create(
            source=source,
            kind=kind,
            reader_version=version,
            defaults={"data": data, "kept_share": data.get("kept_share", 0.0)},
        )
    return reading


def _keep_pages(source: SourceFile, data: dict[str, Any]) -> None:
    """Pages as the newest reading saw them; a page keeps the picture that was drawn of it."""
    fields = ("width", "height", "recognised")
    pages = [
        SourcePage(
            source=source, **{"recognised": False} | {name: one[name] for name in ("number", *fields) if name in one}
        )
        for one in data.get("pages", ())
    ]
    SourcePage.objects.bulk_create(
        pages, update_conflicts=True, unique_fields=["source", "number"], update_fields=fields, batch_size=1000
    )
    source.format = data.get("format", "text")
    source.save(update_fields=["format"])
