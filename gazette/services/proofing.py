"""Typesets proofs of what is not public yet, once for each state of the words, and keeps where an issue's parts begin."""

from collections.abc import Iterable
from datetime import datetime

from gazette.models import GazetteIssue, IssueProof, IssueState
from gazette.typesetting.collecting import anchor_of, collect_issue
from gazette.typesetting.proof import IssueProofSheet, issue_proof_key, span, typeset_issue_proof
from policies.models import DocumentState, PolicyDocument, RenderedFile, Version
from policies.services.rendering import keep_rendering
from policies.typesetting.collecting import collect_document, with_wording
from policies.typesetting.press import PrintedPdf
from policies.typesetting.proof import DocumentProof, document_proof_key, typeset_document_proof

CHRONICLE = "chronicle"  # beside documents' keys in `IssueProof.places`


def issue_sheet(*, issue: GazetteIssue) -> IssueProofSheet:
    """What a proof of the issue would be made of now; its key is `issue_proof_key`."""
    return IssueProofSheet(collect_issue(issue, drafts=True))


def document_sheet(*, document: PolicyDocument) -> DocumentProof:
    """What a proof of the document would be made of now: the wording at the desk, else the current one."""
    wording = working_version(document=document)
    wordings = Version.objects.filter(pk__in=[wording.pk] if wording else [])
    found = with_wording(PolicyDocument.objects.filter(pk=document.pk), wordings=wordings).get()
    return DocumentProof(collect_document(found))


def working_version(*, document: PolicyDocument) -> Version | None:
    """The wording that the desk works on, else the current one."""
    open_one = Version.objects.filter(document=document, draft__closed_at__isnull=True, draft__isnull=False)
    return open_one.first() or document.versions.filter(current=True).first()


def render_issue_proof(*, issue_id: int, at: datetime) -> RenderedFile | None:
    """The proof of the issue as it stands now; None when there is no such issue at the desk."""
    issue = GazetteIssue.objects.select_related("gazette").filter(pk=issue_id, state=IssueState.DRAFT).first()
    if issue is None:
        return None
    stamps = text_stamps(issue.promulgations.values_list("document", flat=True))
    sheet = issue_sheet(issue=issue)
    key = issue_proof_key(sheet)

    def typeset() -> PrintedPdf:
        printed = typeset_issue_proof(sheet)
        _note(issue, key, printed, stamps, at)
        return printed

    made = keep_rendering(key=key, typeset=typeset)
    IssueProof.objects.filter(issue=issue, key=key).update(lock=issue.lock)
    return made


def _note(issue: GazetteIssue, key: str, printed: PrintedPdf, stamps: dict[int, str], at: datetime) -> None:
    found = {str(one.document_id): span(printed, anchor_of(one)) for one in issue.promulgations.all()}
    found[CHRONICLE] = span(printed, CHRONICLE)
    IssueProof.objects.update_or_create(
        issue=issue,
        defaults={
            "key": key,
            "lock": issue.lock,
            "pages": printed.pages,
            "places": {name: place for name, place in found.items() if place is not None},
            "stamps": {str(document): stamp for document, stamp in stamps.items()},
            "made_at": at,
        },
    )


def render_document_proof(*, document_id: int) -> RenderedFile | None:
    """The proof of a document as it stands at the desk now; None when there is no such document."""
    document = PolicyDocument.objects.filter(pk=document_id).exclude(state=DocumentState.WITHDRAWN).first()
    if document is None:
        return None
    sheet = document_sheet(document=document)
    return keep_rendering(key=document_proof_key(sheet), typeset=lambda: typeset_document_proof(sheet))


def text_stamps(documents: Iterable[int]) -> dict[int, str]:
    """What changes with every save of a document's text, by its key; one query."""
    found = Version.objects.filter(document__in=list(documents), current=True).values_list(
        "document", "pk", "draft__lock"
    )
    return {document: f"{version}.{lock or 0}" for document, version, lock in found}
