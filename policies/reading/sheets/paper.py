"""Takes from a sheet what can't stand on paper: places that are no numbers, or lie farther off than any sheet is wide."""

from dataclasses import replace

from policies.reading.lines import Box
from policies.reading.sheets.sheet import Sheet

LARGEST = 20_000.0  # points; the format with the largest pages ends at 14,400


def on_paper(sheet: Sheet) -> Sheet:
    """The sheet itself where all of it can be, as is usual."""
    glyphs = tuple(one for one in sheet.glyphs if 0 < one.size < LARGEST and can_be(one.box))
    rules = tuple(one for one in sheet.rules if can_be(one.box))
    pictures = tuple(one for one in sheet.pictures if can_be(one.box))
    if (len(glyphs), len(rules), len(pictures)) == (len(sheet.glyphs), len(sheet.rules), len(sheet.pictures)):
        return sheet
    return replace(sheet, glyphs=glyphs, rules=rules, pictures=pictures)


def can_be(box: Box) -> bool:
    """Comparisons with what is no number are false, so that this asks for finite numbers too."""
    return -LARGEST < box.left <= box.right < LARGEST and -LARGEST < box.top <= box.bottom < LARGEST
