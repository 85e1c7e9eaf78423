"""How many pages a file may have: whoever reads within limits says so, and each format asks before it begins."""

from contextvars import ContextVar

from policies.reading.sources.errors import LongSourceError

_most: ContextVar[int] = ContextVar("most_pages", default=2_000)


def allow_pages(most: int) -> None:
    """From now on files of more pages are refused."""
    _most.set(most)


def check_pages(count: int) -> None:
    """Raises `LongSourceError` for more pages than are allowed."""
    if count > _most.get():
        raise LongSourceError(count, _most.get())
