"""Turns a file's bytes into a `Source` by the reader of its format. The bytes tell the format, the name only what plain text is."""

from policies.reading.sources.source import Source
from policies.reading.sources.text import read_lines


def open_source(data: bytes, *, name: str = "") -> Source:
    """Raises a `SourceError` for what can't be read."""
    return Source("text", tuple(read_lines(data)))
