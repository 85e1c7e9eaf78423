"""Turns the lines of a document's head and closing into the places of the fields that were read from them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from policies.grammar.numbers import find_numbers, number_key, parse_numbers
from policies.grammar.organs import issuers_from_title
from policies.reading.addressing import Address
from policies.reading.closing import Closing
from policies.reading.forms import dated, publicity, signature, signed_and_dated
from policies.reading.lines import Line
from policies.reading.openings import Opening
from policies.reading.records import FieldPlace, Place, TextRecord
from policies.reading.title_forms import canonical


def head_fields(head: Sequence[Line], opening: Opening) -> list[FieldPlace]:
    """`head`: the lines from the opening's first to the last before the body."""
    filled = [line for line in head if line.text.strip()]
    found = [FieldPlace(f"numbers/{n}", place) for n, place in _number_places(filled, opening)]
    title = span(_title_lines(filled, canonical(opening.title)) or filled)
    return [FieldPlace("title", title), *found] if title else found


def _title_lines(lines: Sequence[Line], title: str) -> list[Line]:
    """The shortest run of lines that holds the title, numbers beside it left out; else all lines that lie in it."""
    inside = [line for line in lines if (plain := _without_numbers(line.text)) and (plain in title or title in plain)]
    for last in range(len(inside), 0, -1):
        joined = ""
        for first in range(last - 1, -1, -1):
            joined = _without_numbers(inside[first].text) + joined
            if title in joined:
                return inside[first:last]
    return inside


def _without_numbers(text: str) -> str:
    for match in reversed(find_numbers(text)):
        text = text[: match.start] + text[match.end :]
    return canonical(text)


def _number_places(lines: Sequence[Line], opening: Opening) -> Iterator[tuple[int, Place]]:
    numbered = [(line, parse_numbers(line.text) or tuple(m.record for m in find_numbers(line.text))) for line in lines]
    numbered = [(line, records) for line, records in numbered if records]
    for n, number in enumerate(opening.numbers, 1):
        own = (
            line for line, records in numbered if any(number_key(one)[1:] == number_key(number)[1:] for one in records)
        )
        line = next(own, numbered[0][0] if numbered else None)
        if line:
            yield n, Place.of(line)


def address_fields(lines: Sequence[Line], address: Address) -> list[FieldPlace]:
    """The addressees stand between the bylines and the letter's text."""
    first = address.bylines[-1][1] + 1 if address.bylines else 0
    place = span(lines[first : address.start]) if address.addressees else None
    return [FieldPlace("addressees", place)] if place else []


def closing_fields(lines: Sequence[Line], closing: Closing | None) -> list[FieldPlace]:
    """Signature, day and publicity note, each by the form of its line; one line may be the first two."""
    own: dict[str, list[Line]] = defaultdict(list)
    for index in sorted(closing.taken) if closing else ():
        text = lines[index].text
        if signed_and_dated(text):
            own["signed_by"].append(lines[index])
            own["issued_on"].append(lines[index])
        elif dated(text):
            own["issued_on"].append(lines[index])
        elif publicity(text):
            own["publicity"].append(lines[index])
        elif signature(text):
            own["signed_by"].append(lines[index])
    return [FieldPlace(path, place) for path, found in own.items() if (place := span(found))]


def derived_fields(
    known: Sequence[FieldPlace], *, title: str, clauses: dict[str, str], texts: Iterable[TextRecord]
) -> list[FieldPlace]:
    """The issuers stand where they were read; `clauses`: effective_on, expires_on → the eid of the clause that says so."""
    places = {one.path: one.place for one in known}
    wanted = ("title", "signed_by") if issuers_from_title(title) else ("signed_by", "numbers/1")
    issuers = next((places[path] for path in wanted if path in places), None)
    found = [FieldPlace("issuers", issuers)] if issuers else []
    named = {one.eid: one.place for text in texts for one in text.provisions if one.eid in clauses.values()}
    return [*found, *(FieldPlace(path, place) for path, eid in clauses.items() if (place := named.get(eid)))]


def span(lines: Sequence[Line]) -> Place | None:
    """From the first to the last of these lines in the source's order."""
    filled = [line for line in lines if line.text.strip()]
    if not filled:
        return None
    first = min(filled, key=lambda line: line.number)
    return Place(first.number, max(line.number for line in filled), first.page)
