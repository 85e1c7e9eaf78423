"""Turns a deed and many documents into what will happen to each, and why some are left; a constant number of queries,
but for galleys, whose text is examined one by one."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from gazette.services.bulk.kinds import Given, Kind
from policies.models import PolicyDocument, User
from policies.services.workflow.permission import Staff, deeds_of, staff_of
from policies.services.workflow.steps import standing_name

NEEDED = ("numbers", "drafts", "issuer_links", "topics", "departments")


@dataclass(frozen=True, slots=True)
class Planned:
    """`why_not` is '' for what will be done."""

    document: PolicyDocument
    standing: str
    will: str
    why_not: str = ""


def plan(*, kind: Kind, documents: QuerySet[PolicyDocument], given: Given, by: User) -> list[Planned]:
    """One for each document, in the order given."""
    staff = staff_of(by)
    return [planned(kind=kind, document=one, given=given, staff=staff) for one in _loaded(documents)]


def planned(*, kind: Kind, document: PolicyDocument, given: Given, staff: Staff) -> Planned:
    standing = standing_name(document)
    if kind.deed(document) not in deeds_of(staff=staff, document=document):
        return Planned(document, standing, "", _("您不能办理，或不在这一环节。"))
    why_not = kind.spared(document, given)
    return Planned(document, standing, "" if why_not else kind.will(document, given), why_not)


def _loaded(documents: QuerySet[PolicyDocument]) -> Iterable[PolicyDocument]:
    return documents.prefetch_related(*NEEDED, "drafts__version", "drafts__document")
