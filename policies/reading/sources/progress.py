"""Tells whoever listens how far a long reading has come: recognising a page takes seconds, a volume half an hour."""

from collections.abc import Callable
from contextvars import ContextVar

_listener: ContextVar[Callable[[int, int], None] | None] = ContextVar("listener", default=None)


def listen(listener: Callable[[int, int], None]) -> None:
    """From now on `listener(pages done, pages in all)` is called after each page that was recognised."""
    _listener.set(listener)


def tell(done: int, total: int) -> None:
    """To be called after each page that takes long. Who reads within limits is given more time for it."""
    listener = _listener.get()
    if listener:
        listener(done, total)
