"""Turns a page's runs into glyphs, each text once: hidden text goes, and what was printed twice for boldness."""

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium

from policies.reading.lines import Box
from policies.reading.sheets.sheet import Glyph, Rule
from policies.reading.sources.characters import unified
from policies.reading.sources.pdf.characters import Reader
from policies.reading.sources.pdf.frames import PageFrame
from policies.reading.sources.pdf.runs import Run, em_box, sets_mixed_text_tight

# Bullets of the symbol fonts that word processors use: their codes are private.
_SYMBOLS = {
    0xF06C: "●",
    0xF06E: "■",
    0xF071: "□",
    0xF075: "◆",
    0xF076: "◆",
    0xF0A7: "■",
    0xF0A8: "□",
    0xF0B2: "★",
    0xF0B7: "•",
    0xF0D8: "➢",
    0xF0E0: "→",
    0xF0FC: "✓",
    0xF0FE: "☑",
}
_UNREADABLE = "\ufffd"
_SPACED = 3  # real blanks on a page whose maker prints them


@dataclass(slots=True)
class PageText:
    """`characters` counts the printed ones, blanks left out."""

    glyphs: list[Glyph]
    characters: int


def text_on(page: pdfium.PdfPage, frame: PageFrame, rules: Sequence[Rule]) -> PageText:
    """The glyphs of a page in the file's order. Hidden text is left out where there is visible text."""
    textpage = page.get_textpage()
    try:
        reader = Reader(textpage.raw, frame, rules)
        runs = reader.read()
    finally:
        textpage.close()
    glyphs = _glyphs(runs, frame, blanks=reader.blanks >= _SPACED)
    return PageText(glyphs, sum(len(glyph.text) - glyph.text.count(" ") for glyph in glyphs))


def _glyphs(runs: list[Run], frame: PageFrame, *, blanks: bool) -> list[Glyph]:
    visible = [run for run in runs if not run.style.invisible]
    hidden = bool(runs) and sum(len(run.characters) for run in visible) * 10 < sum(len(r.characters) for r in runs)
    glyphs: list[Glyph] = []
    seen: dict[str, list[int]] = {}
    mixed = not blanks and sets_mixed_text_tight(runs)
    for run in runs if hidden else visible:
        text = _plain(run.text(blanks=blanks, mixed=mixed))
        box = em_box(run)
        if box.right < 0 or box.bottom < 0 or box.left > frame.width or box.top > frame.height:
            continue
        glyph = Glyph(
            text, box, run.style.size, run.style.bold or run.struck * 2 > len(run.characters), run.style.angle or 0
        )
        again = next((at for at in seen.get(text, ()) if _is_shadow(glyph.box, glyphs[at].box, glyph.size)), None)
        if again is not None:
            first = glyphs[again]
            glyphs[again] = Glyph(text, first.box, first.size, True, first.angle)
            continue
        seen.setdefault(text, []).append(len(glyphs))
        glyphs.append(glyph)
    return glyphs


def _is_shadow(one: Box, other: Box, size: float) -> bool:
    """Printed twice for boldness, or with a shadow: the same text next to its own place."""
    return abs(one.left - other.left) < 0.25 * size and abs(one.top - other.top) < 0.25 * size


def _plain(text: str) -> str:
    text = text.replace("\x00", _UNREADABLE)
    if text.isascii():
        return text
    return unified(text).translate(_SYMBOLS)
