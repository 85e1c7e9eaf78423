"""Sets of issues, named as the field names them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from gazette.models import Gazette, GazetteIssue


class GazetteQuerySet(models.QuerySet["Gazette"]):
    def default(self) -> "Gazette | None":
        """The gazette whose addresses carry no code: the one the settings name, else the first."""
        if settings.DEFAULT_GAZETTE:
            return self.filter(code=settings.DEFAULT_GAZETTE).first()
        return self.order_by("position", "id").first()


class GazetteIssueQuerySet(models.QuerySet["GazetteIssue"]):
    def published(self) -> "GazetteIssueQuerySet":
        return self.filter(state="published")

    def keyed(self, key: str) -> "GazetteIssueQuerySet":
        """The issue an address means within its year: 4, or s1 for a supplement."""
        if key.startswith("s"):
            return self.filter(kind="supplement", number=int(key[1:]))
        return self.exclude(kind="supplement").filter(number=int(key))

    def before(self, issue: "GazetteIssue") -> "GazetteIssueQuerySet":
        """Those printed before it, by year, number and kind."""
        same_year = models.Q(year=issue.year)
        same_number = same_year & models.Q(number=issue.number)
        earlier = models.Q(year__lt=issue.year) | (same_year & models.Q(number__lt=issue.number))
        return self.filter(earlier | (same_number & models.Q(kind__lt=issue.kind)))

    def after(self, issue: "GazetteIssue") -> "GazetteIssueQuerySet":
        """Those printed after it."""
        same_year = models.Q(year=issue.year)
        same_number = same_year & models.Q(number=issue.number)
        later = models.Q(year__gt=issue.year) | (same_year & models.Q(number__gt=issue.number))
        return self.filter(later | (same_number & models.Q(kind__gt=issue.kind)))

    def newest_first(self) -> "GazetteIssueQuerySet":
        return self.order_by("-year", "-number", "-id")
