"""Cache validators of everything public: one stamp of the published records, from which every ETag and Last-Modified is made.

A gazette changes a few times a day at most, and nearly every public answer depends on more than one record (citations both ways, facets,
neighbours), so one stamp for all is both cheaper to ask for and harder to get wrong than one for each page.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from django.conf import settings
from django.db import connection

MAKERS = ("templates", "static", "locale", "policies", "projects", "gazette")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_DOCUMENTS = """
    SELECT greatest((SELECT max(updated_at) FROM policies_policydocument), (SELECT max(updated_at) FROM policies_organ),
                    (SELECT max(updated_at) FROM policies_topic)),
           concat_ws('.', (SELECT count(*) FROM policies_policydocument), (SELECT max(id) FROM policies_documentevent),
                     (SELECT count(*) FROM policies_organ), (SELECT count(*) FROM policies_topic))
"""
_registered: list[Callable[[], tuple[datetime | None, str]]] = []


@dataclass(frozen=True, slots=True)
class Stamp:
    """`changed_at`: the newest change of any public record. `token`: differs whenever one of them does."""

    changed_at: datetime
    token: str


def register(floor: Callable[[], tuple[datetime | None, str]]) -> None:
    """Lets an upper floor add its own records to the stamp: a function that gives their newest change and a token."""
    if floor not in _registered:
        _registered.append(floor)


def public_stamp() -> Stamp:
    """The present state of the published records; one small query for each floor."""
    with connection.cursor() as cursor:
        cursor.execute(_DOCUMENTS)
        changed_at, counts = cursor.fetchone() or (None, "")
    parts = [(changed_at, counts), *(floor() for floor in _registered)]
    newest = max((changed for changed, _ in parts if changed), default=_EPOCH)
    token = "|".join(f"{changed.isoformat() if changed else ''}.{rest}" for changed, rest in parts)
    return Stamp(newest, token)


def release() -> str:
    """A digest of all that makes answers: a page changes with its template, a list with its serializer, though no record does."""
    return _digest() if settings.DEBUG else _digest_once()


def _digest() -> str:
    digest = hashlib.blake2b(digest_size=8)
    for folder in MAKERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()


_digest_once = cache(_digest)


def etag(stamp: Stamp, *parts: str) -> str:
    """A weak ETag (answers are compressed on the way) of the stamp and of all that shapes this answer: address, language, format."""
    digest = hashlib.blake2b("\0".join([release(), stamp.token, *parts]).encode(), digest_size=12)
    return f'W/"{digest.hexdigest()}"'
