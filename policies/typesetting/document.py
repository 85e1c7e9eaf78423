"""Typesets one document: manuscript in, PDF out, and the key under which the file is kept."""

from django.template.loader import render_to_string

from policies.typesetting.keys import rendering_key
from policies.typesetting.manuscript import DocumentManuscript
from policies.typesetting.press import PrintedPdf, print_pdf

PARTIALS = (
    "typesetting/_block.html",
    "typesetting/_closing.html",
    "typesetting/_colophon.html",
    "typesetting/_document.html",
    "typesetting/_grid.html",
    "typesetting/_stamp.html",
    "typesetting/base.css",
    "typesetting/bookmarks.css",
)
TEMPLATES = ("typesetting/document.html", "typesetting/document.css", *PARTIALS)


def document_key(manuscript: DocumentManuscript) -> str:
    """The key of the document's PDF: another word, template, font or WeasyPrint gives another key."""
    return rendering_key(manuscript, TEMPLATES)


def document_html(manuscript: DocumentManuscript, mark: str = "") -> str:
    """The page that is laid out, with its style sheets inside; `mark` stands across every page of a proof."""
    return render_to_string("typesetting/document.html", {"manuscript": manuscript, "prefix": "", "mark": mark})


def typeset_document(manuscript: DocumentManuscript) -> PrintedPdf:
    """A4 after GB/T 9704, with outline, running heads and embedded fonts."""
    figures = [plate.address for plate in manuscript.plates]
    return print_pdf(document_html(manuscript), identifier=document_key(manuscript), figures=figures)
