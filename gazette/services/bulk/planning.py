"""Turns a deed and many documents into what will happen to each, and why some are left, in a constant number of queries.

Galleys, whose whole text is examined, are taken by the hundred, so that a thousand of them fit into memory.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from gazette.services.bulk.kinds import Given, Kind
from policies.grammar.said import said
from policies.models import PolicyDocument, User
from policies.services.workflow.permission import Staff, deeds_of, staff_of
from policies.services.workflow.steps import standing_name

NEEDED = ("numbers", "drafts", "issuer_links", "topics", "departments")
TOGETHER = 100


@dataclass(frozen=True, slots=True)
class Planned:
    """`why_not` is '' for what will be done."""

    document: PolicyDocument
    standing: str
    will: str
    why_not: str = ""


def plan(*, kind: Kind, documents: QuerySet[PolicyDocument], given: Given, by: User) -> list[Planned]:
    """One for each document, in the order given."""
    staff, loaded = staff_of(by), _loaded(documents)
    planned_ones = [planned(kind=kind, document=one, given=given, staff=staff) for one in loaded]
    found = _examined(kind, [one.document for one in planned_ones if not one.why_not])
    return [
        replace(one, will="", why_not=why_not) if (why_not := found.get(one.document.pk)) else one
        for one in planned_ones
    ]


def planned(*, kind: Kind, document: PolicyDocument, given: Given, staff: Staff) -> Planned:
    """Without what only the deed itself, or a look at many at once, can tell."""
    standing = standing_name(document)
    if kind.deed(document) not in deeds_of(staff=staff, document=document):
        return Planned(document, standing, "", said("您不能办理，或不在这一环节。"))
    why_not = kind.spared(document, given)
    return Planned(document, standing, "" if why_not else kind.will(document, given), why_not)


def _examined(kind: Kind, documents: Sequence[PolicyDocument]) -> dict[int, str]:
    found: dict[int, str] = {}
    for n in range(0, len(documents), TOGETHER):
        found |= kind.examined(documents[n : n + TOGETHER])
    return found


def _loaded(documents: QuerySet[PolicyDocument]) -> list[PolicyDocument]:
    return list(documents.prefetch_related(*NEEDED, "drafts__version", "drafts__document"))
