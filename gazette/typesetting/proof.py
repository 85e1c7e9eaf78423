"""Typesets a proof of a whole issue: as it will be public, with a mark across every page; and where its parts begin."""

from dataclasses import dataclass

from gazette.typesetting.issue import TEMPLATES, issue_html
from gazette.typesetting.manuscript import IssueManuscript
from policies.typesetting.keys import rendering_key
from policies.typesetting.press import PrintedPdf, print_pdf
from policies.typesetting.proof import MARK

_TOP, _BOTTOM, _HEIGHT = 30.0, 27.0, 297.0  # mm, as typesetting/issue.css sets the page


@dataclass(frozen=True, slots=True)
class IssueProofSheet:
    """The mark is part of what is typeset, so that no proof has the key of a public file."""

    manuscript: IssueManuscript
    mark: str = MARK


def issue_proof_key(sheet: IssueProofSheet) -> str:
    return rendering_key(sheet, (*TEMPLATES, "typesetting/proof.css"))


def typeset_issue_proof(sheet: IssueProofSheet) -> PrintedPdf:
    figures = [plate.address for document in sheet.manuscript.documents for plate in document.plates]
    html = issue_html(sheet.manuscript, sheet.mark)
    return print_pdf(html, identifier=issue_proof_key(sheet), figures=figures)


def span(printed: PrintedPdf, anchor: str) -> tuple[float, float] | None:
    """From where to where an anchor's part reaches, in pages from the first as 0, margins left out; None when it is not there."""
    found = printed.spans.get(anchor)
    return (_within(found[0]), _within(found[1])) if found else None


def _within(place: float) -> float:
    page = int(place)
    down = ((place - page) * _HEIGHT - _TOP) / (_HEIGHT - _TOP - _BOTTOM)
    return round(page + min(max(down, 0.0), 1.0), 3)
