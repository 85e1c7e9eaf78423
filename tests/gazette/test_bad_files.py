"""What bad input gets: a clear message, the original kept, nothing half-published."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from gazette.models import GazetteIssue, ImportJob, JobState
from policies.models import PolicyDocument
from tests.gazette.imports import bring_in, bring_in_record
from tests.readings import read_document, read_issue

pytestmark = pytest.mark.django_db(transaction=True)

LETTER = "亲爱的朋友：\n今天天气很好，我们去河边散步。\n" * 20


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "空的"),
        (b" \r\n\t", "空的"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (bytes(range(256)) * 40, ""),
        (b"\x00\x01\x02\x03" * 5000, ""),
        ("安澜市人民政府公报".encode("shift_jis", errors="ignore") * 50, ""),
        (LETTER.encode(), "没有从文件中认出任何公文"),
    ],
    ids=["empty", "blank", "pdf", "all-bytes", "zeros", "wrong-encoding", "letter"],
)
def test_what_is_no_gazette_fails_with_a_message(data: bytes, said: str) -> None:
    job = bring_in(data, publish=True)
    assert job.state == JobState.FAILED
    assert said in job.message
    assert job.message
    assert "Error" not in job.message
    assert default_storage.exists(job.source.file.name)
    assert not GazetteIssue.objects.exists()
    assert not PolicyDocument.objects.exists()


def test_what_is_too_large_is_kept_and_not_read(settings) -> None:
    settings.IMPORT_MAX_BYTES = 10_000_000
    job = bring_in(b"a" * 10_000_001)
    assert job.state == JobState.FAILED
    assert "上限" in job.message
    assert default_storage.exists(job.source.file.name)


@pytest.mark.parametrize("cut", [0.05, 0.3, 0.6, 0.9])
def test_a_cut_file_is_never_published_as_whole(sample: bytes, cut: float) -> None:
    job = bring_in(sample[: int(len(sample) * cut) + 1], year=2024, number=3, gazette_code="anlan")
    assert job.state in (JobState.FAILED, JobState.NEEDS_REVIEW, JobState.DONE)
    assert "程序出错" not in job.message
    assert not PolicyDocument.objects.filter(state="published").exists()


def test_a_file_cut_in_half_is_held_back_from_archive_loading(sample: bytes) -> None:
    job = bring_in(sample[: len(sample) // 3], publish=True, year=2024, number=3, gazette_code="anlan")
    assert job.state == JobState.NEEDS_REVIEW, job.message
    assert "不完整" in job.message
    assert GazetteIssue.objects.get().state == "draft"


def test_the_same_number_twice_is_for_a_person_to_see() -> None:
    twice = read_issue(read_document(), read_document(title="另一件"))
    job = bring_in_record(twice)
    assert job.state == JobState.NEEDS_REVIEW
    assert "安政发〔2024〕7号" in job.message
    assert PolicyDocument.objects.filter(state="draft").count() == 2


def test_a_source_that_vanished_is_told(media: Path) -> None:
    job = bring_in(b"x")
    default_storage.delete(job.source.file.name)
    ImportJob.objects.all().delete()
    again = bring_in(b"x")
    assert again.state == JobState.FAILED
    assert default_storage.exists(again.source.file.name)
