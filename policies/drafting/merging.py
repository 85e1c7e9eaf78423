"""Merges two people's changes of one tree, clause by clause: what only one changed is taken, what both changed is a conflict.

A conflict is a property of one node that both changed differently, or a node that one took away and the other changed.
Where both moved a node, it stands where mine put it: nothing is lost by that.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from policies.drafting.columns import aligned
from policies.drafting.sequences import merged_order
from policies.drafting.tree import Fields, FigureNode, Node, RowNode, TableNode, TextNode, Tree

Part = TypeVar("Part", TextNode, Node, RowNode, TableNode, FigureNode)
_APART = {"key", "eid", "n", "part", "nodes", "rows", "cells", "printed"}  # merged in another way, or the server's
_BY_CELL = {"cells", "printed", "columns"}


# For two trees whose common one is not known: every difference is a conflict, and what only one has stays.
NOTHING = Tree(Fields(**dict.fromkeys((one.name for one in fields(Fields)), None)))  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Conflict:
    """One node that both changed; None where it was not there, or is there no more.

    `key` of a field of the document is its name behind a slash: /title; the three are its values then.
    """

    key: str
    label: str
    base: Any
    theirs: Any
    mine: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """`tree` has theirs where there is a conflict; without conflicts it has all that both did."""

    tree: Tree
    conflicts: tuple[Conflict, ...] = ()


def merge(base: Tree, theirs: Tree, mine: Tree) -> Merged:
    """Both sides' changes since the base. Addresses are theirs and may be wrong until they are given anew."""
    base, mine = without_orphans(base, base), without_orphans(mine, base)
    conflicts: list[Conflict] = []
    fields_ = _fields(base.fields, theirs.fields, mine.fields, conflicts)
    tables = _tables(base, theirs, mine, conflicts)
    figures = _parts(base.figures, theirs.figures, mine.figures, conflicts)
    disputed = {one.key for one in conflicts} & {one.key for one in tables}
    texts = _texts(base, theirs, mine, disputed, conflicts)
    tree = Tree(fields_, texts, tables, figures)
    conflicts += _misplaced(tree, base, theirs, mine) if not conflicts else ()
    return Merged(tree, tuple(conflicts))


def without_orphans(tree: Tree, base: Tree) -> Tree:
    """A table whose place was taken away goes with it; one that never had a place stays."""
    placed, there = _placed(base), _placed(tree)
    return replace(tree, tables=tuple(one for one in tree.tables if one.key in there or one.key not in placed))


def label_of(part: Any) -> str:
    """What an editor calls a node by: its marker or its first words."""
    words = [getattr(part, name, "") for name in ("marker", "heading", "title", "caption", "text")]
    said = "".join(words) or "".join(getattr(part, "cells", ()))
    return said[:24]


def _placed(tree: Tree) -> set[str]:
    return {node.table for text in tree.texts for node in text.nodes if node.table}


def _fields(base: Fields, theirs: Fields, mine: Fields, conflicts: list[Conflict]) -> Fields:
    values = {}
    for one in fields(Fields):
        name = one.name
        before, other, own = (getattr(side, name) for side in (base, theirs, mine))
        values[name], clash = _value(before, other, own)
        if clash:
            conflicts.append(Conflict(f"/{name}", name, before, other, own))
    return Fields(**values)


def _value(base: Any, theirs: Any, mine: Any) -> tuple[Any, bool]:
    if mine in (base, theirs):
        return theirs, False
    return (mine, False) if theirs == base else (theirs, True)


def _texts(
    base: Tree, theirs: Tree, mine: Tree, disputed: Collection[str], conflicts: list[Conflict]
) -> tuple[TextNode, ...]:
    """Texts and nodes are one sequence, in which a text's key stands before its nodes.

    The places of `disputed` tables stay, and so does a text in which one put what the other could not know of.
    """
    known, other, own = _flat(base), _flat(theirs), _flat(mine)
    result, gone = _merged_parts(known, other, own, conflicts)
    back = {key: one for key, one in other.items() if key in gone and getattr(one, "table", "") in disputed}
    for tree in (theirs, mine):
        for text in tree.texts:
            if text.key in gone and any(one.key in result and one.key not in known for one in text.nodes):
                back[text.key] = replace(text, nodes=())
    result |= back
    order = merged_order(list(known), list(other), list(own), gone=gone - set(back))
    return _gathered([result[key] for key in order])


def _gathered(parts: Iterable[TextNode | Node]) -> tuple[TextNode, ...]:
    texts: list[TextNode] = []
    nodes: list[list[Node]] = []
    homeless: list[Node] = []
    for part in parts:
        if isinstance(part, TextNode):
            texts.append(part)
            nodes.append([])
        elif nodes:
            nodes[-1].append(part)
        else:
            homeless.append(part)
    if nodes:
        nodes[0][:0] = homeless
    return tuple(replace(text, nodes=tuple(own)) for text, own in zip(texts, nodes, strict=True))


def _misplaced(tree: Tree, base: Tree, theirs: Tree, mine: Tree) -> list[Conflict]:
    """Nodes that the two changes together leave with a table or figure that is gone or stands elsewhere too."""
    free = {one.key for one in tree.tables} | {one.key for one in tree.figures}
    found = []
    for text in tree.texts:
        for node in text.nodes:
            for key in filter(None, (node.table, node.figure)):
                if key not in free:
                    sides = (_flat(side).get(node.key) for side in (base, theirs, mine))
                    found.append(Conflict(node.key, label_of(node), *sides))
                free.discard(key)
    return found


