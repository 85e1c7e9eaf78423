"""An archive of past numbers: how names are understood, what is handed in, what is missing, and nothing twice."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from PIL import Image

from gazette.models import GazetteIssue, ImportBatch, ImportJob, JobKind, JobState
from gazette.services.importing.batches import counts, plan_batch, retry_failed, start_batch
from gazette.services.importing.gaps import report_of, runs
from gazette.services.importing.running import run_import
from gazette.services.importing.unpacking import UnpackingError, files_in, files_in_zip
from policies.models import PolicyDocument, SourceFile
from tests.factories import make_gazette, make_issue
from tests.gazette.imports import TODAY

pytestmark = pytest.mark.django_db(transaction=True)


def issue_text(year: int, number: int, serial: int) -> str:
    return f"""安澜市人民政府公报
{year}年第{number}期

安澜市人民政府关于加强第{serial}号水渠管理的通知
安政发〔{year}〕{serial}号

各县区人民政府：
　　请加强第{serial}号水渠的管理，遵照执行。
安澜市人民政府
{year}年{number}月3日
"""


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tmp_path = tmp_path_factory.mktemp("archive")  # not tmp_path: stored files lie there
    (tmp_path / "2019").mkdir()
    (tmp_path / "2019/01.txt").write_text(issue_text(2019, 1, 1))
    (tmp_path / "2019/03.txt").write_text(issue_text(2019, 3, 4))
    (tmp_path / "2019年第3期.txt").write_text(issue_text(2019, 3, 4) + "\n")
    (tmp_path / "说明.xlsx").write_text("x")
    (tmp_path / "2021-02.txt").write_bytes(b"\x00\x01" * 50)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_a_dry_run_says_how_names_were_understood_and_keeps_nothing(folder: Path, capsys) -> None:
    call_command("import_archive", str(folder), "--gazette", "anlan", "--dry-run")
    lines = told(capsys).splitlines()
    assert "2019/01.txt\t2019年第1期" in lines
    assert any("说明.xlsx" in line and "不是可以识读的格式" in line for line in lines)
    assert any("与另一个文件同年同期" in line for line in lines)
    assert not ImportBatch.objects.exists()
    assert not SourceFile.objects.exists()


def test_an_archive_is_loaded_once_however_often_it_is_run(folder: Path, capsys) -> None:
    with pytest.raises(SystemExit):
        call_command("import_archive", str(folder), "--gazette", "anlan", "--wait", "--publish")
    out = told(capsys)
    assert "提交 3 个，已经导入过 0 个，没有导入 2 个" in out
    assert "2019年：2 期，缺第 2 期" in out
    assert [(one.year, one.number, one.state) for one in GazetteIssue.objects.order_by("number")] == [
        (2019, 1, "published"),
        (2019, 3, "published"),
    ]
    before = PolicyDocument.objects.count()
    call_command("import_archive", str(folder), "--gazette", "anlan", "--publish")
    assert "提交 1 个，已经导入过 2 个" in told(capsys)  # what failed is tried again
    assert (PolicyDocument.objects.count(), GazetteIssue.objects.count()) == (before, 2)


def test_the_report_names_what_is_missing_double_and_unread(folder: Path) -> None:
    batch = plan_batch(name="往期", files=files_in(folder), by=None, gazette_code="anlan")
    start_batch(batch=batch, by=None)
    for job in ImportJob.objects.order_by("pk"):
        run_import(job_id=job.pk, on=TODAY)
    batch.refresh_from_db()
    report = report_of(batch=batch)
    (year,) = report.years
    assert (year.year, year.present, year.missing) == (2019, (1, 3), (2,))
    (series,) = report.series
    assert (series.series, series.year, series.last, series.missing, series.doubled) == ("安政发", 2019, 4, (2, 3), ())
    kinds = {(one.name, one.kind) for one in report.files}
    assert {("2021-02.txt", "failed"), ("说明.xlsx", "doubt"), ("2019年第3期.txt", "doubt")} <= kinds
    assert ("文号缺失", "安政发〔2019〕", "2") in set(report.rows())


def test_what_failed_is_tried_again_and_the_rest_left_alone(folder: Path) -> None:
    batch = plan_batch(name="往期", files=files_in(folder), by=None, gazette_code="anlan")
    start_batch(batch=batch, by=None)
    for job in ImportJob.objects.all():
        run_import(job_id=job.pk, on=TODAY)
    batch.refresh_from_db()
    assert counts(batch) == {JobState.DONE: 2, JobState.FAILED: 1}
    assert retry_failed(batch=batch, by=None) == 1
    batch.refresh_from_db()
    assert counts(batch) == {JobState.DONE: 2, JobState.QUEUED: 1}
    assert retry_failed(batch=batch, by=None) == 0


def test_years_between_and_dates_out_of_order_are_told() -> None:
    gazette = make_gazette(code="anlan")
    for year, number, day in ((2019, 1, "2019-02-01"), (2019, 2, "2019-01-01"), (2022, 1, None)):
        make_issue(gazette=gazette, year=year, number=number, published_on=day)
    batch = ImportBatch.objects.create(name="空", report={"gazette": "anlan", "rows": []})
    report = report_of(batch=batch)
    assert report.years_missing == (2020, 2021)
    assert report.years[0].misordered == (2,)


def test_pages_of_a_folder_become_one_source(tmp_path_factory: pytest.TempPathFactory) -> None:
    tmp_path = tmp_path_factory.mktemp("scans")
    (tmp_path / "2019-03").mkdir()
    for n in (1, 2, 10):
        Image.new("L", (200, 300), 255).save(tmp_path / f"2019-03/{n}.jpg", dpi=(150, 150))
    batch = plan_batch(name="扫描", files=files_in(tmp_path), by=None)
    (row,) = batch.report["rows"]
    source = SourceFile.objects.get(pk=row["source"])
    assert (source.name, source.format) == ("2019-03（3 页图像）.pdf", "pdf")
    again = plan_batch(name="扫描", files=files_in(tmp_path), by=None)
    assert again.report["rows"][0]["source"] == source.pk


def test_names_in_a_zip_of_a_chinese_system_are_read() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        entry = zipfile.ZipInfo("x")
        entry.filename = "2019年第3期.txt".encode("gb18030").decode("cp437")
        archive.writestr(entry, "安澜")
    data = packed.getvalue()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for one in archive.infolist():
            one.flag_bits &= ~0x800
        archive.infolist()[0].filename = "2019年第3期.txt".encode("gb18030").decode("cp437")
        assert list(files_in_zip(archive)) == ["2019年第3期.txt"]


def test_a_zip_that_unfolds_beyond_all_measure_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2019-01.txt", b"0" * 40_000_000)
    with zipfile.ZipFile(packed) as archive, pytest.raises(UnpackingError):
        files_in_zip(archive)


def test_what_is_no_archive_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        call_command("import_archive", str(tmp_path / "nothing"))


def test_numbers_are_written_as_people_write_them() -> None:
    assert runs((2, 3, 4, 7)) == "2–4、7"
    assert runs(()) == ""


def test_files_of_letters_need_no_number(tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_text("x")
    batch = plan_batch(name="公文", files=files_in(tmp_path), by=None, kind=JobKind.DOCUMENT)
    assert start_batch(batch=batch, by=None) == 1
    assert ImportJob.objects.get().kind == JobKind.DOCUMENT
