"""Merges the order of two changed sequences of keys: what mine inserted, moved and took away is done to theirs."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence


def moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The fewest keys of both that must have been moved, so that the others stand in their old order."""
    places = {key: n for n, key in enumerate(before)}
    common = [key for key in after if key in places]
    return set(common) - set(rising(common, [places[key] for key in common]))


def rising(keys: Sequence[str], places: Sequence[int]) -> list[str]:
    """The keys of a longest run of rising places."""
    tails: list[int] = []  # the lowest place that ends a run of each length
    ends: list[int] = []  # where it is
    links: list[int] = []
    for n, place in enumerate(places):
        length = bisect_left(tails, place)
        tails[length : length + 1] = [place]
        ends[length : length + 1] = [n]
        links.append(ends[length - 1] if length else -1)
    found = []
    n = ends[-1] if ends else -1
    while n >= 0:
        found.append(keys[n])
        n = links[n]
    return found[::-1]


def merged_order(
    base: Sequence[str], theirs: Sequence[str], mine: Sequence[str], *, gone: Collection[str] = ()
) -> list[str]:
    """Theirs, with what mine did since the base. `gone` are the keys that the result is not to have.

    What mine inserted or moved stands behind what it stands behind in mine; where both moved one key, it stands where mine
    put it.
    """
    known, left = set(base), set(gone)
    own = (set(mine) - known) | moved(base, mine)
    chain = _Chain(key for key in theirs if key not in own and key not in left)
    last = ""
    for key in mine:
        if key in left:
            continue
        if key in own:
            chain.put(key, behind=last)
        if key in chain:
            last = key
    return list(chain)


class _Chain:
    """A list of keys that takes another behind any of them at once; '' stands before the first."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._next: dict[str, str] = {"": ""}
        last = ""
        for key in keys:
            self._next[last], self._next[key] = key, ""
            last = key

    def put(self, key: str, *, behind: str) -> None:
        self._next[key], self._next[behind] = self._next[behind], key

    def __contains__(self, key: str) -> bool:
        return key in self._next

    def __iter__(self) -> Iterator[str]:
        key = self._next[""]
        while key:
            yield key
            key = self._next[key]
