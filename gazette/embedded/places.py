"""Turns the place of the clone and the environment into the folders the program works in."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gazette.embedded import account as accounts
from gazette.embedded.account import Account
from gazette.embedded.refusals import Refusal

PROJECT = Path(__file__).resolve().parents[2]
SHARED = Path("/var/lib/gazette")


@dataclass(frozen=True)
class Places:
    """Where things are.

    `project` is the clone; `code` what the servers import, and `moved` tells that it is a copy of the clone, because
    the account that runs them can't enter the clone; `environment` is the virtual environment; `data` all that lasts.
    """

    project: Path
    code: Path
    environment: Path
    data: Path
    moved: bool

    @property
    def python(self) -> Path:
        return self.environment / "bin" / "python"

    @property
    def logs(self) -> Path:
        return self.data / "log"

    @property
    def run_file(self) -> Path:
        return self.data / "run.json"


def find(account: Account | None, environ: Mapping[str, str], project: Path = PROJECT) -> Places:
    """The folders for this clone, always the same for the same clone, account and GAZETTE_DATA."""
    moved = account is not None and not (account.may_enter(project) and account.may_enter(project / "manage.py"))
    base = SHARED / hashlib.sha256(os.fsencode(project)).hexdigest()[:12] if moved else project
    named = environ.get("GAZETTE_DATA")
    return Places(
        project=project,
        code=base / "code" if moved else project,
        environment=base / "venv" if moved else project / ".venv",
        data=Path(os.path.abspath(named)) if named else base / "var",
        moved=moved,
    )


def current(environ: Mapping[str, str]) -> Places:
    """The folders as this process sees them; makes no account and no folder."""
    name = environ.get("GAZETTE_USER") or accounts.NAME
    return find(accounts.find(name) if os.geteuid() == 0 else None, environ)


def check(places: Places, account: Account | None) -> None:
    """Refuse a data folder that the servers' account could not get into."""
    nearest = next(folder for folder in (places.data, *places.data.parents) if folder.exists())
    outside = nearest if nearest != places.data else nearest.parent
    if account is not None and not account.may_enter(outside):
        raise Refusal(f"GAZETTE_DATA={places.data}: the account {account.name} that runs the servers can't enter it")
