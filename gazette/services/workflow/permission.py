"""Turns an account and an issue's row into the deeds that the account may do now."""

from gazette.drafting.deeds import IssueDeed, IssuePlace, issue_deeds_at
from gazette.models import GazetteIssue, IssueState
from policies.models import User
from policies.services.workflow.permission import Staff, staff_of


def may_with_issue(*, user: User, deed: IssueDeed, issue: GazetteIssue | None = None) -> bool:
    """Whether the account may do the deed now; without an issue, whether it may begin one."""
    return deed in issue_deeds_of(staff=staff_of(user), issue=issue)


def issue_deeds_of(*, staff: Staff, issue: GazetteIssue | None = None) -> frozenset[IssueDeed]:
    """All deeds open to the account."""
    return issue_deeds_at(issue_place(issue) if issue else IssuePlace.NEW, staff.roles, limited=staff.limited)


def issue_place(issue: GazetteIssue) -> IssuePlace:
    return IssuePlace(issue.stage if issue.state == IssueState.DRAFT else issue.state)
