"""How wide a text runs: what both grids, of the screen and of paper, are measured by."""

import unicodedata

HAN, LATIN = 1.0, 0.56  # of a character


def ems(text: str) -> float:
    """The width in characters: Han 1, Latin letters and digits a little over half."""
    return sum(HAN if unicodedata.east_asian_width(char) in "WFA" else LATIN for char in text)
