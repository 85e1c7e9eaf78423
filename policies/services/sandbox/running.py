"""Starts a confined child and watches it to its end: a module of the project, or a command."""

import json
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from policies.services.sandbox import kernel
from policies.services.sandbox.errors import CpuLimitError, CrashError, MemoryLimitError, WallLimitError

_ENTRY = Path(__file__).with_name("entry.py")
_PREFIX = "gazette-apart-"
_LEFT_BEHIND = 12 * 3600  # seconds after which a folder is nobody's: its worker was killed
_COMPLAINT = 20_000  # characters of the child's stderr that are kept
Progress = Callable[[int, int], None]  # pages done, pages in all


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`memory` in bytes of address space. Each page the child reports adds `page_seconds` to both clocks, up to `most_seconds`."""

    memory: int
    cpu_seconds: int
    wall_seconds: float
    page_seconds: int = 0
    most_seconds: int = 0
    file_size: int = 512_000_000
    files: int = 256
    nice: int = 5


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a child ended. `peak` is its largest resident memory in bytes, 0 when it could not tell any more."""

    code: int
    complaint: str
    peak: int
    seconds: float


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder for one child; it is gone afterwards, and so is what killed workers left behind."""
    base = Path(tempfile.gettempdir())
    for left in base.glob(f"{_PREFIX}*"):
        _remove_old(left)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_old(folder: Path) -> None:
    try:
        state = folder.stat()
    except OSError:
        return
    if state.st_uid == os.geteuid() and time.time() - state.st_mtime > _LEFT_BEHIND:
        shutil.rmtree(folder, ignore_errors=True)


def run_module(name: str, *arguments: str, limits: Limits, folder: Path, progress: Progress | None = None) -> Outcome:
    """Runs `python -m name arguments…` of this project in `folder`, the only place it may write to.

    The child may tell of its pages by lines "done all" on the descriptor that PROGRESS_FD names.
    Raises a `SandboxError` when a limit or a crash ended it; whatever ends this call ends the child.
    """
    return _run("module", [name, *arguments], limits, folder, progress)


def run_command(words: Sequence[str], *, limits: Limits, folder: Path, sockets: Sequence[str] = ()) -> Outcome:
    """Runs a program in `folder`, which is its home too, the only place it may write to. Raises a `SandboxError`.

    In the folders of `sockets` it may make a local socket, as programs do that look for another one of their kind.

    Exit code 127: there is no such program.
    """
    return _run("command", list(words), limits, folder, None, sockets)


def _run(
    kind: str,
    words: list[str],
    limits: Limits,
    folder: Path,
    progress: Progress | None,
    sockets: Sequence[str] = (),
) -> Outcome:
    order = _order(kind, words, limits, folder) | {"sockets": list(sockets)}
    heard, told = os.pipe()
    started = time.monotonic()
    with open(heard, "rb", buffering=0) as ears, (folder / "stderr").open("w+b") as complaint:
        try:
            child = subprocess.Popen(
                [sys.executable, "-I", str(_ENTRY), json.dumps(order)],
                cwd=folder,
                env=_environment(folder, told),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=complaint,
                pass_fds=(told,) if kind == "module" else (),
                start_new_session=True,
            )
        finally:
            os.close(told)
        try:
            watch = _Watch(child.pid, limits, progress)
            watch.until_end(ears.fileno())
        finally:
            usage = _end(child)
        complaint.seek(max(0, complaint.seek(0, os.SEEK_END) - _COMPLAINT))
        said = complaint.read().decode(errors="replace")
    code = child.returncode
    outcome = Outcome(code, said, watch.peak * 1024, time.monotonic() - started)
    if watch.late:
        raise WallLimitError(outcome, round(watch.allowed))
    _raise_for(outcome, limits, watch.cpu, usage.ru_utime + usage.ru_stime)
    return outcome


def _order(kind: str, words: list[str], limits: Limits, folder: Path) -> dict[str, object]:
    return {
        "kind": kind,
        "words": words,
        "parent": os.getpid(),
        "folder": str(folder),
        "readable": [],
        "nice": limits.nice,
        "limits": {
            "memory": limits.memory,
            "cpu": limits.cpu_seconds,
            "cpu_most": limits.most_seconds,
            "file_size": limits.file_size,
            "files": limits.files,
        },
    }


def _environment(folder: Path, told: int) -> dict[str, str]:
    """Nothing of ours but what any program needs. Few arenas: each would take 64 MB of the address space."""
    return {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "MALLOC_ARENA_MAX": "2",
        "PROGRESS_FD": str(told),
    }


class _Watch:
    """Waits for a child to end, allows it more time for each page it tells of, and kills it when it is late."""

    def __init__(self, pid: int, limits: Limits, progress: Progress | None) -> None:
        self._pid, self._limits, self._progress = pid, limits, progress
        self._began = time.monotonic()
        self.allowed = float(limits.wall_seconds)
        self.cpu = limits.cpu_seconds
        self.late = False
        self.peak = 0

    def until_end(self, ears: int) -> None:
        ended = os.pidfd_open(self._pid)
        poll = select.poll()
        poll.register(ended, select.POLLIN)
        poll.register(ears, select.POLLIN)
        rest = b""
        try:
            while True:
                left = self._began + self.allowed - time.monotonic()
                ready = dict(poll.poll(max(0.0, left) * 1000))
                if ended in ready and ears not in ready:
                    return
                if not ready:
                    self.late = True
                    return
                said = os.read(ears, 4096)
                if not said:
                    poll.unregister(ears)
                *lines, rest = (rest + said)[-4096:].split(b"\n")
                self._note(lines)
        finally:
            os.close(ended)

    def _note(self, lines: list[bytes]) -> None:
        """ "done all" of the pages, or "peak kilobytes" at the end; anything else is passed over."""
        for words in map(bytes.split, lines):
            if len(words) == 2 and words[1].isdigit() and len(words[1]) < 12:
                if words[0] == b"peak":
                    self.peak = int(words[1])
                elif words[0].isdigit() and len(words[0]) < 7:
                    self._allow(int(words[0]), int(words[1]))

    def _allow(self, done: int, total: int) -> None:
        limits = self._limits
        more = done * limits.page_seconds
        self.allowed = max(self.allowed, min(limits.wall_seconds + more, limits.most_seconds))
        cpu = min(limits.cpu_seconds + more, limits.most_seconds)
        if cpu > self.cpu:
            self.cpu = cpu
            _, hard = resource.prlimit(self._pid, resource.RLIMIT_CPU)
            resource.prlimit(self._pid, resource.RLIMIT_CPU, (min(cpu, hard), hard))
        if self._progress and 0 < done <= total:
            self._progress(done, total)


def _end(child: "subprocess.Popen[bytes]") -> resource.struct_rusage:
    """No process of the group is left; what the child used."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return usage


def _raise_for(outcome: Outcome, limits: Limits, allowed: int, used: float) -> None:
    if outcome.code == kernel.OUT_OF_MEMORY:
        raise MemoryLimitError(outcome, limits.memory)
    if outcome.code == -signal.SIGXCPU or (outcome.code == -signal.SIGKILL and used >= allowed):
        raise CpuLimitError(outcome, allowed)
    if outcome.code == -signal.SIGKILL:  # by the kernel, for want of memory
        raise MemoryLimitError(outcome, limits.memory)
    if outcome.code < 0:
        raise CrashError(outcome)
