"""Files of the old formats are converted apart before they are read, where LibreOffice is installed; else the message says what is missing."""

import shutil
import subprocess
from pathlib import Path

import pytest

from gazette.models import ImportJob, JobState
from policies.models import PolicyDocument
from tests.gazette.imports import bring_in
from tests.reading.wordml import docx, p

pytestmark = pytest.mark.django_db(transaction=True)

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
LINES = (
    "安澜市人民政府公报",
    "2024年第3期",
    "安澜市人民政府关于整治东渠的通知",
    "安政发〔2024〕7号",
    "各县（区）人民政府：",
    "各地要落实责任，按期完成整治任务。",
    "安澜市人民政府",
    "2024年3月4日",
)


def rtf() -> bytes:
    lines = ("".join(rf"\u{ord(one)}?" for one in line) for line in LINES)
    words = "\\par\n".join(lines)
    return f"{{\\rtf1\\ansi\\uc1\n{words}}}".encode()


def was_read(job: ImportJob) -> bool:
    found = PolicyDocument.objects.filter(title=LINES[2], issued_on="2024-03-04").exists()
    return job.state == JobState.DONE and found


@needs_office
def test_rtf_is_read():
    job = bring_in(rtf(), name="公报.rtf")
    assert was_read(job), job.message
    assert job.source.file.name.endswith(".rtf")


@needs_office
def test_an_old_word_file_is_read(tmp_path: Path):
    (tmp_path / "a.docx").write_bytes(docx("".join(map(p, LINES))))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    words = ["soffice", profile, "--headless", "--convert-to", "doc:MS Word 97", "--outdir", str(tmp_path)]
    subprocess.run([*words, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120)
    job = bring_in((tmp_path / "a.doc").read_bytes(), name="公报.wps")
    assert was_read(job), job.message
    assert not list(Path("/tmp").glob("OSL_PIPE_*"))


@needs_office
def test_what_it_can_not_open_ends_in_a_message():
    job = bring_in(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 40, name="公报.doc")
    assert job.state == JobState.FAILED
    assert "原件已保留" in job.message


def test_without_libreoffice_the_message_names_the_package(monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    job = bring_in(rtf(), name="公报.rtf")
    assert job.state == JobState.FAILED
    assert "libreoffice-writer-nogui" in job.message
    assert "原件已保留" in job.message
