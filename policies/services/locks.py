"""Advisory locks for deeds that look before they write. All are freed when the transaction ends."""

from django.db import connection

_NAMING = 7_201


def naming() -> None:
    """One transaction at a time gives names (organ codes, series, slugs): each looks at what the others have taken."""
    _lock(_NAMING, 0)


def keyed(space: int, key: int) -> None:
    """One transaction at a time for this key of this space (both 32 bits)."""
    _lock(space, key)


def _lock(space: int, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [space, key])
