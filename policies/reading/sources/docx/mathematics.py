"""Turns a formula into one line of text: (a+b)/2, x², √(n), ∑."""

from lxml import etree

from policies.reading.sources.characters import lowered, raised
from policies.reading.sources.docx.names import M, W

_VAL = f"{M}val"


def linear(element: etree._Element) -> str:
    """The text of an oMath element and all below it."""
    tag = element.tag
    if tag in (f"{M}t", f"{W}t"):
        return element.text or ""
    if not isinstance(tag, str) or tag.endswith("Pr"):
        return ""
    structure = _STRUCTURES.get(tag)
    return structure(element) if structure else "".join(linear(child) for child in element)


def _part(element: etree._Element, name: str) -> str:
    found = element.find(f"{M}{name}")
    return linear(found) if found is not None else ""


def _grouped(text: str) -> str:
    return text if len(text) <= 1 or text.isalnum() else f"({text})"


def _fraction(element: etree._Element) -> str:
    return f"{_grouped(_part(element, 'num'))}/{_grouped(_part(element, 'den'))}"


def _high(text: str) -> str:
    return raised(text) if raised(text) != text else f"^{_grouped(text)}" if text else ""


def _low(text: str) -> str:
    return lowered(text) if lowered(text) != text else f"_{_grouped(text)}" if text else ""


def _scripted(element: etree._Element) -> str:
    return _part(element, "e") + _low(_part(element, "sub")) + _high(_part(element, "sup"))


def _root(element: etree._Element) -> str:
    return f"{_high(_part(element, 'deg'))}√{_grouped(_part(element, 'e'))}"


def _operator(element: etree._Element) -> str:
    sign = element.find(f"{M}naryPr/{M}chr")
    return (
        (sign.get(_VAL, "∫") if sign is not None else "∫")
        + _low(_part(element, "sub"))
        + _high(_part(element, "sup"))
        + _part(element, "e")
    )


def _delimited(element: etree._Element) -> str:
    opening, closing = element.find(f"{M}dPr/{M}begChr"), element.find(f"{M}dPr/{M}endChr")
    inner = "|".join(linear(one) for one in element.findall(f"{M}e"))
    left = opening.get(_VAL, "") if opening is not None else "("
    return left + inner + (closing.get(_VAL, "") if closing is not None else ")")


_STRUCTURES = {
    f"{M}f": _fraction,
    f"{M}sSup": _scripted,
    f"{M}sSub": _scripted,
    f"{M}sSubSup": _scripted,
    f"{M}rad": _root,
    f"{M}nary": _operator,
    f"{M}d": _delimited,
}
