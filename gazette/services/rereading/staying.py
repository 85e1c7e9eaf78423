"""What people have said and decided about a document stays with it when another reading fills its rows anew."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from gazette.models import Comment
from policies.models import Finding, FindingState, PolicyDocument, Provision, TableRow, Text, Version

Spot = tuple[str, str]  # where it stands: an eid, tables/2/rows/3; and the words there

_DECIDED = (FindingState.ACCEPTED, FindingState.REFERRED)
_COLUMNS = {"provision_id": "p", "part_id": "t", "row_id": "r"}  # of a comment: the kinds of keys
_WORDS = ("marker", "heading", "text")


@dataclass(frozen=True, slots=True)
class Kept:
    """Comments and decided findings by their keys, with where they hung before the rows went."""

    comments: dict[int, Spot]
    findings: dict[int, Spot]


def touched(document: PolicyDocument) -> bool:
    """Somebody has worked on it, decided about a finding of it, spoken of it, or been given it to do."""
    found = PolicyDocument.objects.filter(pk=document.pk)
    spoken = Q(comments__isnull=False) | Q(assignments__isnull=False) | Q(findings__state__in=_DECIDED)
    return found.worked_on().exists() or found.filter(spoken).exists()


def remember(*, document: PolicyDocument) -> Kept:
    """To be called before the rows go."""
    spots = _spots(document.versions.get(current=True))
    hung = Comment.objects.filter(document=document)
    comments = {
        pk: spots[key]
        for pk, *ids in hung.values_list("pk", "provision_id", "part_id", "row_id")
        for letter, number in zip("ptr", ids, strict=True)
        if (key := f"{letter}{number}") in spots
    }
    decided = Finding.objects.filter(document=document, state__in=_DECIDED)
    return Kept(comments, {pk: spots.get(key, ("", "")) for pk, key in decided.values_list("pk", "key")})


def put_back(*, document: PolicyDocument, kept: Kept) -> int:
    """Hangs all of it on the rows that now say the same; a comment also where other words stand in its place.

    A decision whose words are gone goes with them: how many did. What was found anew is not asked about again.
    """
    version = document.versions.get(current=True)
    find = _finder(version)
    for pk, spot in kept.comments.items():
        same = find(spot, False)
        key = same or find(spot, True)
        columns: dict[str, int | None] = {} if same else {"start": None, "end": None}
        columns |= {name: int(key[1:]) for name, letter in _COLUMNS.items() if key[:1] == letter}
        Comment.objects.filter(pk=pk).update(**columns)
    lost = 0
    for one in Finding.objects.filter(pk__in=kept.findings):
        key = find(kept.findings[one.pk], False) if one.key else ""
        if one.key and not key:
            lost += 1
            one.delete()
            continue
        Finding.objects.filter(pk=one.pk).update(key=key)
        _same(document, one).delete()
    return lost


def _same(document: PolicyDocument, one: Finding) -> QuerySet[Finding]:
    """What the newer reading says once more; paths begin with the document's place in its own reading."""
    path = "/".join(one.path.split("/")[2:]) if one.path.startswith("documents/") else one.path
    again = Finding.objects.filter(document=document, state=FindingState.OPEN, code=one.code, found=one.found)
    return again.filter(message=one.message, path__endswith=path)


def _spots(version: Version) -> dict[str, Spot]:
    """By the key of the row."""
    found: dict[str, Spot] = {}
    for pk, eid, *words in Provision.objects.filter(version=version).values_list("pk", "eid", *_WORDS):
        found[f"p{pk}"] = (eid, "".join(words))
    for pk, eid, title in Text.objects.filter(version=version).values_list("pk", "eid", "title"):
        found[f"t{pk}"] = (f"{eid}/title", title)
    rows = TableRow.objects.filter(table__version=version).values_list("pk", "table__n", "n", "cells")
    for pk, table, n, cells in rows:
        found[f"r{pk}"] = (f"tables/{table}/rows/{n}", "|".join(cells))
    return found


def _finder(version: Version) -> Callable[[Spot, bool], str]:
    """Key of the row that says what stood at a spot: in the same place, else in the only one that says it; '' for none."""
    spots = _spots(version)
    places = {spot[0]: key for key, spot in spots.items()}
    words: dict[str, list[str]] = defaultdict(list)
    for key, spot in spots.items():
        words[key[0] + spot[1]].append(key)

    def find(spot: Spot, in_other_words: bool) -> str:
        there = places.get(spot[0], "")
        if there and (spots[there][1] == spot[1]):
            return there
        kind = "t" if spot[0].endswith("/title") else "r" if spot[0].startswith("tables/") else "p"
        same = words.get(kind + spot[1], []) if spot[1] else []
        if len(same) == 1:
            return same[0]
        return there if in_other_words else ""

    return find
