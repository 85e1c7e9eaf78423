"""Printed signs: of what kind one is, and a text without what only its setting adds."""

import re
import unicodedata

# Marks that print mixes without harm: one bracket, dash and quotation mark stands for all of its kind.
_ALIKE = str.maketrans(
    {
        "﹝": "〔",
        "[": "〔",
        "﹞": "〕",
        "]": "〕",
        "–": "—",
        "-": "—",
        "―": "—",
        "─": "—",
        "“": '"',
        "”": '"',
        "<": "〈",
        ">": "〉",
    }
)


def is_han(sign: str) -> bool:
    """A Han character proper: behind punctuation and beside figures print sets space of its own."""
    return "\u4e00" <= sign <= "\u9fff" or "\u3400" <= sign <= "\u4dbf"


def is_latin(sign: str) -> bool:
    """A letter or figure that words and numbers are made of, in its narrow form."""
    return sign.isascii() and sign.isalnum()


def compact(text: str) -> str:
    """A text for comparison: NFKC, without white space."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def alike(text: str) -> str:
    """A text for comparison whatever marks were mixed in print: compact, and of brackets, dashes and quotes one kind each."""
    return compact(text).translate(_ALIKE)


def squeeze(text: str) -> str:
    """A printed title on one line: no white space beside Han characters, single blanks between Latin words."""
    return re.sub(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])", "", " ".join(text.split()))


def tidy(text: str) -> str:
    """A printed caption or head cell on one line: squeezed, and without white space before a narrow bracket."""
    return re.sub(r"\s+(?=[()])", "", squeeze(text))
