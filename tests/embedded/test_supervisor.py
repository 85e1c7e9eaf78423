import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from gazette.embedded import service as processes
from gazette.embedded import supervisor as supervision
from gazette.embedded.refusals import Refusal
from gazette.embedded.service import Service
from gazette.embedded.supervisor import Supervisor

# Writes its name into a diary when it starts and when it is asked to end.
SERVER = """
import pathlib, signal, sys, time
name, diary = sys.argv[1], pathlib.Path(sys.argv[2])
def note(word):
    with diary.open("a") as out:
        out.write(f"{name} {word}\\n")
def end(*_):
    note("ends")
    sys.exit(0)
signal.signal(signal.SIGTERM, end)
note("starts")
while True:
    time.sleep(0.05)
"""


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    made = Supervisor()
    yield made
    made.stop()


@pytest.fixture
def diary(tmp_path: Path) -> Path:
    return tmp_path / "diary"


def server(name: str, diary: Path, *, script: str = SERVER, **options: object) -> Service:
    """A server that is ready once it has written that it starts."""
    seen = [0]

    def ready() -> bool:
        times = lines(diary).count(f"{name} starts")
        if times <= seen[0]:
            return False
        seen[0] = times
        return True

    return Service(
        name=name,
        command=(sys.executable, "-c", script, name, str(diary)),
        log=diary.with_name(f"{name}.log"),
        environment=dict(os.environ),
        **{"ready": ready, **options},  # type: ignore[arg-type]
    )


def lines(diary: Path) -> list[str]:
    return diary.read_text().splitlines() if diary.exists() else []


def look_after_until(supervisor: Supervisor, done: str, diary: Path, times: int) -> None:
    for _ in range(400):
        supervisor.look_after()
        if lines(diary).count(done) >= times:
            return
        time.sleep(0.02)
    pytest.fail(f"{done} not {times} times in {lines(diary)}")


def test_servers_start_in_order_and_stop_in_reverse(supervisor: Supervisor, diary: Path) -> None:
    for name in ("one", "two", "three"):
        supervisor.start(server(name, diary))
    assert lines(diary) == ["one starts", "two starts", "three starts"]
    supervisor.stop()
    assert lines(diary)[3:] == ["three ends", "two ends", "one ends"]


def test_a_killed_server_is_started_again_and_the_others_are_left_alone(supervisor: Supervisor, diary: Path) -> None:
    supervisor.start(server("one", diary))
    supervisor.start(server("two", diary))
    before = supervisor.processes()
    os.kill(before["two"], signal.SIGKILL)
    look_after_until(supervisor, "two starts", diary, 2)
    after = supervisor.processes()
    assert after["one"] == before["one"]
    assert after["two"] != before["two"]


def test_the_delay_doubles_with_each_death_up_to_a_limit(supervisor: Supervisor, diary: Path) -> None:
    supervisor.start(server("one", diary))
    (child,) = supervisor.children
    delays = []
    for _ in range(9):
        os.kill(child.process.pid, signal.SIGKILL)
        child.process.wait()
        before = time.monotonic()
        supervisor.look_after()
        assert child.due is not None
        delays.append(round((child.due - before) * 2) / 2)
        child.due = 0.0
        supervisor.look_after()
    assert delays == [0.5, 1, 2, 4, 8, 16, 30, 30, 30]


def test_a_vital_server_may_not_die_three_times(
    supervisor: Supervisor, diary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervision, "FIRST_DELAY", 0.01)
    supervisor.start(server("database", diary, vital=True))
    for times in (2, 3):
        os.kill(supervisor.processes()["database"], signal.SIGKILL)
        look_after_until(supervisor, "database starts", diary, times)
    os.kill(supervisor.processes()["database"], signal.SIGKILL)
    supervisor.children[0].process.wait()
    with pytest.raises(Refusal, match="database died 3 times"):
        supervisor.look_after()


def test_a_server_that_never_serves_is_one_line_with_its_last_words(diary: Path) -> None:
    service = server("one", diary, script="raise SystemExit('no such option')", patience=0.3)
    with pytest.raises(Refusal, match=r"one does not start.*no such option"):
        processes.launch(service)


def test_a_start_is_tried_again_while_there_is_patience(diary: Path) -> None:
    script = (
        "import pathlib, sys; d = pathlib.Path(sys.argv[2] + '.tried')\nif not d.exists(): d.touch(); sys.exit(1)\n"
    )
    service = server("one", diary, script=script + SERVER)
    process = processes.launch(service)
    assert lines(diary) == ["one starts"]
    assert processes.stop(process, service) == 0


def test_one_that_does_not_listen_is_ended_all_the_same(diary: Path) -> None:
    deaf = SERVER.replace("signal.SIGTERM, end)", "signal.SIGTERM, signal.SIG_IGN)")
    deaf = deaf.replace('note("starts")', 'signal.signal(signal.SIGQUIT, signal.SIG_IGN)\nnote("starts")')
    service = server("one", diary, script=deaf, grace=0.1)
    process = processes.launch(service)
    assert processes.stop(process, service) == -signal.SIGKILL


def test_nothing_a_server_started_outlives_it(diary: Path, tmp_path: Path) -> None:
    child_file = tmp_path / "child"
    script = "import subprocess, sys\nchild = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    script += f"open({str(child_file)!r}, 'w').write(str(child.pid))\n" + SERVER
    service = server("one", diary, script=script)
    process = processes.launch(service)
    processes.stop(process, service)
    child = Path("/proc", child_file.read_text())
    for _ in range(100):
        if not child.exists() or "\nState:\tZ" in (child / "status").read_text():
            return
        time.sleep(0.02)
    pytest.fail("its child is still there")
