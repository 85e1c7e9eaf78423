"""Drives a PostgreSQL of its own: makes the cluster, starts it, names its address."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import psycopg2

from gazette.embedded import binaries, ports, records
from gazette.embedded.account import Account
from gazette.embedded.refusals import Refusal
from gazette.embedded.service import Service

USER = DATABASE = "gazette"
NEEDED_BYTES = 200_000_000
# pg_trgm finds no Chinese under the locale C, which an empty LANG would give.
LOCALE = ("--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8")
# For tests, whose data nobody misses: no waiting for the disk.
CARELESS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Postgres:
    """One cluster in `folder`, owned by `account`, listening on `port` of 127.0.0.1 alone."""

    def __init__(self, folder: Path, log: Path, account: Account | None = None, *, careless: bool = False) -> None:
        self.folder = folder
        self.log = log
        self.account = account
        self.options = CARELESS if careless else {}
        self.port = ports.free()
        self.password_file = folder.with_name("postgres-password")

    @property
    def url(self) -> str:
        return f"postgres://{USER}:{quote(self._password)}@{ports.HOST}:{self.port}/{DATABASE}"

    def service(self) -> Service:
        """The server as the supervisor sees it; makes the cluster when there is none."""
        self._check_major()
        self._check_space()
        if not (self.folder / "PG_VERSION").exists():
            self._initialise()
        options = {
            "listen_addresses": ports.HOST,
            "port": str(self.port),
            "unix_socket_directories": "",
            "log_timezone": "Asia/Shanghai",
            **self.options,
        }
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        return Service(
            name="postgres",
            command=(str(binaries.postgres("postgres")), "-D", str(self.folder), *settings),
            log=self.log,
            environment=_environment(),
            account=self.account,
            vital=True,
            stop_signal=2,  # "fast": ends sessions, leaves a clean cluster
            ready=self._ready,
            explain=self._explain,
        )

    def _initialise(self) -> None:
        """Make the cluster beside its place and move it there whole, so that a broken attempt is never mistaken."""
        fresh = self.folder.with_name("postgres.new")
        shutil.rmtree(fresh, ignore_errors=True)
        records.secret(self.password_file)
        if self.account:
            os.chown(self.password_file, self.account.uid, self.account.gid)
        command = [str(binaries.postgres("initdb")), "-D", str(fresh), "-U", USER, *LOCALE]
        command += ["--auth=scram-sha-256", f"--pwfile={self.password_file}", "--no-instructions"]
        done = subprocess.run(
            command,
            env=_environment(),
            cwd="/",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            user=self.account.uid if self.account else None,
            group=self.account.gid if self.account else None,
            extra_groups=[] if self.account else None,
        )
        if done.returncode:
            said = done.stderr + done.stdout
            raise Refusal(self._explain(said) or f"no database could be made: {done.stderr.strip().splitlines()[-1:]}")
        fresh.rename(self.folder)

    def _check_major(self) -> None:
        version = self.folder / "PG_VERSION"
        if not version.exists():
            return
        made_by = version.read_text().strip()
        answer = subprocess.run(
            [binaries.postgres("postgres"), "--version"], capture_output=True, text=True, check=True
        )
        ours = answer.stdout.split()[-1].split(".")[0]
        if made_by != ours:
            raise Refusal(
                f"the database in {self.folder} was made by PostgreSQL {made_by}, this program brings {ours}: "
                "dump it with the old program and load it into an empty data folder (docs/operating.md)"
            )

    def _check_space(self) -> None:
        if shutil.disk_usage(self.folder.parent).free < NEEDED_BYTES:
            raise Refusal(
                f"the disk of {self.folder.parent} is full: free {NEEDED_BYTES // 1_000_000} MB and start again"
            )

    def _ready(self) -> bool:
        """Whether the server answers; makes our database the first time."""
        if not ports.answers(self.port):
            return False
        try:
            connection = psycopg2.connect(
                host=ports.HOST,
                port=self.port,
                user=USER,
                password=self._password,
                dbname="postgres",
                connect_timeout=3,
            )
        except psycopg2.OperationalError:
            return False
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if cursor.fetchone() is None:
                cursor.execute(f"CREATE DATABASE {DATABASE}")
        connection.close()
        return True

    def _explain(self, said: str) -> str | None:
        if "No space left on device" in said:
            return f"the disk of {self.folder.parent} is full: free {NEEDED_BYTES // 1_000_000} MB and start again"
        if "has wrong ownership" in said or "invalid permissions" in said:
            return f"{self.folder} belongs to somebody else or is open to others; its owner alone (0700) may use it"
        return None

    @property
    def _password(self) -> str:
        return records.secret(self.password_file)


def _environment() -> Mapping[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"}
