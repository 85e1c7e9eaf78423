"""What narrows a search, the same on page, feed and API: turns named values into a set of documents."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from policies.models import Organ, PolicyDocument, Topic


@dataclass(frozen=True, slots=True)
class Filters:
    """`organ` and `topic` take a code or a name. `on`: texts that held on that day. `gazette`: printed in it."""

    organ: str = ""
    genre: str = ""
    topic: str = ""
    validity: str = ""
    county: str = ""
    gazette: str = ""
    year: int | None = None
    start: date | None = None
    end: date | None = None
    on: date | None = None

    def documents(self) -> QuerySet[PolicyDocument]:
        """The published documents that these let through; each once."""
        found = PolicyDocument.objects.published().issued_between(self.start, self.end)
        for condition in self._conditions():
            found = found.filter(id__in=PolicyDocument.objects.filter(condition).values("id"))
        if self.genre:
            found = found.filter(genre=self.genre)
        if self.validity:
            found = found.filter(validity=self.validity)
        if self.year:
            found = found.filter(issued_on__gte=date(self.year, 1, 1), issued_on__lte=date(self.year, 12, 31))
        return _holding_on(found, self.on) if self.on else found

    def _conditions(self) -> list[Q]:
        """Those that go through other tables."""
        conditions = []
        if self.organ:
            conditions.append(Q(issuers__in=Organ.objects.filter(_known_as(self.organ)).values("pk")))
        if self.topic:
            conditions.append(Q(topics__in=Topic.objects.filter(_known_as(self.topic)).values("pk")))
        if self.gazette:
            published = Q(promulgations__issue__state="published")
            conditions.append(Q(promulgations__issue__gazette__code=self.gazette) & published)
        if self.county:
            conditions.append(Q(versions__current=True, versions__tables__project_table__rows__county=self.county))
        return conditions


def _known_as(given: str) -> Q:
    """By code or name, or by the code that was borne before a merging."""
    return Q(code=given) | Q(name=given) | Q(aliases__code=given)


def _holding_on(documents: QuerySet[PolicyDocument], day: date) -> QuerySet[PolicyDocument]:
    begun = Q(effective_on__lte=day) | Q(effective_on__isnull=True, issued_on__lte=day)
    not_expired = Q(expires_on__isnull=True) | Q(expires_on__gte=day)
    not_repealed = Q(repealed_on__isnull=True) | Q(repealed_on__gt=day)
    return documents.filter(begun & not_expired & not_repealed)
