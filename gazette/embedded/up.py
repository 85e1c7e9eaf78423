"""Turns a data folder into a running gazette and keeps it so until it is told to stop."""

import errno
import fcntl
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from gazette.embedded import places as folders
from gazette.embedded import ports, programs, records
from gazette.embedded.places import Places
from gazette.embedded.postgres import Postgres
from gazette.embedded.preparation import Preparation
from gazette.embedded.refusals import Refusal
from gazette.embedded.speech import complain, say
from gazette.embedded.supervisor import Supervisor
from gazette.embedded.valkey import Valkey

DEFAULT_PORT = 8000
LAST_PORT = 65535
ROUND = 0.2  # seconds between two looks at the children


class EndError(BaseException):
    """A signal asked for the end; not an Exception, so that nothing on the way swallows it."""


class Gazette:
    """All servers of one data folder."""

    def __init__(self, places: Places, port: int) -> None:
        self.places = places
        self.port = port
        self.address = f"http://{ports.HOST}:{port}"
        self.supervisor = Supervisor()
        self.preparation = Preparation(places)
        self.environment: dict[str, str] = {}

    def run(self) -> None:
        """Start everything, then watch; returns only by an exception."""
        began = time.monotonic()
        self._start_servers()
        facts = self._prepare()
        web, *others = programs.all_of(self.places, self.environment, self.port)
        self.supervisor.start(web)
        self._wait_for_first_page()
        for service in others:
            self.supervisor.start(service)
        self._note()
        if not facts["issues"]:
            self._load_sample()
        say(f"the gazette is at {self.address}/ ({time.monotonic() - began:.1f} s); Ctrl-C stops it")
        if not facts["people"]:
            self._manage("password")
        self.preparation.remember()
        while True:
            if self.supervisor.look_after():
                self._note()
            time.sleep(ROUND)

    def stop(self) -> None:
        """Stop all servers in order and take the note away."""
        self.supervisor.stop()
        self.places.run_file.unlink(missing_ok=True)

    def _prepare(self) -> dict[str, int]:
        """Bring database and static files to this version; gives how many people and issues there are."""
        if not os.environ.get("DATABASE_URL") and self.preparation.stands():
            return {"people": 1, "issues": 1}
        return dict(json.loads(self._manage("prepare", quiet=True).splitlines()[-1]))

    def _start_servers(self) -> None:
        """Start the embedded servers that the environment does not replace by others."""
        data, logs = self.places.data, self.places.logs
        database_url, redis_url = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
        if not database_url:
            postgres = Postgres(data / "postgres", logs / "postgres.log")
            self.supervisor.start(postgres.service())
            database_url = postgres.url
        if not redis_url:
            valkey = Valkey(data / "valkey", logs / "valkey.log")
            self.supervisor.start(valkey.service())
            redis_url = valkey.url
        self.environment = programs.environment(self.places, database_url, redis_url, self.address)
        self._note()

    def _note(self) -> None:
        records.write(
            self.places.run_file,
            records.Running(
                supervisor=os.getpid(),
                address=self.address,
                database_url=self.environment["DATABASE_URL"],
                redis_url=self.environment["REDIS_URL"],
                services=self.supervisor.processes(),
            ),
        )

    def _manage(self, *arguments: str, quiet: bool = False) -> str:
        """Run one command of manage.py to its end; its last line of complaint becomes ours."""
        done = subprocess.run(
            [sys.executable, self.places.code / "manage.py", *arguments],
            env=self.environment,
            cwd=self.places.code,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if quiet else None,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Refusal((done.stderr.strip().splitlines() or [f"manage.py {arguments[0]} failed"])[-1])
        return done.stdout or ""

    def _load_sample(self) -> None:
        """Publish the issue that ships with the program; without it the gazette serves all the same, empty."""
        samples = sorted((self.places.code / "gazette" / "samples").glob("*.txt"))
        say("the database is empty: importing the sample issue")
        try:
            self._manage("import_issue", "--wait", "--publish", *map(str, samples))
        except Refusal as refusal:
            complain(f"the sample issue is not there: {refusal}")

    def _wait_for_first_page(self, patience: float = 30) -> None:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            self.supervisor.look_after()
            try:
                with urllib.request.urlopen(f"{self.address}/healthz", timeout=5):  # noqa: S310 - our own address
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        raise Refusal(f"the web server gives no page; see {self.places.logs / 'web.log'}")


def main() -> int:
    """Run until a signal or a refusal; the exit code is 0 only for a signal."""
    signals = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    for number in signals:
        signal.signal(number, _end)
    try:
        places = folders.current(os.environ)
        gazette = Gazette(places, _port())
        with _lock(places):
            try:
                _check_port(gazette.port)
                gazette.run()
            finally:
                for number in signals:
                    signal.signal(number, signal.SIG_IGN)
                gazette.stop()
    except EndError:
        say("all stopped")
        return 0
    except Refusal as refusal:
        complain(str(refusal))
    except OSError as error:
        complain(_in_one_line(error))
    return 1


def _end(*_: int | FrameType | None) -> None:
    raise EndError


def _port() -> int:
    given = os.environ.get("PORT", "") or str(DEFAULT_PORT)
    if not given.isdecimal() or not 0 < int(given) <= LAST_PORT:
        raise Refusal(f"PORT={given} is no port: give a number from 1 to {LAST_PORT}")
    return int(given)


def _check_port(port: int) -> None:
    if ports.taken(port):
        raise Refusal(
            f"port {port} of {ports.HOST} is taken: stop who listens there, or name another: make run PORT={port + 1}"
        )


@contextmanager
def _lock(places: Places) -> Iterator[None]:
    """Hold the data folder against a second start."""
    places.data.mkdir(parents=True, exist_ok=True)
    with (places.data / "run.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            running = records.read(places.run_file)
            where = f" at {running.address}/" if running else ""
            raise Refusal(f"the gazette already runs on {places.data}{where}") from None
        yield


def _in_one_line(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return (
            f"the disk is full: {error.filename or 'the data folder'} can't be written; free some space and start again"
        )
    return f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")
