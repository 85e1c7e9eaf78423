"""Gives every node of a changed tree its address, parent and level, as reading gives them; what did not change keeps its own.

Until the first publication addresses follow the numbering; later they are frozen: a node that was there keeps its address
whatever its number becomes, and one that is inserted gets one beside the node before it: art_7-1, p_3a.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from policies.drafting.tree import Node, TextNode, Tree
from policies.grammar.headings import Marker, parse_marker
from policies.grammar.outline import Outline, Spot
from policies.reading.provisions import COUNTED, is_opening
from policies.reading.records import ProvisionKind, TextRole

_NUMBERED = {
    ProvisionKind.CHAPTER,
    ProvisionKind.SECTION,
    ProvisionKind.ARTICLE,
    ProvisionKind.HEADING,
    ProvisionKind.ITEM,
}
_PREFIXES = {TextRole.NOTICE: "main", TextRole.ENCLOSED: "enc", TextRole.APPENDIX: "app"}
_PUT_IN = re.compile(r"(?:-\d+|\d[a-z]+)$")  # what an address beside another ends in
_TAIL = re.compile(r"__(?P<name>[a-z]+)_[^_]*$")


@dataclass(frozen=True, slots=True)
class Address:
    """`parent` is a key, '' for none."""

    eid: str
    parent: str
    level: int


def marker_of(node: Node) -> Marker | None:
    """The number of a chapter, article, heading or item; None for what is counted."""
    if node.kind not in _NUMBERED or not node.marker:
        return None
    found = parse_marker(f"{node.marker}\u3000文")
    return found if found and found.number is not None else None


def readdressed(base: Tree, tree: Tree, *, frozen: Collection[str] | None = None) -> tuple[Tree, dict[str, str]]:
    """The tree with the addresses and levels its nodes are to have, and each node's parent by key ('' for none).

    Texts and nodes of `base` bring theirs along. `frozen` are the addresses that were ever public: None when none was.
    """
    tree = replace(tree, texts=_named(base, tree))
    before = {key: one for text in base.texts for key, one in spots(text)}
    addresses = _Addressing(base, before, frozen).of(tree)
    texts = tuple(
        replace(
            text,
            nodes=tuple(replace(one, eid=addresses[one.key].eid, level=addresses[one.key].level) for one in text.nodes),
        )
        for text in tree.texts
    )
    return replace(tree, texts=texts), {key: one.parent for key, one in addresses.items()}


def spots(text: TextNode) -> Iterator[tuple[str, "Located"]]:
    """Each node's key with where the outline puts it."""
    outline = Outline(text.eid)
    keys: dict[str, str] = {"": ""}
    for node in text.nodes:
        spot = _spot(outline, node)
        keys[spot.eid] = node.key
        yield node.key, Located(spot, keys[spot.parent])


@dataclass(frozen=True, slots=True)
class Located:
    spot: Spot
    parent: str  # the parent's key


def _spot(outline: Outline, node: Node) -> Spot:
    marker = marker_of(node)
    if marker:
        return outline.numbered(marker, runs_on=bool(node.text))
    name = COUNTED.get(node.kind, "p")
    if node.kind is ProvisionKind.HEADING and is_opening(node.heading):
        return outline.opening(name)
    return outline.counted(name)


def _named(base: Tree, tree: Tree) -> tuple[TextNode, ...]:
    """Texts with their prefixes: those they had, and free ones for new texts."""
    known = {text.key: text.eid for text in base.texts}
    taken = set(known.values())
    texts = []
    for text in tree.texts:
        eid = known.get(text.key) or _free_prefix(text, taken)
        taken.add(eid)
        texts.append(replace(text, eid=eid))
    return tuple(texts)


def _free_prefix(text: TextNode, taken: set[str]) -> str:
    prefix = _PREFIXES[text.role]
    if text.role is TextRole.NOTICE and prefix not in taken:
        return prefix
    n = text.number or 1
    while f"{prefix}_{n}" in taken:
        n += 1
    return f"{prefix}_{n}"


class _Addressing:
    """Walks a whole tree; what was located before as it is now keeps what its row has."""

    def __init__(self, base: Tree, before: dict[str, Located], frozen: Collection[str] | None) -> None:
        self.base = {node.key: node for text in base.texts for node in text.nodes}
        self.before, self.frozen = before, frozen
        self.result: dict[str, Address] = {}
        self.taken: set[str] = set()

    def of(self, tree: Tree) -> dict[str, Address]:
        located = [
            pair for text in tree.texts for pair in zip(text.nodes, (one for _, one in spots(text)), strict=True)
        ]
        kept = {node.key for node, one in located if self._keeps(node.key, one)}
        self.taken = {self.base[key].eid for key in kept} | set(self.frozen or ())
        actual: dict[str, str] = {"": ""}  # the outline's eids to the rows'
        last: dict[tuple[str, str], str] = {}  # under one parent the last address of each name
        following = Counter(_family(one) for node, one in located if node.key in kept)
        for node, one in located:
            family = _family(one)
            if node.key in kept:
                eid = self.base[node.key].eid
                following[family] -= 1
            else:
                eid = self._new(one, actual, last, inside=following[family] > 0)
            actual[one.spot.eid] = eid
            if eid in (self.frozen or ()) or not _PUT_IN.search(eid):
                last[family] = eid
            self.result[node.key] = Address(eid, one.parent, self._level(node, one))
        return self.result

    def _keeps(self, key: str, located: Located) -> bool:
        return key in self.base and (self.frozen is not None or self.before[key] == located)

    def _new(self, located: Located, actual: dict[str, str], last: dict[tuple[str, str], str], *, inside: bool) -> str:
        """`inside`: nodes of its kind that keep their addresses follow it."""
        parent, wanted = located.spot.parent, located.spot.eid
        if parent and wanted.startswith(f"{parent}__"):
            wanted = actual[parent] + wanted.removeprefix(parent)
        if self.frozen is not None and (wanted in self.taken or (inside and not _PUT_IN.search(wanted))):
            wanted = self._beside(wanted, located, last)
        free, again = wanted[:190], 1
        while free in self.taken:
            again += 1
            free = f"{wanted[:190]}~{again}"
        self.taken.add(free)
        return free

    def _beside(self, wanted: str, located: Located, last: dict[tuple[str, str], str]) -> str:
        """One behind the neighbour's: art_7-1, p_3a; before the first of all: p_0a."""
        family = _family(located)
        neighbour = last.get(family) or f"{wanted.rpartition('_')[0]}_0"
        numbered = family[1] not in COUNTED.values()
        n = 1
        while (free := f"{neighbour}-{n}" if numbered else neighbour + _letters(n)) in self.taken:
            n += 1
        return free

    def _level(self, node: Node, located: Located) -> int:
        """Levels follow the numbering; those of headings without a number are the editors' own."""
        before = self.base.get(node.key)
        moved = before is None or self.before[node.key].spot.level != located.spot.level
        chosen = node.level != before.level if before else not marker_of(node) and node.kind is ProvisionKind.HEADING
        return located.spot.level if moved and not chosen else node.level


def _family(located: Located) -> tuple[str, str]:
    """The parent's key and the name: what is counted or numbered together."""
    tail = _TAIL.search(located.spot.eid)
    return located.parent, tail["name"] if tail else ""


def _letters(n: int) -> str:
    """1 a, 26 z, 27 aa."""
    found = ""
    while n:
        n, rest = divmod(n - 1, 26)
        found = chr(ord("a") + rest) + found
    return found
