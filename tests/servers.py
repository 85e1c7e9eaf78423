"""The servers the tests run on: those the environment names, or a PostgreSQL and a Valkey made for this run."""

import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from gazette.embedded import account as accounts
from gazette.embedded.postgres import Postgres
from gazette.embedded.supervisor import Supervisor
from gazette.embedded.valkey import Valkey


class Servers:
    """What this process started; the processes of a parallel run find its addresses in their environment."""

    def __init__(self) -> None:
        self.supervisor = Supervisor()
        self.folder: Path | None = None

    def provide(self) -> None:
        """Put DATABASE_URL, REDIS_URL, CACHE_URL and GAZETTE_DATA into the environment, starting what is missing."""
        if "PYTEST_XDIST_WORKER" not in os.environ:
            self._start_missing()
        self._separate(os.environ.get("PYTEST_XDIST_WORKER", "gw0"))

    def stop(self) -> None:
        """Stop what was started and remove its data."""
        self.supervisor.stop()
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _start_missing(self) -> None:
        account = accounts.needed(os.environ.get("GAZETTE_USER", ""))
        self.folder = Path(tempfile.mkdtemp(prefix="gazette-test-"))
        if account:
            os.chown(self.folder, account.uid, account.gid)
        os.environ["GAZETTE_DATA"] = str(self.folder / "var")
        if not os.environ.get("DATABASE_URL"):
            postgres = Postgres(self.folder / "postgres", self.folder / "log" / "postgres.log", account, careless=True)
            self.supervisor.start(postgres.service())
            os.environ["DATABASE_URL"] = postgres.url
        if not os.environ.get("REDIS_URL"):
            valkey = Valkey(self.folder / "valkey", self.folder / "log" / "valkey.log", account)
            self.supervisor.start(valkey.service())
            os.environ["REDIS_URL"] = valkey.url

    def _separate(self, worker: str) -> None:
        """Give each parallel process queues, a cache and files of its own; its database is pytest-django's affair."""
        if self.folder is None and "PYTEST_XDIST_WORKER" in os.environ:
            os.environ["GAZETTE_DATA"] = os.path.join(os.environ["GAZETTE_DATA"], worker)
        number = int(worker.removeprefix("gw"))
        server = urlsplit(os.environ["REDIS_URL"])
        os.environ["REDIS_URL"] = server._replace(path=f"/{2 * number}").geturl()
        os.environ["CACHE_URL"] = server._replace(path=f"/{2 * number + 1}").geturl()
