"""How a job ends whose reader hits a limit, fails, or is told to stop; and what is kept of a reading."""

import os
import signal
import threading
import time

import pytest
from django.core.files.storage import default_storage

from gazette.models import ImportJob, JobState, Reading
from gazette.services.importing import reading, running
from policies.models import SourceFile
from policies.services.sandbox.running import own_folder
from tests.gazette.imports import bring_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("READ_MEMORY_MB", 100, "内存"),
        ("READ_CPU_SECONDS", 0, "处理器时间"),
        ("READ_WALL_SECONDS", 0, "秒仍未完成"),
    ],
)
def test_a_limit_ends_the_job_with_its_name(sample: bytes, settings, setting: str, value: int, said: str) -> None:
    setattr(settings, setting, value)
    large = sample * 300
    job = bring_in(large)
    assert job.state == JobState.FAILED
    assert said in job.message
    assert "原件已保留" in job.message
    assert default_storage.exists(job.source.file.name)
    assert not Reading.objects.exists()


def test_a_fault_of_the_reader_is_ours_and_says_so(sample: bytes, monkeypatch) -> None:
    monkeypatch.setattr(reading, "_copy", lambda source, target: None)
    job = bring_in(sample)
    assert job.state == JobState.FAILED
    assert f"任务编号 {job.pk}" in job.message
    assert "Traceback" not in job.message


def test_a_worker_told_to_stop_while_it_reads_gives_the_job_back(sample: bytes, monkeypatch) -> None:
    """The signal comes while the child runs: the child is gone, the job waits."""
    pids: list[int] = []
    begin = running.reading_of

    def stop_soon(**words: object) -> Reading:
        threading.Timer(0.15, os.kill, (os.getpid(), signal.SIGUSR1)).start()
        return begin(**words)

    def stop(*_: object) -> None:
        pids.extend(_children())
        raise SystemExit

    monkeypatch.setattr(running, "reading_of", stop_soon)
    before = signal.signal(signal.SIGUSR1, stop)
    try:
        with pytest.raises(SystemExit):
            bring_in(sample * 20)
    finally:
        signal.signal(signal.SIGUSR1, before)
    job = ImportJob.objects.get()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)
    assert pids
    assert not set(pids) & set(_children())


def _children() -> list[int]:
    """Children of this process that read a file."""
    found = []
    for name in os.listdir("/proc"):
        try:
            with open(f"/proc/{name}/stat") as stat, open(f"/proc/{name}/cmdline") as words:
                parent = int(stat.read().rsplit(")", 1)[1].split()[1])
                if parent == os.getpid() and "entry.py" in words.read():
                    found.append(int(name))
        except (OSError, ValueError):
            continue
    return found


def test_a_reading_says_what_the_bytes_are(sample: bytes) -> None:
    bring_in(sample, name="公报.pdf")
    assert SourceFile.objects.get().format == "text"


def test_what_killed_workers_left_behind_goes(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    old, new, other = tmp_path / "gazette-apart-old", tmp_path / "gazette-apart-new", tmp_path / "another"
    for folder in (old, new, other):
        folder.mkdir()
    day_before = time.time() - 86_400
    os.utime(old, (day_before, day_before))
    os.utime(other, (day_before, day_before))
    with own_folder() as folder:
        assert folder.parent == tmp_path
    assert sorted(path.name for path in tmp_path.iterdir()) == ["another", "gazette-apart-new"]
