"""System check of the database that the program stands on: what it lacks is said at start, not found out by a reader."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connections


@register(Tags.database)
def trigrams_of_chinese(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Under the locale C, pg_trgm takes no Han character for a letter, and fragments find nothing."""
    return [
        Error(
            f"The database {alias} sees no letters in Chinese text: fragments will find nothing.",
            hint="Make it with a UTF-8 locale: initdb --encoding=UTF8 --locale=C.UTF-8",
            id="gazette.E001",
        )
        for alias in databases or []
        if _trigrams(alias) == 0
    ]


def _trigrams(alias: str) -> int | None:
    """How many trigrams the database makes of a Chinese word; nothing where it has no pg_trgm yet."""
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
            if cursor.fetchone() is None:
                return None
            cursor.execute("SELECT cardinality(show_trgm('公报'))")
            return int(cursor.fetchone()[0])
    except DatabaseError:
        return None
