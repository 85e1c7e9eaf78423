"""Turns the end of an official letter into its signers, its day and its publicity note."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from policies.reading.forms import dated, publicity, signature, signed_and_dated
from policies.reading.layout import is_terminated
from policies.reading.lines import Line

_MOST_SIGNERS = 12


@dataclass(frozen=True, slots=True)
class Closing:
    """`taken` are the indices of its lines; the letter ends before `first`, what it issues begins behind `last`."""

    first: int
    last: int
    signed_by: tuple[str, ...] = ()
    issued_on: date | None = None
    publicity: str = ""
    taken: frozenset[int] = field(default=frozenset())


def find_closing(lines: Sequence[Line], start: int = 0) -> Closing | None:
    """The first closing at or after `start`: a date under a signature or over a publicity note, or a signature that ends all."""
    filled = [index for index in range(start, len(lines)) if lines[index].text.strip()]
    for position, index in enumerate(filled):
        text = lines[index].text
        if len(text) > 80:
            continue
        both = signed_and_dated(text)
        day = both[1] if both else dated(text)
        if day is None:
            continue
        signers, first = _signers_above(lines, filled, position)
        if both:
            signers = (*signers, *both[0])
        below = filled[position + 1] if position + 1 < len(filled) else None
        if below is not None and not signers and signature(lines[below].text):
            return _closed(lines, filled, first, position + 1, signature(lines[below].text), day)
        note = below is not None and publicity(lines[below].text)
        if signers or note or (below is None and position):
            return _closed(lines, filled, first, position, signers, day)
    return _unsigned(lines, filled)


def _closed(
    lines: Sequence[Line], filled: Sequence[int], first: int, last: int, signers: tuple[str, ...], day: date | None
) -> Closing:
    note = ""
    if last + 1 < len(filled) and publicity(lines[filled[last + 1]].text):
        last += 1
        note = publicity(lines[filled[last]].text)
    elif first > 0 and publicity(lines[filled[first - 1]].text):
        first -= 1
        note = publicity(lines[filled[first]].text)
    return Closing(filled[first], filled[last], signers, day, note, frozenset(filled[first : last + 1]))


def _signers_above(lines: Sequence[Line], filled: Sequence[int], position: int) -> tuple[tuple[str, ...], int]:
    """The signature lines directly above a date, in print's order, and the position of the first."""
    signers: list[str] = []
    first = position
    while first > 0 and position - first < _MOST_SIGNERS:
        names = signature(lines[filled[first - 1]].text)
        if not names:
            break
        signers[:0] = names
        first -= 1
    return tuple(signers), first


def _unsigned(lines: Sequence[Line], filled: Sequence[int]) -> Closing | None:
    """A closing without a date: signature or publicity note as the last lines of all."""
    first = len(filled)
    note = ""
    signers: tuple[str, ...] = ()
    if filled and publicity(lines[filled[-1]].text):
        first -= 1
        note = publicity(lines[filled[-1]].text)
    if first > 1 and is_terminated(lines[filled[first - 2]].text):
        signers = signature(lines[filled[first - 1]].text)
        first -= bool(signers)
    if first == len(filled):
        return None
    return Closing(filled[first], filled[-1], signers, None, note, frozenset(filled[first:]))
