"""Turns the picture of a page into a sheet, by whichever recogniser is installed."""

from PIL import Image

from policies.reading.sheets.sheet import Sheet
from policies.reading.sources.errors import RecogniserMissingError
from policies.reading.sources.scan import tesseract
from policies.reading.sources.scan.edges import on_edges
from policies.reading.sources.scan.glyphs import glyphs_of
from policies.reading.sources.scan.ink import ink_of
from policies.reading.sources.scan.models import models_at_hand, networks
from policies.reading.sources.scan.ruling import rules_of, without_rules
from policies.reading.sources.scan.straightening import straight
from policies.reading.sources.scan.turned import read_page


def recogniser_at_hand() -> bool:
    """Whether pictures can be read here: by the extra `ocr`, else by an installed tesseract that knows Chinese."""
    return models_at_hand() or tesseract.at_hand()


def recognised_sheet(image: Image.Image, *, number: int, width: float, height: float) -> Sheet:
    """What is printed on a page's picture, of any mode and resolution; `width` and `height` are the page's in points.

    A page scanned askew is made straight first, so boxes are those of the straight page. Raises a `SourceError` when
    nothing is installed that recognises characters.
    """
    if not recogniser_at_hand():
        raise RecogniserMissingError
    grey = image.convert("L")
    grey, _ = straight(grey, ink_of(grey, width=width))
    rules = rules_of(ink_of(grey, width=width), width=width)
    plain = without_rules(grey, rules, width=width)
    if models_at_hand():
        glyphs = glyphs_of(read_page(plain, rules, networks(), width=width, height=height))
    else:
        glyphs = tesseract.glyphs_of(plain, rules, width=width)
    glyphs = on_edges(glyphs, width=width, height=height)
    return Sheet(number, width, height, tuple(glyphs), rules, recognised=True)
