"""Turns printed figures into numbers: 1,200.5 · 20万 · ≥90% · 103.73°."""

import re
import unicodedata
from decimal import Decimal

_FIGURE = re.compile(
    r"^(?P<bound>[≥≤<>≧≦~约]*)(?P<number>[-+−]?\d[\d,]*(?:\.\d+)?)(?P<percent>%|‰)?°?(?P<unit>[^\d\s]{0,8})$"
)
_DEGREES = re.compile(
    r"^(?:[东西南北经纬度EWNS:]{0,3})(\d{1,3})[°度](?:(\d{1,2})[′'分](?:(\d{1,2}(?:\.\d+)?)[″\"秒])?)?[东西南北经纬EWNS]{0,2}$"
)


def plain(cell: str) -> str:
    """A cell for reading: NFKC, without white space, one kind of minus and comma."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell))
    return text.replace("，", ",").replace("−", "-").replace("≧", "≥").replace("≦", "≤").replace("′′", '"')


def figure(cell: str) -> Decimal | None:
    """The number that a whole cell prints, with or without a unit after it; None for words and for bounds (≥90)."""
    found = _FIGURE.match(plain(cell))
    if not found or found["bound"]:
        return None
    if re.search(r"[\u4e00-\u9fff]", found["unit"] or "") and len(found["unit"]) > 4:
        return None
    return Decimal(found["number"].replace(",", ""))


def decimals(cell: str) -> int:
    """How many places a printed figure has after the point."""
    found = re.search(r"\.(\d+)", plain(cell))
    return len(found[1]) if found else 0


def degrees(cell: str) -> Decimal | None:
    """A coordinate in degrees, printed as a decimal or in degrees, minutes and seconds."""
    text = plain(cell)
    if re.match(r"^\d{1,3}\.\d+$|^\d{1,3}$", text.removesuffix("°")):
        return Decimal(text.removesuffix("°"))
    found = _DEGREES.match(text)
    if not found:
        return None
    whole = Decimal(found[1]) + Decimal(found[2] or 0) / 60 + Decimal(found[3] or 0) / 3600
    return whole.quantize(Decimal("0.00000001"))
