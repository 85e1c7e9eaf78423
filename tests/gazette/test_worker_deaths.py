"""A real worker is killed with SIGKILL in the middle of its work: the work completes, nothing is doubled."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from django.conf import settings as django_settings
from django.utils import timezone

from gazette.models import BulkDeed, BulkOutcome, GazetteIssue, ImportJob, JobStage, JobState
from gazette.services.bulk.carrying import start_bulk
from gazette.services.bulk.kinds import KINDS, Given
from gazette.services.bulk.planning import plan
from gazette.services.importing.running import run_import
from policies.models import DraftMove, PolicyDocument, Provision
from tests.factories import make_document, make_user
from tests.gazette.imports import TODAY, hand_in

ROOT = Path(__file__).parents[2]
DEATHS = int(os.environ.get("DEATHS", "5"))  # a blow at each of the stages; DEATHS=20 for the long form
PATIENCE = 180.0

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

# Where the blow falls: the job's stage and the least progress within it.
STAGES = (
    (JobStage.READING, 5),
    (JobStage.RECORDING, 50),
    (JobStage.RECORDING, 66),
    (JobStage.RECORDING, 85),
    (JobStage.PUBLISHING, 92),
)


@pytest.fixture
def start_worker(surroundings: dict[str, str], media: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    """A whole Celery worker, its pool and its beat, as one process group."""
    redis.Redis.from_url(django_settings.REDIS_URL).flushdb()  # what earlier tests have queued
    started: list[subprocess.Popen[bytes]] = []
    environment = surroundings | {
        "GAZETTE_DATA": str(media.parent),
        "TMPDIR": str(media.parent),
        "IMPORT_LEASE_SECONDS": "2",
        "IMPORT_SWEEP_SECONDS": "0.5",
        "SCHEDULE_SWEEP_SECONDS": "0.5",
        "C_FORCE_ROOT": "1",
    }
    words = [sys.executable, "-m", "celery", "-A", "gazette", "worker", "-B", "-c", "1", "-l", "WARNING"]

    def start(queue: str = "import") -> subprocess.Popen[bytes]:
        schedule = media.parent / f"beat-{len(started)}"
        with (media.parent / f"worker-{len(started)}.log").open("wb") as log:
            worker = subprocess.Popen(
                [*words, "-Q", queue, "-s", str(schedule)],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        started.append(worker)
        return worker

    yield start
    for worker in started:
        kill(worker)


def kill(worker: "subprocess.Popen[bytes]") -> None:
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def numbered(sample: bytes, number: int) -> bytes:
    """Another issue, with other wording: its documents are none of an earlier one."""
    text = sample.decode().replace("2024年第3期", f"2024年第{number}期")
    return text.replace("。\n", f"（{number}）。\n").encode()


def mid_import(job: ImportJob, stage: JobStage, progress: int) -> bool:
    """Waits until a worker is that far with the job; whether it was still at it."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        job.refresh_from_db()
        if job.state == JobState.RUNNING and (job.stage, job.progress) >= (stage, progress):
            return True
        if job.state == JobState.RUNNING and job.stage == JobStage.PUBLISHING:
            return True
        if job.state not in (JobState.QUEUED, JobState.RUNNING):
            return False
        time.sleep(0.002)
    raise AssertionError(f"job {job.pk} stays {job.state} {job.stage}")


def readers(folder: Path) -> list[int]:
    """The processes that read files for the workers of this test, known by where they write."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if f"{folder}/gazette-apart-".encode() in (entry / "cmdline").read_bytes():
                found.append(int(entry.name))
    return found


def comes_true(condition: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not condition() and time.monotonic() < until:
        time.sleep(0.005)
    return condition()


def completed(job: ImportJob) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        job.refresh_from_db()
        if job.state not in (JobState.QUEUED, JobState.RUNNING):
            return job.state == JobState.DONE
        time.sleep(0.05)
    return False


def shape(issue: GazetteIssue) -> tuple[int, ...]:
    """How much stands in an issue; equal for equal issues."""
    documents = PolicyDocument.objects.filter(promulgations__issue=issue)
    provisions = Provision.objects.filter(version__document__in=documents)
    events = Counter(documents.values_list("events__kind", flat=True))
    return documents.count(), provisions.count(), issue.contents.count(), issue.chronicle.count(), events["published"]


def test_killed_workers_lose_and_double_nothing(sample: bytes, start_worker) -> None:
    whole = hand_in(numbered(sample, 100), publish=True)
    run_import(job_id=whole.pk, on=TODAY)
    whole.refresh_from_db()
    assert whole.state == JobState.DONE, whole.message
    worker, deaths, jobs = start_worker(), [], []
    while len(deaths) < DEATHS:
        assert len(jobs) < 2 * DEATHS, f"only {len(deaths)} of {len(jobs)} blows fell in the middle"
        job = hand_in(numbered(sample, 101 + len(jobs)), publish=True)
        stage, progress = STAGES[len(deaths) % len(STAGES)]
        mid_import(job, stage, progress)
        kill(worker)
        job.refresh_from_db()
        if job.state == JobState.RUNNING:
            deaths.append((job.stage, job.progress))
        worker = start_worker()
        assert completed(job), (job.state, job.message)
        jobs.append(job)
    assert len({stage for stage, _ in deaths}) >= 2, deaths
    assert sum(job.attempts - 1 for job in jobs) == DEATHS
    assert GazetteIssue.objects.count() == len(jobs) + 1
    expected = shape(whole.issue)
    assert {shape(job.issue) for job in jobs} == {expected}
    assert PolicyDocument.objects.count() == expected[0] * (len(jobs) + 1)


def test_a_reader_dies_with_its_worker_and_the_file_is_read_again(sample: bytes, start_worker, media: Path) -> None:
    worker = start_worker()
    job = hand_in(sample, gazette_code="anlan", year=2024, number=3)
    assert comes_true(lambda: bool(readers(media.parent)))
    kill(worker)
    assert comes_true(lambda: not readers(media.parent))
    job.refresh_from_db()
    assert job.state == JobState.RUNNING
    start_worker()
    assert completed(job), (job.state, job.message)
    assert job.attempts == 2


def test_a_deed_over_many_documents_goes_on_after_its_worker_was_killed(start_worker) -> None:
    editor = make_user()
    for _ in range(60):
        make_document(state="draft", published_on=None)
    planned = plan(kind=KINDS["submit"], documents=PolicyDocument.objects.order_by("pk"), given=Given(), by=editor)
    worker = start_worker("default")
    bulk = start_bulk(name="submit", given=Given(), plan=planned, by=editor)
    waiting = bulk.items.filter(outcome=BulkOutcome.WAITING)
    assert comes_true(lambda: waiting.count() < 55)
    kill(worker)
    left = waiting.count()
    assert 0 < left < 55
    BulkDeed.objects.update(worked_at=timezone.now() - timedelta(minutes=2))  # nothing has come for that long
    start_worker("default")
    assert comes_true(lambda: BulkDeed.objects.filter(finished_at__isnull=False).exists())
    assert set(bulk.items.values_list("outcome", flat=True)) == {BulkOutcome.DONE}
    moves = DraftMove.objects.values_list("draft__document", flat=True)
    assert len(moves) == len(set(moves)) == 60
