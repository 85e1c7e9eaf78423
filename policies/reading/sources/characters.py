"""Turns a source's raw characters into printed ones: invisible marks go, look-alike radicals become their characters."""

import re
import unicodedata

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\x00-\x08\x0e-\x1f\x7f]")
_COMPATIBLE = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\ufb00-\ufb06]")
_HIGH = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_LOW = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
_RAISED = re.compile(r"[0-9+\-()]+")


def printed(text: str) -> str:
    return unified(_INVISIBLE.sub("", text))


def unified(text: str) -> str:
    """Radicals, compatibility forms and ligatures as the characters that they look like."""
    return _COMPATIBLE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def raised(text: str) -> str:
    """Superscript digits as characters of their own, so that 10³ is never read as 103; other text as it is."""
    return text.translate(_HIGH) if _RAISED.fullmatch(text) else text


def lowered(text: str) -> str:
    return text.translate(_LOW) if _RAISED.fullmatch(text) else text
