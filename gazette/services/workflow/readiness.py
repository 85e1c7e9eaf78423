"""Which documents of an issue keep it from being signed or published, and why."""

from dataclasses import dataclass

from gazette.models import GazetteIssue
from policies.grammar.said import joined, said
from policies.models import DocumentState, PolicyDocument, Stage
from policies.services.workflow.gate import obstacles
from policies.services.workflow.permission import working_draft
from policies.services.workflow.steps import standing_name


@dataclass(frozen=True, slots=True)
class Unready:
    document: PolicyDocument
    reason: str


def unsigned_documents(*, issue: GazetteIssue) -> list[Unready]:
    """Those that are neither signed nor public, in the order of print. Withdrawn ones count: an issue prints none."""
    return [Unready(one, standing_name(one)) for one in _documents(issue) if not is_signed(one)]


def unready_documents(*, issue: GazetteIssue) -> list[Unready]:
    """Those that the publication gate still holds back, each with what stands in its way."""
    found = []
    for document in _documents(issue):
        if document.state == DocumentState.PUBLISHED:
            continue
        reasons = (
            [said("已撤下")]
            if document.state == DocumentState.WITHDRAWN
            else [one.message for one in obstacles(document=document)]
        )
        if reasons:
            found.append(Unready(document, joined(reasons, "，")))
    return found


def is_signed(document: PolicyDocument) -> bool:
    """Signed or public. Uses prefetched `drafts`."""
    if document.state != DocumentState.DRAFT:
        return document.state == DocumentState.PUBLISHED
    draft = working_draft(document)
    return draft is not None and draft.stage == Stage.SIGNED


def _documents(issue: GazetteIssue) -> list[PolicyDocument]:
    found = PolicyDocument.objects.filter(promulgations__issue=issue).order_by("promulgations__position")
    return list(found.prefetch_related("drafts__version", "issuer_links"))
