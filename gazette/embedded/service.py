"""Turns the description of a server into a running process, and a process back into nothing."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from gazette.embedded.account import Account
from gazette.embedded.refusals import Refusal

STEP = 0.05
LARGEST_LOG = 10_000_000
_libc = ctypes.CDLL(None)
_PR_SET_PDEATHSIG = 1


def _ready() -> bool:
    return True


def _unexplained(_: str) -> None:
    return None


@dataclass(frozen=True)
class Service:
    """One server: how to start it, how to tell that it serves, how to stop it.

    A `vital` one may not die three times. `patience` is how many seconds a start may take, tries included; `explain`
    turns the end of the log into one line for the operator, or nothing.
    """

    name: str
    command: tuple[str, ...]
    log: Path
    environment: Mapping[str, str]
    folder: Path = Path("/")
    account: Account | None = None
    vital: bool = False
    stop_signal: int = signal.SIGTERM
    grace: float = 30
    patience: float = 15
    ready: Callable[[], bool] = _ready
    explain: Callable[[str], str | None] = _unexplained


def launch(service: Service) -> subprocess.Popen[bytes]:
    """Start the server and wait until it serves.

    A server that ends at once is tried again until its patience is over: after a hard kill PostgreSQL's lock and
    shared memory outlive it by some seconds. Raises `Refusal` with the cause when it does not come up.
    """
    deadline = time.monotonic() + service.patience
    while True:
        process = _spawn(service)
        while process.poll() is None and time.monotonic() < deadline:
            if service.ready():
                return process
            time.sleep(STEP)
        stop(process, service)
        said = last_words(service.log)
        cause = service.explain(said)
        if cause or time.monotonic() >= deadline:
            raise Refusal(cause or f"{service.name} does not start; the end of {service.log}: {said.splitlines()[-1:]}")
        time.sleep(10 * STEP)


def stop(process: subprocess.Popen[bytes], service: Service) -> int:
    """Ask the server to end, insist after its grace, and leave nothing of its group; gives the exit code."""
    if process.poll() is None:
        process.send_signal(service.stop_signal)
        try:
            process.wait(service.grace)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGQUIT)
            time.sleep(10 * STEP)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


def last_words(log: Path, size: int = 4000) -> str:
    """The end of a log."""
    if not log.exists():
        return ""
    with log.open("rb") as text:
        text.seek(max(0, log.stat().st_size - size))
        return text.read().decode(errors="replace").strip()


def _spawn(service: Service) -> subprocess.Popen[bytes]:
    service.log.parent.mkdir(parents=True, exist_ok=True)
    if service.log.exists() and service.log.stat().st_size > LARGEST_LOG:
        service.log.replace(service.log.with_suffix(".old.log"))
    who = service.account
    with service.log.open("ab") as log:
        return subprocess.Popen(
            service.command,
            env=service.environment,
            cwd=service.folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            user=who.uid if who else None,
            group=who.gid if who else None,
            extra_groups=sorted(who.groups) if who else None,
            # A session of its own: the terminal's Ctrl-C reaches the supervisor alone, who stops all in order.
            start_new_session=True,
            preexec_fn=lambda: _end_with_parent(service.stop_signal),  # noqa: PLW1509 - no threads run here
        )


def _end_with_parent(number: int) -> None:
    """Let the kernel stop this process when the supervisor is killed and can't."""
    _libc.prctl(_PR_SET_PDEATHSIG, number)
