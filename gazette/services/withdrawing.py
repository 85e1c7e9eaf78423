"""Takes a published issue back: its own page goes, its documents answer with the reason."""

from datetime import date

from django.db import transaction

from gazette.models import GazetteIssue, IssueState
from gazette.signals import issue_withdrawn
from policies.models import PolicyDocument, User
from policies.services.publishing import withdraw_document


class NotPublishedError(Exception):
    """Only what is public can be taken back."""


@transaction.atomic
def withdraw_issue(*, issue: GazetteIssue, on: date, by: User | None, reason: str) -> None:
    """Documents that stand in another published issue stay public. Raises `NotPublishedError`."""
    issue = GazetteIssue.objects.select_for_update(of=("self",)).select_related("gazette").get(pk=issue.pk)
    if issue.state != IssueState.PUBLISHED:
        raise NotPublishedError(f"《{issue}》没有发布，不能撤下。")
    issue.state = IssueState.WITHDRAWN
    issue.save(update_fields=["state", "updated_at"])
    elsewhere = PolicyDocument.objects.filter(
        promulgations__issue__in=GazetteIssue.objects.published().exclude(pk=issue.pk)
    )
    for document in PolicyDocument.objects.published().filter(promulgations__issue=issue).exclude(pk__in=elsewhere):
        withdraw_document(document=document, on=on, by=by, reason=reason)
    issue_withdrawn.send(sender=GazetteIssue, issue=issue, by=by)
