"""Turns the records of one document, as read, as edited and as read anew, into what its page of differences shows."""

from collections.abc import Iterator
from dataclasses import dataclass

from policies.reading.records import DocumentRecord
from policies.typesetting.differences.aligning import Row, three_way
from policies.typesetting.differences.pieces import LABELS, Piece, fields_of, pieces_of
from policies.typesetting.differences.wording import Run, new_side, old_side

MOST_ROWS = 400


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of differences; None where that side has nothing. `first` is None where nobody has edited the document."""

    label: str
    first: list[Run] | None
    ours: list[Run] | None
    new: list[Run] | None
    is_conflict: bool = False
    edited: bool = False


@dataclass(frozen=True, slots=True)
class DocumentDifference:
    rows: list[Shown]
    same: int  # fields and clauses that do not differ
    left_out: int  # rows beyond what a page shows
    edited: bool

    @property
    def conflicts(self) -> int:
        return sum(row.is_conflict for row in self.rows)


def document_difference(
    *, first: DocumentRecord | None, ours: DocumentRecord | None, new: DocumentRecord | None
) -> DocumentDifference:
    """`ours` is None where nobody has edited what was read first."""
    rows = list(_rows(first, ours or first, new))
    changed = [row for row in rows if not row.is_same]
    shown = [_shown(row, edited=ours is not None) for row in changed[:MOST_ROWS]]
    return DocumentDifference(shown, len(rows) - len(changed), max(0, len(changed) - MOST_ROWS), ours is not None)


def _rows(first: DocumentRecord | None, ours: DocumentRecord | None, new: DocumentRecord | None) -> Iterator[Row]:
    sides = [fields_of(one) if one else {} for one in (first, ours, new)]
    for name, label in LABELS.items():
        pieces = [Piece(str(label), side[name]) if side.get(name) else None for side in sides]
        if any(pieces):
            yield Row(*pieces)
    yield from three_way(*(pieces_of(one) if one else [] for one in (first, ours, new)))


def _shown(row: Row, *, edited: bool) -> Shown:
    first, ours, new = (piece.said if piece else None for piece in (row.first, row.ours, row.new))
    if not edited:
        before, after = ours or "", new or ""
        return Shown(
            row.label,
            None,
            None if ours is None else old_side(before, after),
            None if new is None else new_side(before, after),
        )
    base = first or ""
    return Shown(
        row.label,
        None if first is None else [Run("same", first)],
        None if ours is None else new_side(base, ours),
        None if new is None else new_side(base, new),
        row.is_conflict,
        row.edited,
    )
