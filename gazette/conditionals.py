"""The issues' part of the stamp that every public answer is validated by."""

from datetime import datetime

from django.db.models import Count, DateTimeField, Max, Subquery

from gazette.models import Gazette, GazetteIssue


def issues_stamp() -> tuple[datetime | None, str]:
    newest = Gazette.objects.order_by("-updated_at").values("updated_at")[:1]
    found = GazetteIssue.objects.aggregate(
        changed=Max("updated_at"), count=Count("id"), gazette=Max(Subquery(newest, output_field=DateTimeField()))
    )
    changed = [one for one in (found["changed"], found["gazette"]) if one]
    return max(changed, default=None), str(found["count"])
