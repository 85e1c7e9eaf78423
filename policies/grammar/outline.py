"""Turns the sequence of a text's provisions into what stands under what: each gets its address, parent and level.

A numbered provision closes all that is open at its rank or below and opens itself; everything else stands under what is open.
"""

from dataclasses import dataclass

from policies.grammar.eids import EidBuilder
from policies.grammar.headings import Marker, MarkerKind


@dataclass(frozen=True, slots=True)
class Spot:
    """`parent` is an eid or ''; `level` counts from 1."""

    eid: str
    parent: str
    level: int


class Outline:
    """Walks through one text in order; `prefix` is its eid."""

    def __init__(self, prefix: str) -> None:
        self._eids = EidBuilder(prefix)
        self._open: list[tuple[float, str]] = []  # rank and eid

    def numbered(self, marker: Marker, *, runs_on: bool) -> Spot:
        """A provision with a number; `runs_on`: it has text of its own behind it."""
        while self._open and self._open[-1][0] >= marker.rank:
            self._open.pop()
        parent = self._open[-1][1] if self._open else ""
        eid = self._eids.numbered(marker, parent)
        self._open.append((marker.rank, eid))
        if marker.kind is MarkerKind.ARTICLE and runs_on:
            self._eids.counted("p", eid)  # an article's own text is its first paragraph
        return Spot(eid, parent, len(self._open))

    def counted(self, name: str) -> Spot:
        """A provision that is counted by its name: p, li, tbl, hd."""
        parent = self._open[-1][1] if self._open else ""
        return Spot(self._eids.counted(name, parent), parent, len(self._open) + 1)

    def opening(self, name: str) -> Spot:
        """A heading without a number that opens a part of its own, 前言 or 附则: nothing before it is open any more."""
        self._open.clear()
        spot = self.counted(name)
        self._open.append((float("inf"), spot.eid))
        return spot