def _flat(tree: Tree) -> dict[str, TextNode | Node]:
    found: dict[str, TextNode | Node] = {}
    for text in tree.texts:
        found[text.key] = replace(text, nodes=())
        found.update((node.key, node) for node in text.nodes)
    return found


def _merged_parts(
    base: Mapping[str, Any], theirs: Mapping[str, Any], mine: Mapping[str, Any], conflicts: list[Conflict]
) -> tuple[dict[str, Any], set[str]]:
    """Each part of the result by its key, and the keys that either took away."""
    result: dict[str, Any] = {}
    gone: set[str] = set()
    for key in dict.fromkeys((*theirs, *mine, *base)):
        before, other, own = base.get(key), theirs.get(key), mine.get(key)
        if other is None or own is None:
            left = own if other is None else other
            kept, clash = (left, False) if before is None else (None, left is not None and _differ(before, left))
            if clash:
                conflicts.append(Conflict(key, label_of(before), before, other, own))
                kept = other
        else:
            kept = _merged_part(before, other, own, conflicts)
        if kept is None:
            gone.add(key)
        else:
            result[key] = kept
    return result, gone


def _differ(before: Any, after: Any) -> bool:
    return any(
        getattr(before, one.name) != getattr(after, one.name) for one in fields(before) if _own(one.name, before)
    )


def _own(name: str, part: Any) -> bool:
    return name not in _APART or (isinstance(part, RowNode) and name in ("cells", "printed"))


def _merged_part(before: Any, theirs: Any, mine: Any, conflicts: list[Conflict]) -> Any:
    """Property by property; a table's columns and the cells of its rows one by one where they are as many."""
    if mine in (before, theirs):
        return theirs
    values: dict[str, Any] = {}
    clash = False
    for one in fields(theirs):
        name = one.name
        if not _own(name, theirs):
            continue
        old = getattr(before, name) if before is not None else None
        values[name], wrong = _property(old, getattr(theirs, name), getattr(mine, name), by_cell=name in _BY_CELL)
        clash = clash or wrong
    if clash:
        conflicts.append(Conflict(theirs.key, label_of(theirs), before, theirs, mine))
        return theirs
    return replace(theirs, **values)


def _property(base: Any, theirs: Any, mine: Any, *, by_cell: bool) -> tuple[Any, bool]:
    if not by_cell or base is None or not len(base) == len(theirs) == len(mine):
        return _value(base, theirs, mine)
    cells = [_value(*three) for three in zip(base, theirs, mine, strict=True)]
    return tuple(cell for cell, _ in cells), any(wrong for _, wrong in cells)


def _tables(base: Tree, theirs: Tree, mine: Tree, conflicts: list[Conflict]) -> tuple[TableNode, ...]:
    sides = [{one.key: one for one in tree.tables} for tree in (base, theirs, mine)]
    placed = _placed(theirs)
    found: list[TableNode | None] = []
    for key in dict.fromkeys((*sides[1], *sides[2])):
        before, other, own = (side.get(key) for side in sides)
        if other is not None and own is not None:
            found.append(_table(before, other, own, conflicts))
        elif before is None:
            found.append(other or own)
        elif (left := other or own) is not None and _changed(before, left):
            conflicts.append(Conflict(key, label_of(before), before, other, own))
            found += [other] if other is not None and key in placed else []
    return tuple(one for one in found if one is not None)


def _changed(before: TableNode, after: TableNode) -> bool:
    return before.rows != after.rows or _differ(before, after)


def _table(before: TableNode | None, theirs: TableNode, mine: TableNode, conflicts: list[Conflict]) -> TableNode:
    if mine in (before, theirs):
        return theirs
    if theirs == before:
        return replace(mine, n=theirs.n, part=theirs.part)
    found: list[Conflict] = []
    if before is not None and not before.columns == theirs.columns == mine.columns:
        sides = aligned(before, theirs, mine)
        if sides is None:
            conflicts.append(Conflict(theirs.key, label_of(theirs), before, theirs, mine))
            return theirs
        before, theirs, mine = sides
    head: TableNode = _merged_part(before, theirs, mine, found)
    base, other, own = ({row.key: row for row in one.rows} if one else {} for one in (before, theirs, mine))
    result, gone = _merged_parts(base, other, own, found)
    order = merged_order(list(base), list(other), list(own), gone=gone)
    rows = tuple(result[key] for key in order)
    if not found and any(len(row.cells) != len(head.columns) for row in rows):  # of a table without a common one
        found.append(Conflict(theirs.key, label_of(theirs), before, theirs, mine))
        rows, head = theirs.rows, theirs
    else:
        found = [_over_rows(one, rows) if one.key == theirs.key else one for one in found]
    conflicts += [replace(one, label=f"{label_of(theirs)} {one.label}".strip()) for one in found]
    return replace(head, rows=rows)


def _over_rows(head: Conflict, rows: tuple[RowNode, ...]) -> Conflict:
    """A conflict of a table's head alone: whichever is taken, the rows are those that both together give."""
    sides = (side and replace(side, rows=rows) for side in (head.base, head.theirs, head.mine))
    return Conflict(head.key, head.label, *sides)


def _parts(
    base: Iterable[FigureNode], theirs: Collection[FigureNode], mine: Iterable[FigureNode], conflicts: list[Conflict]
) -> tuple[FigureNode, ...]:
    """Figures are never taken away: one that stands nowhere any more can be put back."""
    before, own = {one.key: one for one in base}, {one.key: one for one in mine}
    return tuple(
        _merged_part(before.get(one.key), one, own[one.key], conflicts) if one.key in own else one for one in theirs
    )
