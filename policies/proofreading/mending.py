"""Turns a tree and fixes into the mended tree: words at a place of a field give way to others, if they still stand there."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from policies.drafting.tree import Fields, FigureNode, Node, RowNode, TableNode, TextNode, Tree

_Holder = TypeVar("_Holder", Fields, TextNode, Node, TableNode, FigureNode)
_NEAR = 4  # so many characters either side tell a place that has moved


class ChangedError(Exception):
    """The words are no longer where they were found."""


@dataclass(frozen=True, slots=True)
class Fix:
    """At `key` and `field` (as a remark names them) `found` stands from `start`, and `words` take its place."""

    key: str
    field: str
    start: int
    found: str
    words: str


def words_at(tree: Tree, key: str, field: str) -> str | None:
    """What a field says; None when there is no such node or field."""
    name, n = _parsed(field)
    value = getattr(_place(tree, key), name, None)
    if isinstance(value, tuple):
        return value[n - 1] if 0 < n <= len(value) and isinstance(value[n - 1], str) else None
    return value if isinstance(value, str) else None


def mend(tree: Tree, fixes: Iterable[Fix]) -> Tree:
    """All fixes or none; of one field from its end backwards. Raises `ChangedError`."""
    by_field: dict[tuple[str, str], list[Fix]] = defaultdict(list)
    for fix in fixes:
        by_field[fix.key, fix.field].append(fix)
    for (key, field), found in by_field.items():
        words = words_at(tree, key, field)
        if words is None:
            raise ChangedError
        tree = _written(tree, key, field, _mended(words, found))
    return tree


def _mended(words: str, fixes: list[Fix]) -> str:
    limit = len(words)
    for fix in sorted(fixes, key=lambda one: one.start, reverse=True):
        end = fix.start + len(fix.found)
        if end > limit or words[fix.start : end] != fix.found:
            raise ChangedError
        words, limit = words[: fix.start] + fix.words + words[end:], fix.start
    return words


def _parsed(field: str) -> tuple[str, int]:
    """cells/3 to its name and number; a cell is mended as printed, and wherever it was filled to."""
    name, _, n = field.partition("/")
    return ("printed" if name == "cells" else name), int(n) if n.isdecimal() else 0


def _place(tree: Tree, key: str) -> object:
    if key == "":
        return tree.fields
    texts: dict[str, object] = {one.key: one for one in tree.texts}
    nodes = {node.key: node for text in tree.texts for node in text.nodes}
    rows = {row.key: row for table in tree.tables for row in table.rows}
    tables = {one.key: one for one in tree.tables}
    figures = {one.key: one for one in tree.figures}
    return (texts | nodes | rows | tables | figures).get(key)


def _written(tree: Tree, key: str, field: str, words: str) -> Tree:
    name, n = _parsed(field)
    if key == "":
        return replace(tree, fields=_put(tree.fields, name, n, words))
    if name == "printed":
        return replace(tree, tables=tuple(_cell(table, key, n, words) for table in tree.tables))
    return replace(
        tree,
        texts=tuple(_text(text, key, name, n, words) for text in tree.texts),
        tables=tuple(_put(one, name, n, words) if one.key == key else one for one in tree.tables),
        figures=tuple(_put(one, name, n, words) if one.key == key else one for one in tree.figures),
    )


def _text(text: TextNode, key: str, name: str, n: int, words: str) -> TextNode:
    if text.key == key:
        return _put(text, name, n, words)
    if not any(node.key == key for node in text.nodes):
        return text
    return replace(text, nodes=tuple(_put(one, name, n, words) if one.key == key else one for one in text.nodes))


def _put(one: _Holder, name: str, n: int, words: str) -> _Holder:
    value: Any = getattr(one, name)
    becomes: Any = (*value[: n - 1], words, *value[n:]) if isinstance(value, tuple) else words
    changes: dict[str, Any] = {name: becomes}
    return replace(one, **changes)


def _cell(table: TableNode, key: str, n: int, words: str) -> TableNode:
    """The printed cell, and the rows below that it was filled into."""
    at = next((i for i, row in enumerate(table.rows) if row.key == key), None)
    if at is None:
        return table
    rows, was = list(table.rows), table.rows[at].printed[n - 1]
    rows[at] = _row(rows[at], n, was, words, printed=True)
    for i in range(at + 1, len(rows)):
        if rows[i].printed[n - 1] or rows[i].cells[n - 1] != was:
            break
        rows[i] = _row(rows[i], n, was, words, printed=False)
    return replace(table, rows=tuple(rows))


def _row(row: RowNode, n: int, was: str, words: str, *, printed: bool) -> RowNode:
    """Cells to the right without print of their own were filled from this one."""
    cells = list(row.cells)
    for i in range(n - 1, len(cells)):
        if cells[i] != was or (i >= n and row.printed[i]):
            break
        cells[i] = words
    own = (*row.printed[: n - 1], words, *row.printed[n:]) if printed else row.printed
    return replace(row, cells=tuple(cells), printed=own)


def reverse(fix: Fix, *, after: str, now: str) -> Fix:
    """The fix that takes this one back. `after`: the field as the fix left it; `now`: as it stands.

    What others wrote before or behind the place may have moved it; raises `ChangedError` when it was itself rewritten.
    """
    end = fix.start + len(fix.words)
    if after[fix.start : end] != fix.words:
        raise ChangedError
    if now.startswith(after[: min(end + 1, len(after))]):
        start = fix.start
    elif now.endswith(after[max(0, fix.start - 1) :]):
        start = len(now) - len(after) + fix.start
    else:
        start = _alone(after, now, fix.start, end)
    return Fix(fix.key, fix.field, start, fix.words, fix.found)


def _alone(after: str, now: str, start: int, end: int) -> int:
    """Where the surroundings of the place stand, if they stand once."""
    near = after[max(0, start - _NEAR) : end + _NEAR]
    places = [match.start() for match in re.finditer(re.escape(near), now)]
    if len(places) != 1:
        raise ChangedError
    return places[0] + min(start, _NEAR)
