"""What an editor decides about a finding without touching the text: accepted, referred to the organ, opened again."""

from django.db import transaction
from django.utils import timezone

from policies.grammar.said import said
from policies.models import Finding, FindingState, Treatment, User
from policies.proofreading.rules import collation
from policies.reading.records import Severity
from policies.services.proofreading.errors import FindingError

_LONGEST_REASON = 1000


@transaction.atomic
def accept_finding(*, finding: Finding, by: User, reason: str) -> Finding:
    """予以保留: what is doubted is right, or stays as it is, for this reason. Raises `FindingError` without one."""
    finding = locked(finding)
    reason = reason.strip()[:_LONGEST_REASON]
    if not reason:
        raise FindingError(said("请写明保留的理由。"))
    _needs(finding, FindingState.OPEN)
    return decide(finding, FindingState.ACCEPTED, by, reason)


@transaction.atomic
def refer_finding(*, finding: Finding, by: User, reason: str = "") -> Finding:
    """已转原发机关: an error of the print itself goes to the organ that issued it, and into a correction notice.

    Raises `FindingError` of a text that is still being written, and of what is our record's fault.
    """
    finding = locked(finding)
    _needs(finding, FindingState.OPEN)
    if not may_refer(finding):
        raise FindingError(said("这一处不是印刷的错误，直接改正即可，不必转原发机关。"))
    return decide(finding, FindingState.REFERRED, by, reason.strip()[:_LONGEST_REASON])


@transaction.atomic
def reopen_finding(*, finding: Finding, by: User) -> Finding:
    """An accepted or referred finding is to be dealt with again."""
    finding = locked(finding)
    if finding.state not in (FindingState.ACCEPTED, FindingState.REFERRED):
        raise FindingError(said("只有予以保留或已转原发机关的意见可以重新打开。"))
    return decide(finding, FindingState.OPEN, by, "")


@transaction.atomic
def weigh_finding(*, finding: Finding, by: User, severity: Severity) -> Finding:
    """Whose fault it is: `error`: print is right and our record differs; `warning`: so it is printed.

    Only a collation with the print can tell, so a text that is being written has nothing to weigh; and what an editor
    made other than the print was read is never the print's, so it wants a reason.
    """
    finding = locked(finding)
    _needs(finding, FindingState.OPEN)
    if finding.document is None or finding.document.treatment != Treatment.COLLATED:
        raise FindingError(said("起草中的文稿没有可以对照的印件。"))
    if finding.code == collation.CODE and severity == Severity.WARNING:
        raise FindingError(said("这里改得与原件的识读不同：请改回，或写明理由予以保留。"))
    finding.severity = severity.value
    finding.decided_by = by
    finding.save(update_fields=["severity", "decided_by"])
    return finding


def may_refer(finding: Finding) -> bool:
    """An error of a print: the document is collated, and the finding doubts the print."""
    collated = finding.document is not None and finding.document.treatment == Treatment.COLLATED
    return collated and finding.severity == Severity.WARNING


def locked(finding: Finding) -> Finding:
    rows = Finding.objects.select_for_update(of=("self",)).select_related("document", "revision")
    return rows.get(pk=finding.pk)


def decide(finding: Finding, state: FindingState, by: User, reason: str) -> Finding:
    finding.state, finding.decided_by, finding.reason = state, by, reason
    finding.decided_at = timezone.now()
    finding.save(update_fields=["state", "decided_by", "decided_at", "reason", "revision"])
    return finding


def _needs(finding: Finding, state: FindingState) -> None:
    if finding.state != state:
        raise FindingError(said("这条意见已经处理过：{state}。", state=finding.get_state_display()))
