"""Names who acts, for the entries that the database writes, and checks the chain that they form."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from policies.models import AuditDeed, User


@contextmanager
def acting(*, user: User | None, address: str = "") -> Iterator[None]:
    """Everything that this connection changes inside is the deed of `user`; None is the system's own."""
    _set(str(user.pk) if user else "", user.username if user else "", address)
    try:
        yield
    finally:
        if connection.connection is not None and not connection.needs_rollback:
            _set("", "", "")


def _set(actor: str, name: str, address: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('gazette.actor', %s, false), set_config('gazette.actor_name', %s, false),"
            " set_config('gazette.address', %s, false)",
            [actor, name, address],
        )


def note_deed(*, deed: AuditDeed, about: str) -> None:
    """An entry for what changes no row: a login, a failed one, a logout. `about` is the account's name."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_note(%s, 'policies_user', %s, NULL, NULL)", [deed.value, about[:40]])


def broken_links() -> list[int]:
    """The places of entries whose hash or predecessor is not what it was; none when the log is whole."""
    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT place FROM (
                SELECT place, hash, previous, audit_digest(entry) AS digest,
                       lag(hash, 1, '') OVER (ORDER BY place) AS before, row_number() OVER (ORDER BY place) AS counted
                FROM policies_auditentry entry WHERE place IS NOT NULL
            ) links WHERE hash <> digest OR previous <> before OR place <> counted ORDER BY place LIMIT 100
        """)
        return [place for (place,) in cursor.fetchall()]
