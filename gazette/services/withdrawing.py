"""Takes a published issue back, or publishes it again: its own page answers with the reason, and so do its documents."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from gazette.models import GazetteIssue, IssueState
from gazette.signals import issue_published, issue_withdrawn
from policies.grammar.said import said
from policies.models import DocumentState, PolicyDocument, User
from policies.services.publishing import restore_document, withdraw_document


class NotPublishedError(Exception):
    """Only what is public can be taken back, and that with a reason."""


class NotWithdrawnError(Exception):
    """Only what was taken back can be published again, and that with a reason."""


def withdrawn_with(issue: GazetteIssue) -> QuerySet[PolicyDocument]:
    """The documents that go from the public with a published issue: those that stand in no other published one."""
    elsewhere = PolicyDocument.objects.filter(
        promulgations__issue__in=GazetteIssue.objects.published().exclude(pk=issue.pk)
    )
    return PolicyDocument.objects.published().filter(promulgations__issue=issue).exclude(pk__in=elsewhere)


def restored_with(issue: GazetteIssue) -> QuerySet[PolicyDocument]:
    """The documents that come back with a withdrawn issue: those that went with it, and for no reason of their own."""
    gone = PolicyDocument.objects.filter(state=DocumentState.WITHDRAWN, successor=None)
    return gone.filter(promulgations__issue=issue, withdrawal_reason=issue.withdrawal_reason)


@transaction.atomic
def withdraw_issue(*, issue: GazetteIssue, on: date, by: User | None, reason: str) -> None:
    """Documents that stand in another published issue stay public. Raises `NotPublishedError`."""
    issue = _locked(issue)
    if issue.state != IssueState.PUBLISHED or not reason.strip():
        raise NotPublishedError(said("《{issue}》没有发布，或没有写明原因，不能撤下。", issue=issue))
    documents = list(withdrawn_with(issue))
    issue.state, issue.withdrawal_reason = IssueState.WITHDRAWN, reason.strip()
    issue.save(update_fields=["state", "withdrawal_reason", "updated_at"])
    for document in documents:
        withdraw_document(document=document, on=on, by=by, reason=issue.withdrawal_reason)
    issue_withdrawn.send(sender=GazetteIssue, issue=issue, by=by)


@transaction.atomic
def restore_issue(*, issue: GazetteIssue, on: date, by: User | None, reason: str) -> None:
    """The issue and the documents that went with it are public again. Raises `NotWithdrawnError`."""
    issue = _locked(issue)
    if issue.state != IssueState.WITHDRAWN or not reason.strip():
        raise NotWithdrawnError(said("《{issue}》没有撤下，或没有写明原因，不能恢复发布。", issue=issue))
    documents = list(restored_with(issue))
    issue.state, issue.withdrawal_reason = IssueState.PUBLISHED, ""
    issue.save(update_fields=["state", "withdrawal_reason", "updated_at"])
    for document in documents:
        restore_document(document=document, on=on, by=by, reason=reason.strip())
    issue_published.send(sender=GazetteIssue, issue=issue, by=by)


def _locked(issue: GazetteIssue) -> GazetteIssue:
    return GazetteIssue.objects.select_for_update(of=("self",)).select_related("gazette").get(pk=issue.pk)
