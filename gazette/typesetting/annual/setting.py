"""Typesets a year's general contents: manuscript in, PDF out, and the key under which the file is kept."""

from django.template.loader import render_to_string

from gazette.typesetting.annual.manuscript import AnnualManuscript
from policies.typesetting.keys import rendering_key
from policies.typesetting.press import PrintedPdf, print_pdf

TEMPLATES = (
    "typesetting/annual.html",
    "typesetting/annual.css",
    "typesetting/base.css",
    "typesetting/bookmarks.css",
    "typesetting/issue.css",
)


def annual_key(manuscript: AnnualManuscript) -> str:
    return rendering_key(manuscript, TEMPLATES)


def typeset_annual(manuscript: AnnualManuscript) -> PrintedPdf:
    """Cover, the entries by group, the index of organs, the index of numbers."""
    html = render_to_string("typesetting/annual.html", {"annual": manuscript, "depth": 2})
    return print_pdf(html, identifier=annual_key(manuscript))
