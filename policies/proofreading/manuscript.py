"""Turns a tree into passages: every field that has words, with its place; a paragraph's heading and text are read as one."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from policies.drafting.tree import Node, TextNode, Tree
from policies.grammar.said import Said
from policies.proofreading.context import Context
from policies.proofreading.remarks import Remark


class Sort(StrEnum):
    PROSE = "prose"  # a node's heading and text, a table's note
    TITLE = "title"
    FIELD = "field"  # of the document itself: numbers, addressees, signature
    CELL = "cell"
    HEAD = "head"  # of a table's column


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` is `parts` joined: (field, words) in print's order. `node` and `within` are None outside the texts."""

    key: str
    sort: Sort
    text: str
    parts: tuple[tuple[str, str], ...]
    node: Node | None = None
    within: TextNode | None = None

    def remark(self, code: str, start: int, end: int, reason: Said, suggestion: str | None = None) -> Remark:
        """A remark on part of the passage; one that runs over two fields is kept in the first, without a fix."""
        offset = 0
        for name, words in self.parts:
            if start < offset + len(words) or (name, words) == self.parts[-1]:
                low, high = max(0, start - offset), min(end - offset, len(words))
                whole = end - offset <= len(words) and self.sort is not Sort.HEAD  # columns are not mended here
                return Remark(code, self.key, name, low, high, words[low:high], reason, suggestion if whole else None)
            offset += len(words)
        raise ValueError("a passage without fields")


class Manuscript:
    """A tree with what is known beside it, as the rules read it."""

    def __init__(self, tree: Tree, context: Context) -> None:
        self.tree = tree
        self.context = context

    @property
    def on(self) -> date:
        """The day by which names, posts and validity are judged."""
        return self.tree.fields.issued_on or self.context.on

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        return tuple(one for one in (*_fields(self.tree), *_texts(self.tree), *_tables(self.tree)) if one.text.strip())

    def of(self, *sorts: Sort) -> Iterator[Passage]:
        return (one for one in self.passages if one.sort in sorts)

    @cached_property
    def prose(self) -> tuple[Passage, ...]:
        return tuple(self.of(Sort.PROSE))

    @cached_property
    def sentences(self) -> tuple[Passage, ...]:
        """Prose and titles: what is written in words, not set in cells."""
        return tuple(self.of(Sort.PROSE, Sort.TITLE))


def _single(key: str, sort: Sort, name: str, words: str, within: TextNode | None = None) -> Passage:
    return Passage(key, sort, words, ((name, words),), within=within)


def _fields(tree: Tree) -> Iterator[Passage]:
    fields = tree.fields
    yield _single("", Sort.TITLE, "title", fields.title)
    for name in ("numbers", "addressees", "signed_by"):
        for n, words in enumerate(getattr(fields, name), 1):
            yield _single("", Sort.FIELD, f"{name}/{n}", words)


def _texts(tree: Tree) -> Iterator[Passage]:
    for text in tree.texts:
        yield _single(text.key, Sort.TITLE, "title", text.title, text)
        for node in text.nodes:
            parts = tuple(pair for pair in (("heading", node.heading), ("text", node.text)) if pair[1])
            if parts:
                yield Passage(node.key, Sort.PROSE, node.heading + node.text, parts, node, text)
    for figure in tree.figures:
        yield _single(figure.key, Sort.TITLE, "caption", figure.caption)


def _tables(tree: Tree) -> Iterator[Passage]:
    for table in tree.tables:
        yield _single(table.key, Sort.TITLE, "title", table.title)
        for n, column in enumerate(table.columns, 1):
            yield _single(table.key, Sort.HEAD, f"columns/{n}", column.name)
        for row in table.rows:
            for n, words in enumerate(row.printed, 1):
                if words:
                    yield _single(row.key, Sort.CELL, f"cells/{n}", words)
        for n, words in enumerate(table.notes, 1):
            yield replace(_single(table.key, Sort.PROSE, f"notes/{n}", words))
