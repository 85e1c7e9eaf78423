"""Gives the parts of a tree other keys, wherever they are named."""

from collections.abc import Mapping
from dataclasses import replace

from policies.drafting.tree import Tree


def keys_in(tree: Tree) -> set[str]:
    """Of texts, nodes, tables, rows and figures."""
    found = {one.key for one in tree.texts} | {one.key for one in tree.tables} | {one.key for one in tree.figures}
    found |= {node.key for text in tree.texts for node in text.nodes}
    return found | {row.key for table in tree.tables for row in table.rows}


def rekeyed(tree: Tree, keys: Mapping[str, str]) -> Tree:
    """Keys that `keys` does not name stay."""
    if not keys:
        return tree

    def key(one: str) -> str:
        return keys.get(one, one)

    texts = tuple(
        replace(
            text,
            key=key(text.key),
            nodes=tuple(replace(one, key=key(one.key), table=key(one.table)) for one in text.nodes),
        )
        for text in tree.texts
    )
    tables = tuple(
        replace(one, key=key(one.key), rows=tuple(replace(row, key=key(row.key)) for row in one.rows))
        for one in tree.tables
    )
    return replace(tree, texts=texts, tables=tables)
