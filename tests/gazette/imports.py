"""Shortcuts for import tests: hand bytes in, run the job in this process, look at the row."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from gazette.models import ChronicleEntry, ContentsEntry, GazetteIssue, ImportJob, Promulgation, Reading
from gazette.reading.records import IssueRecord
from gazette.services.importing.jobs import submit_file
from gazette.services.importing.reader import reader_version
from gazette.services.importing.running import run_import
from policies.models import (
    Citation,
    DocumentEvent,
    DocumentNumber,
    Evidence,
    Finding,
    Organ,
    PolicyDocument,
    Provision,
    TableRow,
    Version,
)
from policies.reading.codec import to_json
from projects.models import ProjectRow

TODAY = date(2026, 11, 22)
RECORDS = (
    GazetteIssue,
    ContentsEntry,
    Promulgation,
    ChronicleEntry,
    PolicyDocument,
    DocumentNumber,
    Version,
    Provision,
    TableRow,
    ProjectRow,
    Citation,
    Evidence,
    Finding,
    DocumentEvent,
    Organ,
    Reading,
)


def hand_in(data: bytes, *, name: str = "公报.txt", by: Any = None, **request: Any) -> ImportJob:
    return submit_file(file=ContentFile(data), name=name, by=by, **request)


def bring_in(data: bytes, **request: Any) -> ImportJob:
    """Hand in and run to the end."""
    job = hand_in(data, **request)
    run_import(job_id=job.pk, on=TODAY)
    job.refresh_from_db()
    return job


def bring_in_record(record: IssueRecord, **request: Any) -> ImportJob:
    """As if the reader had read this record from a file of its own."""
    job = hand_in(repr(record).encode(), **request)
    Reading.objects.create(
        source=job.source, reader_version=reader_version(), data=to_json(record), kept_share=record.kept_share
    )
    run_import(job_id=job.pk, on=TODAY)
    job.refresh_from_db()
    return job


def counted() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in RECORDS}
