"""Turns what an editor typed into the documents and issues that may be meant: title, number, or a part of either."""

import re

from django.db.models import Q, QuerySet

from gazette.models import GazetteIssue
from policies.grammar.number_queries import parse_query
from policies.models import PolicyDocument

_ISSUE = re.compile(r"^\s*(?:(?P<year>(?:19|20)\d\d)\s*[年\-/.\s]\s*)?第?\s*(?P<number>\d{1,4})\s*期?\s*$")
_YEAR = re.compile(r"^\s*((?:19|20)\d\d)\s*年?\s*$")
_BRACKETS = str.maketrans("[［(（【〈﹝]］)）】〉﹞", "〔〔〔〔〔〔〔〕〕〕〕〕〕〕")


def documents_like(typed: str) -> QuerySet[PolicyDocument]:
    """In any state, the newest first: those that bear the number, else those with this in number or title."""
    number = parse_query(typed)
    found = PolicyDocument.objects.bearing(number) if number else PolicyDocument.objects.none()
    if not number or not found.exists():
        part = typed.translate(_BRACKETS).replace(" ", "")
        bearing = PolicyDocument.objects.filter(numbers__normalised__icontains=part).values("pk")
        slug = typed.strip("/").rpartition("doc/")[2]
        found = PolicyDocument.objects.filter(Q(title__icontains=typed) | Q(pk__in=bearing) | Q(slug=slug))
    return found.newest_first()


def issues_like(typed: str) -> QuerySet[GazetteIssue]:
    """In any state, the newest first: 2024年第3期, 3, 2024, or a part of the title."""
    year, issue = _YEAR.match(typed), _ISSUE.match(typed)
    asked = Q(title__icontains=typed) | Q(gazette__title__icontains=typed)
    if year:
        asked = Q(year=int(year[1]))
    elif issue:
        asked = Q(number=int(issue["number"])) & (Q(year=int(issue["year"])) if issue["year"] else Q())
    return GazetteIssue.objects.filter(asked).select_related("gazette").newest_first()
