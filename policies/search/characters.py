"""Turns text into the form in which search compares it, one character for one, so that places in both agree."""

import re

# Full-width letters, digits and marks stand for their half-width ones; Latin is compared in lower case.
_FOLD = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_LOWER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
_TABLE = _FOLD | {wide: (half + 32 if 65 <= half <= 90 else half) for wide, half in _FOLD.items()} | _LOWER
_WIDE = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]")
_KEPT = re.compile(r"[0-9a-z\u3400-\u9fff\U00020000-\U0003ffff]")


def fold(text: str) -> str:
    """The same text, as long as before, in one width and one case."""
    lower = text.lower()
    if len(lower) == len(text) and not _WIDE.search(text):  # many times faster than a table
        return lower
    return text.translate(_TABLE)


def plain(text: str) -> str:
    """The text without spaces in one width and case, for asking whether a word is in it."""
    return fold("".join(text.split()))


def squeeze(text: str) -> str:
    """Letters, digits and Han characters only: what bigrams are made of."""
    return "".join(_KEPT.findall(fold(text)))
