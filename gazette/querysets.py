"""Sets of issues, named as the field names them."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

if TYPE_CHECKING:
    from gazette.models import Gazette, GazetteIssue  # noqa: F401, needed by the strings below


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

    def newest_first(self) -> "GazetteIssueQuerySet":
        return self.order_by("-year", "-number", "-id")
