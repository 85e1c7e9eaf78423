"""The note in the data folder that tells every command where the servers are.

`run.json`, readable by its owner alone:
`{"supervisor": pid, "address": url, "database_url": url, "redis_url": url, "services": {name: pid}}`.
"""

import json
import os
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Running:
    """Where the servers of one data folder are, and who drives them."""

    supervisor: int
    address: str
    database_url: str
    redis_url: str
    services: dict[str, int] = field(default_factory=dict)


def read(file: Path) -> Running | None:
    """What the note says, or nothing when there is none, it can't be read, or whoever wrote it is gone."""
    try:
        running = Running(**json.loads(file.read_text()))
    except (OSError, ValueError, TypeError):
        return None
    return running if _alive(running.supervisor) else None


def write(file: Path, running: Running) -> None:
    """Replace the note in one step, so that no reader ever sees half of it."""
    fresh = file.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        json.dump(asdict(running), out)
    fresh.rename(file)


def secret(file: Path) -> str:
    """The secret kept in this file, made up on first use and readable by its owner alone."""
    if not file.exists():
        fresh = file.with_suffix(".new")
        fresh.unlink(missing_ok=True)
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(secrets.token_urlsafe(48))
        fresh.rename(file)
    return file.read_text()


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
