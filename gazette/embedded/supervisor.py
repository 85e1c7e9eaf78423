"""Keeps a list of servers running: starts them in order, restarts the dead with back-off, stops them in reverse."""

import subprocess
import time
from dataclasses import dataclass, field

from gazette.embedded import service as processes
from gazette.embedded.refusals import Refusal
from gazette.embedded.service import Service
from gazette.embedded.speech import complain

FIRST_DELAY = 0.5
LONGEST_DELAY = 30.0
DEATHS_OF_A_VITAL = 3
# A server that ran this long is taken to be well again.
WELL_AFTER = 600.0


@dataclass
class Child:
    """One server and its process; `due` is when a dead one is to be started again."""

    service: Service
    process: subprocess.Popen[bytes]
    started: float = field(default_factory=time.monotonic)
    deaths: int = 0
    due: float | None = None


class Supervisor:
    """The servers in the order they were started."""

    def __init__(self) -> None:
        self.children: list[Child] = []

    def start(self, service: Service) -> None:
        """Start one more; raises `Refusal` when it does not come up."""
        self.children.append(Child(service, processes.launch(service)))

    def look_after(self) -> bool:
        """Notice who died and restart whose delay is over; tells whether any process is another one now.

        Raises `Refusal` when a vital server has died three times.
        """
        renewed = [self._look_after(child) for child in self.children]  # all of them, not up to the first
        return any(renewed)

    def stop(self) -> None:
        """Stop all, the last started first."""
        while self.children:
            child = self.children.pop()
            processes.stop(child.process, child.service)

    def processes(self) -> dict[str, int]:
        """The process id of each server that runs."""
        return {child.service.name: child.process.pid for child in self.children if child.due is None}

    def _look_after(self, child: Child) -> bool:
        now = time.monotonic()
        if child.due is None:
            if child.process.poll() is not None:
                self._mourn(child, now)
            return False
        if now < child.due:
            return False
        child.process = processes.launch(child.service)
        child.started, child.due = time.monotonic(), None
        return True

    def _mourn(self, child: Child, now: float) -> None:
        code = processes.stop(child.process, child.service)
        child.deaths = 1 if now - child.started > WELL_AFTER else child.deaths + 1
        name = child.service.name
        if child.service.vital and child.deaths >= DEATHS_OF_A_VITAL:
            raise Refusal(f"{name} died {child.deaths} times (last code {code}); see {child.service.log}")
        delay = min(FIRST_DELAY * 2 ** (child.deaths - 1), LONGEST_DELAY)
        child.due = now + delay
        complain(f"{name} ended with code {code}; it starts again in {delay:g} s (log: {child.service.log})")
