"""The whole program as `make run` starts it, on a data folder of its own."""

import json
import os
import re
import signal
import stat
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from gazette.embedded import ports

PROJECT = Path(__file__).resolve().parents[2]
ROLES = ("editor", "reviewer", "publisher", "sysadmin", "security", "auditor")

pytestmark = pytest.mark.slow


class Run:
    """One `make run` and what it said."""

    def __init__(self, data: Path, port: int) -> None:
        self.data, self.port = data, port
        self.said = ""
        unnamed = {name: text for name, text in os.environ.items() if name not in NAMED_BY_THE_TESTS}
        self.process = subprocess.Popen(
            ["make", "--no-print-directory", "run", f"PYTHON={sys.executable}"],
            cwd=PROJECT,
            env=unnamed | {"PORT": str(port), "GAZETTE_DATA": str(data)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def read_to(self, pattern: str) -> None:
        """Read what it says up to a line with this pattern; its end before that fails the test."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if re.search(pattern, line):
                return
        pytest.fail(f"ended with {self.process.wait()} after: {self.said}")

    def end(self, number: int = signal.SIGTERM) -> int:
        """Ask it to stop, wait for its end, give the exit code."""
        self.process.send_signal(number)
        return self.wait()

    def wait(self) -> int:
        assert self.process.stdout
        with self.process.stdout:
            self.said += self.process.stdout.read()
        return self.process.wait()

    def note(self) -> dict:
        return json.loads((self.data / "run.json").read_text())

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of manage.py, as the operator types it in another window."""
        unnamed = {name: text for name, text in os.environ.items() if name not in NAMED_BY_THE_TESTS}
        return subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=PROJECT,
            env=unnamed | {"GAZETTE_DATA": str(self.data)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


NAMED_BY_THE_TESTS = ("DATABASE_URL", "REDIS_URL", "CACHE_URL", "GAZETTE_DATA", "DJANGO_ALLOW_ASYNC_UNSAFE", "SITE_URL")


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """A data folder that the servers' account can get into, as pytest's own folders are not."""
    with tempfile.TemporaryDirectory(prefix="gazette-run-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "var"


@pytest.fixture(scope="module")
def running(data: Path) -> Iterator[Run]:
    run = Run(data, ports.free())
    run.read_to(r"^auditor")
    yield run
    if run.process.poll() is None:
        run.end()


def alive(process: int) -> bool:
    return Path(f"/proc/{process}").exists()


def test_the_first_start_gives_the_address_and_a_password_for_each_role(running: Run) -> None:
    assert f"http://127.0.0.1:{running.port}/" in running.said
    for role in ROLES:
        assert re.search(rf"^{role} +\S{{12,}} ", running.said, re.MULTILINE)


def test_all_it_needs_answers(running: Run) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{running.port}/readyz") as answer:
        assert json.load(answer)["ready"] is True


def test_no_server_runs_as_root(running: Run) -> None:
    for process in running.note()["services"].values():
        assert os.stat(f"/proc/{process}").st_uid != 0


def test_the_note_is_for_its_owner_alone(running: Run) -> None:
    assert stat.S_IMODE((running.data / "run.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((running.data / "secret-key").stat().st_mode) == 0o600


def test_a_command_finds_the_servers_by_the_note(running: Run) -> None:
    done = running.manage("password", "editor")
    assert (done.returncode, done.stderr) == (0, "")
    assert "editor" in done.stdout
    assert "auditor" not in done.stdout


def test_a_killed_worker_is_started_again(running: Run) -> None:
    before = running.note()["services"]
    os.kill(before["worker"], signal.SIGKILL)
    running.read_to(r"^worker ended with code -9; it starts again")
    for _ in range(200):
        after = running.note()["services"]
        if after.get("worker") not in {None, before["worker"]}:
            break
        time.sleep(0.1)
    assert alive(after["worker"])
    assert {**after, "worker": 0} == {**before, "worker": 0}


def test_a_second_start_on_the_same_data_is_refused(running: Run) -> None:
    second = Run(running.data, ports.free())
    assert second.wait() != 0
    assert f"the gazette already runs on {running.data} at http://127.0.0.1:{running.port}/" in second.said
    assert (running.data / "run.json").exists()


def test_a_taken_port_is_one_line(running: Run, data: Path) -> None:
    second = Run(data.with_name("other"), running.port)
    assert second.wait() != 0
    assert f"port {running.port} of 127.0.0.1 is taken" in second.said
    assert "Traceback" not in second.said


def test_a_signal_stops_everything(running: Run) -> None:
    processes = running.note()["services"]
    running.end()
    assert "all stopped" in running.said
    assert not any(alive(process) for process in processes.values())
    assert not (running.data / "run.json").exists()


def test_a_command_without_servers_ends_with_3_and_one_line(running: Run) -> None:
    done = running.manage("password", "editor")
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "make run" in done.stderr


def test_a_later_start_gives_no_password_and_ctrl_c_stops_it(running: Run) -> None:
    again = Run(running.data, ports.free())
    again.read_to(r"Ctrl-C stops it")
    note = again.note()
    connection = psycopg2.connect(note["database_url"])
    with connection, connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('gazette', '9999_later', now())")
    connection.close()
    (running.data / "postgres" / "prepared-for-gazette").unlink()  # a newer program would have left another mark
    os.killpg(again.process.pid, signal.SIGINT)
    again.wait()
    assert "editor" not in again.said
    assert not any(alive(process) for process in note["services"].values())


def test_a_database_of_a_newer_version_is_one_line(running: Run) -> None:
    again = Run(running.data, ports.free())
    assert again.wait() != 0
    assert "newer version of the program (it has gazette.9999_later): update the program" in again.said
    assert "Traceback" not in again.said


def test_a_database_of_another_major_is_one_line(running: Run) -> None:
    (running.data / "postgres" / "PG_VERSION").write_text("15\n")
    again = Run(running.data, ports.free())
    assert again.wait() != 0
    assert "was made by PostgreSQL 15" in again.said
    assert "Traceback" not in again.said
