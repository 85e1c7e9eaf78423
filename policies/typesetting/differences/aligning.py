"""Turns two or three wordings of a document into rows that set like beside like."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from policies.typesetting.differences.pieces import Piece, words_of

_LIKE = 0.45  # below it two clauses are two clauses, not one that changed
_WINDOW = 12  # how far apart the shares of a changed run are looked for
Pair = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Row:
    """`first` is what the standing reading said, `ours` what editors made of it, `new` what the newer reading says."""

    first: Piece | None
    ours: Piece | None
    new: Piece | None

    @property
    def label(self) -> str:
        return next((one.label for one in (self.ours, self.first, self.new) if one), "")

    @property
    def is_same(self) -> bool:
        return _text(self.ours) == _text(self.new)

    @property
    def edited(self) -> bool:
        return _text(self.first) != _text(self.ours)

    @property
    def is_conflict(self) -> bool:
        """Editors and the newer reading both left the first wording, in different ways."""
        return self.edited and _text(self.first) != _text(self.new) and not self.is_same


def _text(piece: Piece | None) -> str | None:
    return piece.said if piece else None


def aligned(before: Sequence[Piece], after: Sequence[Piece]) -> Iterator[Pair]:
    """Pairs of indices in both orders; None where one side has nothing like it."""
    old, new = words_of(before), words_of(after)
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(range(i, j), range(k, m), strict=True)
        else:
            yield from _changed(old, new, (i, j), (k, m))


def _changed(old: Sequence[str], new: Sequence[str], before: tuple[int, int], after: tuple[int, int]) -> Iterator[Pair]:
    """A run that differs: each old clause with the likest new one ahead of it, in order."""
    at = after[0]
    for i in range(*before):
        window = range(at, min(at + _WINDOW, after[1]))
        ratio, best = max(((_likeness(old[i], new[k]), -k) for k in window), default=(0.0, 0))
        if ratio < _LIKE:
            yield i, None
            continue
        yield from ((None, k) for k in range(at, -best))
        yield i, -best
        at = -best + 1
    yield from ((None, k) for k in range(at, after[1]))


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _LIKE and matcher.quick_ratio() >= _LIKE else 0.0


def three_way(first: Sequence[Piece], ours: Sequence[Piece], new: Sequence[Piece]) -> list[Row]:
    """Rows in the order of the first reading; what the others add stands behind the clause it follows there."""
    left, left_added = _sides(first, ours)
    right, right_added = _sides(first, new)
    rows: list[Row] = []
    for i in range(-1, len(first)):
        if i >= 0:
            rows.append(Row(first[i], left.get(i), right.get(i)))
        rows += _added(left_added.get(i, []), right_added.get(i, []))
    return rows


def _sides(first: Sequence[Piece], other: Sequence[Piece]) -> tuple[dict[int, Piece], dict[int, list[Piece]]]:
    """What stands for each clause of the first reading, and what follows it without one; -1 is before all."""
    matched: dict[int, Piece] = {}
    added: dict[int, list[Piece]] = {}
    last = -1
    for i, k in aligned(first, other):
        last = last if i is None else i
        if k is not None and i is not None:
            matched[i] = other[k]
        elif k is not None:
            added.setdefault(last, []).append(other[k])
    return matched, added


def _added(ours: Sequence[Piece], new: Sequence[Piece]) -> Iterator[Row]:
    for i, k in aligned(ours, new):
        yield Row(None, ours[i] if i is not None else None, new[k] if k is not None else None)
