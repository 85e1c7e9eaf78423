"""Turns HTML that carries its own style sheets into a PDF file."""

from collections.abc import Collection
from dataclasses import dataclass, field

from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError

from policies.typesetting.fetching import FigureFetcher, ForbiddenAddressError


@dataclass(frozen=True, slots=True)
class PrintedPdf:
    """`places` says on which page (from 1) each anchor of the HTML came to stand.

    `spans`: from where to where it reaches, each as pages before it and the share of its own page's height above it.
    """

    data: bytes
    pages: int
    places: dict[str, int] = field(default_factory=dict)
    spans: dict[str, tuple[float, float]] = field(default_factory=dict)


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
    places: dict[str, int] = {}
    spans: dict[str, tuple[float, float]] = {}
    for n, page in enumerate(laid_out.pages):
        for name, (_, top, _, bottom) in page.anchors.items():
            begun = spans[name][0] if name in spans else n + top / page.height
            places.setdefault(name, n + 1)
            spans[name] = begun, n + bottom / page.height
    return PrintedPdf(data=data, pages=len(laid_out.pages), places=places, spans=spans)
