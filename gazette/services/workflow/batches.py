"""One deed over each document of an issue that is ready for it, one transaction each: none holds up the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from gazette.drafting.deeds import IssueDeed
from gazette.models import GazetteIssue
from gazette.services.workflow.permission import may_with_issue
from policies.grammar.said import said
from policies.models import Disclosure, DocumentState, Draft, DraftMove, PolicyDocument, Stage, User
from policies.services.workflow.errors import NotAllowedError, WorkflowError
from policies.services.workflow.gate import disclosure_of
from policies.services.workflow.passing import approve_proof, send_to_proof, sign_galley
from policies.services.workflow.permission import working_draft
from policies.services.workflow.reception import decide_disclosure, record_secrecy_review


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document; `refused` is '' when the deed was done."""

    document: PolicyDocument
    refused: str = ""


def submit_ready(*, issue: GazetteIssue, by: User) -> list[Outcome]:
    """Sends each received text to its proof. Raises `NotAllowedError`."""
    found = _unpublished(issue, IssueDeed.SUBMIT_READY, by)
    ready = [one for one, draft in found if draft is None or draft.stage == Stage.RECEIVED]
    return _each(ready, lambda one: send_to_proof(document=one, by=by))


def approve_ready(*, issue: GazetteIssue, by: User, moves: int | None = None) -> list[Outcome]:
    """Passes the present proof of each; of those that the account wrote itself it says so.

    `moves`: how many moves its documents had made when the account saw them, so that a button pressed twice passes one
    proof. Raises `WorkflowError`.
    """
    found = _unpublished(issue, IssueDeed.APPROVE_READY, by)
    if moves is not None and moves != moves_so_far(issue=issue):
        raise WorkflowError(said("您打开这一页以后，本期有公文换了环节；请看过以后再办理。"))
    seen = {one.pk: draft for one, draft in found if draft and draft.stage == Stage.PROOF}

    def approve(one: PolicyDocument) -> Draft:
        draft = seen[one.pk]
        return approve_proof(document=one, by=by, lock=draft.lock, at=(draft.stage, draft.proof))

    return _each((one for one, _draft in found if one.pk in seen), approve)


def moves_so_far(*, issue: GazetteIssue) -> int:
    """How many moves the issue's documents have made over the desk."""
    return DraftMove.objects.filter(draft__document__promulgations__issue=issue).count()


def sign_ready(*, issue: GazetteIssue, by: User) -> list[Outcome]:
    """Signs each galley that nothing stands against. Raises `NotAllowedError`."""
    found = _unpublished(issue, IssueDeed.SIGN_READY, by)
    ready = [one for one, draft in found if draft and draft.stage == Stage.GALLEY]
    return _each(ready, lambda one: sign_galley(document=one, by=by))


def examine_all(*, issue: GazetteIssue, by: User, examined_by: str, examined_on: date) -> list[Outcome]:
    """Records the secrecy review of each that has none. Raises `NotAllowedError`."""
    found = _unpublished(issue, IssueDeed.EXAMINE, by)
    open_ones = [one for one, draft in found if draft is None or not draft.secrecy_by]
    return _each(
        open_ones,
        lambda one: record_secrecy_review(document=one, by=by, examined_by=examined_by, examined_on=examined_on),
    )


def disclose_all(*, issue: GazetteIssue, by: User) -> list[Outcome]:
    """Opens each to everybody of which neither the print nor the office has said anything. Raises `NotAllowedError`."""
    found = _unpublished(issue, IssueDeed.DISCLOSE, by)
    silent = [one for one, _draft in found if disclosure_of(one) is None]
    return _each(silent, lambda one: decide_disclosure(document=one, by=by, disclosure=Disclosure.OPEN))


def _unpublished(issue: GazetteIssue, deed: IssueDeed, by: User) -> list[tuple[PolicyDocument, Draft | None]]:
    """The issue's documents that are not public yet, in the order of print, each with its open draft."""
    if not may_with_issue(user=by, deed=deed, issue=issue):
        raise NotAllowedError(said("您不能办理，或这一期已不在这一环节；请刷新页面查看。"))
    found = PolicyDocument.objects.filter(promulgations__issue=issue, state=DocumentState.DRAFT)
    ordered = found.order_by("promulgations__position").prefetch_related("drafts")
    return [(one, working_draft(one)) for one in ordered]


def _each(documents: Iterable[PolicyDocument], deed: Callable[[PolicyDocument], object]) -> list[Outcome]:
    outcomes = []
    for document in documents:
        try:
            deed(document)
        except WorkflowError as error:
            outcomes.append(Outcome(document, error.args[0]))
        else:
            outcomes.append(Outcome(document))
    return outcomes
