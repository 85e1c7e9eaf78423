"""Turns characters of symbol fonts, which mean nothing elsewhere, into characters that every font has."""

import re

from policies.grammar.numerals import circled

# Wingdings and Wingdings 2, as offices use them: boxes to tick, ticks, bullets, arrows.
_WINGDINGS = {
    0x6C: "●",
    0x6D: "❍",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x72: "□",
    0x75: "◆",
    0x77: "◆",
    0x9F: "•",
    0xA1: "○",
    0xA8: "□",
    0xD8: "▶",
    0xDF: "←",
    0xE0: "→",
    0xE8: "→",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
} | {0x81 + n: circled(n + 1) for n in range(10)}
_WINGDINGS_2 = {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x2A: "□"}
_SYMBOL = {0xB1: "±", 0xB4: "×", 0xB7: "●", 0xB0: "°", 0xA3: "≤", 0xB3: "≥", 0xD7: "·", 0xAE: "→", 0xB8: "÷"}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_ENCLOSED = re.compile(
    r"\\o\s*(?:\\[a-z]{2}\s*)*\(\s*(?P<a>[^,，()]{1,3})\s*[,，]\s*(?P<b>[^,，()]{1,3})\s*\)", re.IGNORECASE
)
_RINGS = "○◯〇О"


def symbol(font: str, code: str) -> str:
    """The character of a `w:sym`; '' for one that only its own font can draw."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= value <= 0xF0FF:
        value -= 0xF000
    known = _FONTS.get(font.lower(), {}).get(value)
    if known:
        return known
    own = font.lower().startswith(("wingdings", "webdings", "symbol"))
    return "" if own or value < 0x20 or 0xD800 <= value <= 0xF8FF or value > 0x10FFFF else chr(value)


def enclosed(instruction: str) -> str:
    r"""The circled number that the field EQ \o\ac(○,1) draws; '' for other fields."""
    match = _ENCLOSED.search(instruction)
    if not match or not instruction.strip().lower().startswith("eq"):
        return ""
    ring, inner = (match["a"], match["b"]) if match["a"] in _RINGS else (match["b"], match["a"])
    if ring not in _RINGS:
        return match["a"] + match["b"]
    return circled(int(inner)) if inner.isdecimal() and 0 < int(inner) <= 50 else f"({inner})"
