"""Sets of issues, named as the field names them."""

from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from gazette.models import GazetteIssue  # noqa: F401, needed by the string below


class GazetteIssueQuerySet(models.QuerySet["GazetteIssue"]):
    def published(self) -> "GazetteIssueQuerySet":
        return self.filter(state="published")

    def newest_first(self) -> "GazetteIssueQuerySet":
        return self.order_by("-year", "-number", "-id")
