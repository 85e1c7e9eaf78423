"""Runs the statements of a search: what they give as rows, and the rows of a page as what was found.

Each statement is one message to the server, with the settings it wants before it. Outside a transaction such a message is a
transaction of its own, so that the settings end with it; inside one they are set back.
"""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from policies.search.ranking import Candidate
from policies.search.statements import Statement

_INDEX_FIRST = "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; SET LOCAL jit = off; "
_AGAIN = "SET LOCAL enable_seqscan = on; SET LOCAL enable_indexscan = on; SET LOCAL jit = on"


@dataclass(slots=True)
class Found:
    """All found documents, newest first; those of them that bear the number asked for; how many passages hold all that is asked for;
    the best passages."""

    documents: list[int] = field(default_factory=list)
    bearing: set[int] = field(default_factory=set)
    hits: int = 0
    best: list[Candidate] = field(default_factory=list)


def rows(statement: Statement) -> list[tuple[Any, ...]]:
    """Under the planner's usual rules."""
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.parameters)
        return list(cursor.fetchall())


def indexed(statement: Statement) -> list[tuple[Any, ...]]:
    """Scans of whole tables are off, by their index too, and so is compiling: what a tsvector kept aside costs is misjudged."""
    given = rows(Statement(_INDEX_FIRST + statement.sql, statement.parameters))
    if connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute(_AGAIN)
    return given


def found(page: Statement) -> Found:
    """Reads what `statements.page` asks for."""
    everything = Found()
    for what, number, ids, *passage in indexed(page):
        if what == "documents":
            everything.documents = ids or []
        elif what == "bearing":
            everything.bearing = set(ids or [])
        elif what == "hits":
            everything.hits = number
        else:
            everything.best.append(Candidate(number, *passage))
    return everything
