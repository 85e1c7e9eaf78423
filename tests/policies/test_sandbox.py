"""What a confined child can't do, how it ends, and what is left of it: nothing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from policies.services.sandbox.errors import CpuLimitError, CrashError, MemoryLimitError, WallLimitError
from policies.services.sandbox.running import Limits, Outcome, own_folder, run_command, run_module

ROOT = Path(__file__).parents[2]
SMALL = Limits(memory=600_000_000, cpu_seconds=10, wall_seconds=30, most_seconds=60, file_size=1_000_000)


def confined(code: str, limits: Limits = SMALL) -> Outcome:
    """Python in a confined child, as a module of ours runs; what it prints to stderr is the outcome's complaint."""
    with own_folder() as folder:
        (folder / "code.py").write_text(f"import os, sys, time\n{code}\n")
        return run_module("cProfile", "code.py", limits=limits, folder=folder)


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def gone(pid: int) -> bool:
    """Whether a killed process has left within a moment."""
    until = time.monotonic() + 20
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return not alive(pid)


def test_it_ends_of_itself() -> None:
    outcome = confined("print('done', file=sys.stderr)")
    assert (outcome.code, outcome.complaint) == (0, "done\n")
    assert 5_000_000 < outcome.peak < 100_000_000


@pytest.mark.parametrize(
    ("code", "error", "said"),
    [
        ("kept = [bytearray(10 ** 8) for _ in range(50)]", MemoryLimitError, "600 MB"),
        ("raise RuntimeError('Failed to allocate memory for requested buffer')", MemoryLimitError, "600 MB"),
        ("os.kill(os.getpid(), 9)", MemoryLimitError, "内存"),
        ("os.abort()", CrashError, "意外中止"),
        ("import ctypes; ctypes.string_at(0)", CrashError, "意外中止"),
    ],
    ids=["memory", "memory-of-a-library", "killed", "abort", "segmentation-fault"],
)
def test_what_ends_it_is_told(code: str, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        confined(code)


def test_processor_time_is_limited() -> None:
    with pytest.raises(CpuLimitError, match="1 秒"):
        confined("while True: pass", Limits(memory=600_000_000, cpu_seconds=1, wall_seconds=60))


def test_time_by_the_clock_is_limited() -> None:
    with pytest.raises(WallLimitError, match="2 秒"):
        confined("time.sleep(60)", Limits(memory=600_000_000, cpu_seconds=5, wall_seconds=2))


def test_each_page_it_tells_of_gives_it_time() -> None:
    limits = Limits(memory=600_000_000, cpu_seconds=1, wall_seconds=60, page_seconds=4, most_seconds=100)
    code = "os.write(int(os.environ['PROGRESS_FD']), b'1 3\\nnonsense\\n2 3\\n')\nwhile time.process_time() < 2: pass"
    heard: list[tuple[int, int]] = []
    with own_folder() as folder:
        (folder / "code.py").write_text(f"import os, time\n{code}\n")
        outcome = run_module(
            "cProfile", "code.py", limits=limits, folder=folder, progress=lambda *pages: heard.append(pages)
        )
    assert outcome.code == 0
    assert heard == [(1, 3), (2, 3)]


def test_it_is_alone() -> None:
    outcome = confined(
        "import socket\n"
        "def no(deed):\n"
        "    try: deed()\n"
        "    except OSError as error: print(type(error).__name__, file=sys.stderr)\n"
        "no(lambda: socket.create_connection(('127.0.0.1', 80), 2))\n"
        f"no(lambda: open({str(ROOT / 'README.md')!r}))\n"
        "no(lambda: open('/etc/shadow'))\n"
        "no(lambda: open('/proc/%d/environ' % os.getppid()).read())\n"
        "no(lambda: open('/tmp/planted', 'w'))\n"
        "no(lambda: open('large', 'wb').write(bytes(2_000_000)))\n"
        "print(sorted(set(os.environ) - {'LC_CTYPE'}), sys.stdin.read() == '', file=sys.stderr)"
    )
    *refused, last = outcome.complaint.splitlines()
    assert refused == ["PermissionError"] * 5 + ["OSError"]
    assert last == "['HOME', 'LANG', 'MALLOC_ARENA_MAX', 'PATH', 'PROGRESS_FD', 'TMPDIR'] True"


def test_nothing_is_left_of_it() -> None:
    with own_folder() as folder:
        (folder / "code.py").write_text("import os, time\nopen('pid', 'w').write(str(os.getpid()))\ntime.sleep(60)")
        with pytest.raises(WallLimitError):
            run_module("cProfile", "code.py", limits=Limits(memory=10**9, cpu_seconds=9, wall_seconds=2), folder=folder)
        assert gone(int((folder / "pid").read_text()))
    assert not folder.exists()


def test_a_commands_whole_tree_ends_with_it() -> None:
    with own_folder() as folder:
        (folder / "children").mkdir()
        words = ["sh", "-c", "sleep 987 & setsid sleep 987 & echo told >&2; touch here; exit 5"]
        outcome = run_command(words, limits=SMALL, folder=folder)
        assert (outcome.code, outcome.complaint) == (5, "told\n")
        assert (folder / "here").exists()
    found = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "sleep 987" not in found.splitlines()


def test_a_command_that_is_not_there() -> None:
    with own_folder() as folder:
        assert run_command(["no-such-program"], limits=SMALL, folder=folder).code == 127


def test_it_dies_with_a_killed_parent(tmp_path: Path) -> None:
    code = (
        "from pathlib import Path\n"
        "from policies.services.sandbox.running import Limits, run_module\n"
        f"folder = Path({str(tmp_path)!r})\n"
        "(folder / 'code.py').write_text('import os, time; open(\"pid\", \"w\").write(str(os.getpid())); time.sleep(60)')\n"
        "run_module('cProfile', 'code.py', limits=Limits(memory=10**9, cpu_seconds=9, wall_seconds=50), folder=folder)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) as parent:
        until = time.monotonic() + 20
        while not ((tmp_path / "pid").exists() and (tmp_path / "pid").read_text()) and time.monotonic() < until:
            time.sleep(0.02)
        pid = int((tmp_path / "pid").read_text())
        assert alive(pid)
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
    assert gone(pid)
