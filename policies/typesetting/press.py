"""Turns HTML that carries its own style sheets into a PDF file."""

from collections.abc import Collection
from dataclasses import dataclass, field

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from policies.typesetting.fetching import FigureFetcher, ForbiddenAddressError


@dataclass(frozen=True, slots=True)
class PrintedPdf:
    """`places` says on which page (from 1) each anchor of the HTML came to stand."""

    data: bytes
    pages: int
    places: dict[str, int] = field(default_factory=dict)


def print_pdf(html: str, *, identifier: str, figures: Collection[str] = ()) -> PrintedPdf:
    """Lay out `html` and write it as PDF with tagged structure; the same input gives the same bytes.

    `identifier` (hex) becomes the file's PDF identifier; `figures` are the addresses of its pictures.
    Raises ForbiddenAddressError if the page asks for anything else.
    """
    try:
        laid_out = HTML(string=html, url_fetcher=FigureFetcher(figures), media_type="print").render(pdf_tags=True)
        data = laid_out.write_pdf(pdf_identifier=bytes.fromhex(identifier)[:16])
    except FatalURLFetchingError as error:
        raise ForbiddenAddressError(str(error)) from error
    places = {name: n for n, page in reversed(list(enumerate(laid_out.pages, 1))) for name in page.anchors}
    return PrintedPdf(data=data, pages=len(laid_out.pages), places=places)
