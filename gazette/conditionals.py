"""The issues' part of the stamp that every public answer is validated by."""

from datetime import datetime

from django.db.models import Count, Max

from gazette.models import GazetteIssue


def issues_stamp() -> tuple[datetime | None, str]:
    found = GazetteIssue.objects.aggregate(changed=Max("updated_at"), count=Count("id"))
    return found["changed"], str(found["count"])
