"""Turns two records of one document into the places in which their texts differ, each with its address and both wordings."""

from dataclasses import dataclass

from policies.reading.records import DocumentRecord
from policies.typesetting.differences.aligning import aligned
from policies.typesetting.differences.pieces import addressed_pieces


@dataclass(frozen=True, slots=True)
class Change:
    """`eid` in the newer record where the place stands in it, else in the older; '' side where it has nothing."""

    eid: str
    before: str
    after: str


def changed_clauses(before: DocumentRecord, after: DocumentRecord) -> list[Change]:
    """In the order of print; clauses that only got another address are no change."""
    old, new = addressed_pieces(before), addressed_pieces(after)
    found = []
    for i, k in aligned([piece for _, piece in old], [piece for _, piece in new]):
        eid = new[k][0] if k is not None else old[i][0] if i is not None else ""
        sides = old[i][1].said if i is not None else "", new[k][1].said if k is not None else ""
        if sides[0] != sides[1]:
            found.append(Change(eid, *sides))
    return found
