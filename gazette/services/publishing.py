"""Publishes an issue: the issue, its promulgations and every document become public in one transaction."""

from datetime import date

from django.db import transaction

from gazette.models import GazetteIssue, IssueStage, IssueState
from gazette.services.workflow.readiness import unready_documents
from gazette.signals import issue_published
from policies.grammar.said import joined, said
from policies.models import DocumentState, Finding, FindingState, PolicyDocument, User
from policies.services.publishing import publish_document


class NotPublishableError(Exception):
    """The issue is no draft, holds nothing, or the gate is closed; the message is for the person who asked."""


@transaction.atomic
def publish_issue(*, issue: GazetteIssue, on: date, by: User | None, archive: bool = False) -> list[Finding]:
    """Publishes a draft on the day `on`; returns the findings that stood open. Raises `NotPublishableError`.

    Archive loading puts an old print on the site: its day of publication is the printed one, or not known, and no gate
    is asked.
    """
    issue = GazetteIssue.objects.select_for_update(of=("self",)).select_related("gazette").get(pk=issue.pk)
    if issue.state != IssueState.DRAFT:
        raise NotPublishableError(said("《{issue}》不是草稿，不能发布。", issue=issue))
    documents = PolicyDocument.objects.filter(promulgations__issue=issue).order_by("promulgations__position")
    if not documents:
        raise NotPublishableError(said("《{issue}》没有公文，不能发布。", issue=issue))
    if not archive:
        _require_signed(issue)
    findings = list(Finding.objects.filter(readings__issue=issue, readings__applied=True, state=FindingState.OPEN))
    issue.state, issue.published_by = IssueState.PUBLISHED, by
    issue.published_on = issue.published_on or (None if archive else on)
    issue.save(update_fields=["state", "published_by", "published_on", "updated_at"])
    note = _note(archive, findings)
    for document in documents:
        if document.state == DocumentState.DRAFT:
            publish_document(
                document=document, on=on, by=by, published_on=issue.published_on, note=note, archive=archive
            )
    issue_published.send(sender=GazetteIssue, issue=issue, by=by)
    return findings


def _require_signed(issue: GazetteIssue) -> None:
    if issue.stage != IssueStage.SIGNED:
        raise NotPublishableError(said("《{issue}》还没有付印，不能发布。", issue=issue))
    unready = unready_documents(issue=issue)
    if unready:
        reasons = joined(
            (said("《{title}》{reason}", title=one.document.title, reason=one.reason) for one in unready[:5]), "；"
        )
        raise NotPublishableError(
            said(
                "《{issue}》有 {count} 件公文还不能发布：{reasons}。", issue=issue, count=len(unready), reasons=reasons
            )
        )


def _note(archive: bool, findings: list[Finding]) -> str:
    how = "归档装载" if archive else ""
    numbers = "、".join(str(one.pk) for one in findings[:200])
    stood = f"未处理的校对意见 {len(findings)} 条：{numbers}" if findings else ""
    return "；".join(part for part in (how, stood) if part)
