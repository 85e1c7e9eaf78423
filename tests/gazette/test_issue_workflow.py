"""An issue's way over the desk: signed when each of its documents is, published when the gate is open for all."""

from datetime import date

import pytest
from django.utils import timezone

from gazette.models import GazetteIssue, IssueRevision, IssueState
from gazette.services.publishing import NotPublishableError, publish_issue
from gazette.services.workflow import batches, passing
from policies.models import DocumentState, PolicyDocument, User
from policies.services.workflow.errors import NotAllowedError, SecondEyesError, WorkflowError
from tests.factories import make_document, make_draft, make_issue, make_signed, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2024, 4, 2)


@pytest.fixture
def publisher() -> User:
    return make_user(role="publisher")


def draft_issue(*documents: PolicyDocument, **fields: object) -> GazetteIssue:
    return make_issue(documents=documents, state="draft", published_on=None, **fields)


def test_an_issue_is_compiled_signed_and_published_with_its_documents(publisher: User) -> None:
    fresh, early = make_signed(), make_document()
    issue = draft_issue(fresh, early)
    passing.submit_issue(issue=issue, by=make_user())
    passing.sign_issue(issue=issue, by=publisher)
    passing.release_issue(issue=issue, on=TODAY, by=publisher)
    issue.refresh_from_db()
    fresh.refresh_from_db()
    assert (issue.state, issue.published_on, fresh.state) == (IssueState.PUBLISHED, TODAY, DocumentState.PUBLISHED)
    assert [(one.deed, one.before, one.after) for one in issue.moves.all()] == [
        ("submit", "compiling", "galley"),
        ("sign", "galley", "signed"),
        ("publish", "signed", ""),
    ]


def test_an_issue_with_an_unsigned_document_is_not_signed(publisher: User) -> None:
    late = make_draft(stage="proof", proof=2).document
    with pytest.raises(WorkflowError, match=r"1 件公文没有付印.*二校"):
        passing.sign_issue(issue=draft_issue(make_signed(), late, stage="galley"), by=publisher)


def test_whoever_compiled_signs_only_by_special_approval() -> None:
    both = make_user(role="publisher")
    issue = draft_issue(make_signed(), stage="galley")
    IssueRevision.objects.create(issue=issue, n=1, composition={}, by=both, saved_at=timezone.now())
    with pytest.raises(SecondEyesError, match="特批"):
        passing.sign_issue(issue=issue, by=both)
    passing.sign_issue(issue=issue, by=both, special="只有三个人在岗")
    assert issue.approvals.get().special


def test_all_ready_galleys_are_signed_at_once_and_the_others_say_why(publisher: User) -> None:
    ready, wrong, early = make_draft(stage="galley"), make_draft(stage="galley"), make_draft(stage="proof", proof=1)
    wrong.document.findings.create(code="text-lost", severity="error", message="少了一行")
    issue = draft_issue(ready.document, wrong.document, early.document)
    done = batches.sign_ready(issue=issue, by=publisher)
    assert [(one.document, bool(one.refused)) for one in done] == [(ready.document, False), (wrong.document, True)]
    assert "1 条差错" in done[1].refused
    for draft, stage in ((ready, "signed"), (wrong, "galley"), (early, "proof")):
        draft.refresh_from_db()
        assert draft.stage == stage


def test_all_proofs_are_passed_once_for_each_page_that_was_seen() -> None:
    drafts = [make_draft(stage="proof", proof=1), make_draft(stage="proof", proof=2)]
    issue, reviewer = draft_issue(*(one.document for one in drafts)), make_user(role="reviewer")
    assert [one.refused for one in batches.approve_ready(issue=issue, by=reviewer, moves=0)] == ["", ""]
    with pytest.raises(WorkflowError, match="换了环节"):
        batches.approve_ready(issue=issue, by=reviewer, moves=0)
    for draft, proof in zip(drafts, (2, 3), strict=True):
        draft.refresh_from_db()
        assert draft.proof == proof


def test_a_signed_issue_whose_gate_has_closed_is_not_published(publisher: User) -> None:
    document = make_signed()
    issue = draft_issue(document, stage="signed")
    PolicyDocument.objects.filter(pk=document.pk).update(disclosure="on_request")
    with pytest.raises(NotPublishableError, match="依申请公开"):
        passing.release_issue(issue=issue, on=TODAY, by=publisher)
    document.refresh_from_db()
    assert document.state == DocumentState.DRAFT


def test_an_unsigned_issue_is_published_as_an_archive_only(publisher: User) -> None:
    issue = draft_issue(make_document(state="draft", published_on=None))
    with pytest.raises(NotPublishableError, match="付印"):
        publish_issue(issue=issue, on=TODAY, by=publisher)
    publish_issue(issue=issue, on=TODAY, by=publisher, archive=True)
    assert GazetteIssue.objects.get(pk=issue.pk).state == IssueState.PUBLISHED


def test_it_goes_back_with_a_reason_and_a_signature_is_recalled_with_one(publisher: User) -> None:
    issue = draft_issue(make_signed(), stage="signed")
    passing.recall_issue(issue=issue, by=publisher, reason="换一篇")
    passing.send_issue_back(issue=issue, by=publisher, reason="换一篇")
    issue.refresh_from_db()
    assert issue.stage == "compiling"
    with pytest.raises(WorkflowError, match="原因"):
        passing.recall_issue(issue=issue, by=publisher, reason="")


def test_a_departments_account_does_nothing_with_issues(publisher: User) -> None:
    publisher.organs.add(make_document().issuers.get())
    with pytest.raises(NotAllowedError):
        passing.sign_issue(issue=draft_issue(make_signed(), stage="galley"), by=publisher)
