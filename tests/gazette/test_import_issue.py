"""The command `import_issue`: exit codes, messages, and work done where no worker is."""

import subprocess
import sys
from pathlib import Path

import pytest

from gazette.models import GazetteIssue, ImportJob, JobState
from policies.models import User
from tests.gazette.conftest import SAMPLE
from tests.gazette.imports import bring_in

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def command(surroundings: dict[str, str], media: Path, settings):
    """`command(*arguments)` runs it in a process of its own, with a queue that nobody answers."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        environment = surroundings | {"REDIS_URL": "redis://127.0.0.1:1/0", "GAZETTE_DATA": str(media.parent)}
        words = [sys.executable, "manage.py", "import_issue", *map(str, arguments)]
        return subprocess.run(
            words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False
        )

    return run


def test_without_a_queue_the_job_waits(command) -> None:
    done = command(SAMPLE)
    assert done.returncode == 0, done.stderr
    assert "已受理" in done.stdout
    assert ImportJob.objects.get().state == JobState.QUEUED


def test_without_a_worker_the_command_works_itself(command) -> None:
    done = command(SAMPLE, "--wait", "--publish", "--gazette", "anlan")
    assert done.returncode == 0, done.stderr
    issue = GazetteIssue.objects.get()
    assert (issue.gazette.code, issue.state, issue.published_by.username) == ("anlan", "published", "system")
    assert "已完成" in done.stdout
    assert "100%" in done.stderr
    assert not User.objects.get(username="system").has_usable_password()
    again = command(SAMPLE, "--wait", "--publish", "--gazette", "anlan")
    assert again.returncode == 0
    assert "没有改动" in again.stdout


def test_failures_and_reviews_have_their_codes(command, tmp_path: Path) -> None:
    empty, twice = tmp_path / "empty.txt", tmp_path / "better.txt"
    empty.write_bytes(b"")
    twice.write_bytes(SAMPLE.read_bytes().replace("通知".encode(), "通告".encode(), 3))
    assert bring_in(SAMPLE.read_bytes(), publish=True).state == JobState.DONE
    assert command(twice, "--wait").returncode == 2
    failed = command(empty, twice, tmp_path / "absent.txt", "--wait")
    assert failed.returncode == 1
    assert "文件是空的" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert "absent.txt" in failed.stderr


def test_one_number_serves_one_file(command) -> None:
    done = command(SAMPLE, SAMPLE, "--number", "3")
    assert done.returncode == 2
    assert "只能用于一个文件" in done.stderr


def test_an_unknown_account_is_refused(command) -> None:
    done = command(SAMPLE, "--by", "nobody")
    assert done.returncode == 1
    assert "nobody" in done.stderr
