"""What no tree may exceed, and the one error that says which part of it does."""

import re
from typing import Any

from policies.grammar.said import said

SHORT = 40  # a marker, a key
LINE = 2_000
PARAGRAPH = 200_000
MOST_LINES = 2_000
MOST_TEXTS = 200
MOST_NODES = 20_000
MOST_TABLES = 1_000
MOST_ROWS = 20_000
MOST_COLUMNS = 200

_KEY = re.compile(r"(?:[ptgrf][1-9][0-9]{0,17}|n-[0-9A-Za-z_-]{1,36})")


class TreeError(ValueError):
    """A tree that can't be taken. `place` is where, as a path of the JSON: texts[0].nodes[3].kind."""

    def __init__(self, place: str, why: str) -> None:
        super().__init__(f"{place or 'tree'}：{why}")
        self.place = place
        self.why = why


def check_key(value: Any, at: str) -> str:
    """A key as rows have it (p12) or as a browser names what it made (n-…)."""
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise TreeError(at, said("不是键"))
    return value


def check_text(value: Any, at: str, most: int) -> str:
    """A string that a database takes: no NUL, no half of a surrogate pair, at most `most` characters."""
    if not isinstance(value, str):
        raise TreeError(at, said("应为文字"))
    if len(value) > most:
        raise TreeError(at, said("至多 {most} 字", most=most))
    if "\x00" in value:
        raise TreeError(at, said("含有不能保存的字符"))
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise TreeError(at, said("含有不能保存的字符")) from error
    return value
