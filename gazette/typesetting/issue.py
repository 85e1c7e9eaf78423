"""Typesets a whole issue: manuscript in, PDF out, and the key under which the file is kept."""

from django.template.loader import render_to_string

from gazette.typesetting.manuscript import IssueManuscript
from policies.typesetting.document import PARTIALS
from policies.typesetting.keys import rendering_key
from policies.typesetting.press import PrintedPdf, print_pdf

TEMPLATES = ("typesetting/issue.html", "typesetting/issue.css", "typesetting/_cover.html", *PARTIALS)


def issue_key(manuscript: IssueManuscript) -> str:
    return rendering_key(manuscript, TEMPLATES)


def issue_html(manuscript: IssueManuscript, mark: str = "") -> str:
    """The page that is laid out: cover, contents with page numbers, each document, the chronicle; `mark` is a proof's."""
    return render_to_string("typesetting/issue.html", {"issue": manuscript, "depth": 2, "mark": mark})


def typeset_issue(manuscript: IssueManuscript) -> PrintedPdf:
    """The issue at once, since fonts are then embedded once; `places` tells each document's page by its anchor."""
    figures = [plate.address for document in manuscript.documents for plate in document.plates]
    return print_pdf(issue_html(manuscript), identifier=issue_key(manuscript), figures=figures)
