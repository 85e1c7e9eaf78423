"""Second pair of eyes for issues: the database refuses whoever compiled since the last approval."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from gazette.models import GazetteIssue, IssueApproval, IssueRevision
from policies.models import User
from tests.factories import make_issue, make_user

pytestmark = pytest.mark.django_db


def _compiled(by: User) -> GazetteIssue:
    issue = make_issue(state="draft", published_on=None)
    IssueRevision.objects.create(issue=issue, n=1, composition={}, by=by, saved_at=timezone.now())
    return issue


def test_whoever_compiled_does_not_sign() -> None:
    compiler = make_user(role="publisher")
    with pytest.raises(IntegrityError, match="issue_approval_second_eyes"), transaction.atomic():
        IssueApproval.objects.create(issue=_compiled(compiler), stage="galley", by=compiler)


def test_another_signs_and_the_compilers_are_written_down() -> None:
    compiler = make_user()
    approval = IssueApproval.objects.create(issue=_compiled(compiler), stage="galley", by=make_user(role="publisher"))
    approval.refresh_from_db()
    assert approval.writers == [compiler.pk]


def test_a_special_approval_needs_its_reason() -> None:
    compiler = make_user(role="publisher")
    issue = _compiled(compiler)
    with pytest.raises(IntegrityError, match="issue_approval_special_with_reason"), transaction.atomic():
        IssueApproval.objects.create(issue=issue, stage="galley", by=compiler, special=True)
    assert IssueApproval.objects.create(issue=issue, stage="galley", by=compiler, special=True, reason="只有三个人").pk
