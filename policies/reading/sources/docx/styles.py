"""Turns the table of styles into what a paragraph or run of a style looks like: level, size, weight, place, number."""

import re
from dataclasses import dataclass, replace

from lxml import etree

from policies.reading.sources.docx.names import VAL, W

_HEADING = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_DEEPEST = 30
_DEFAULT_SIZE = 10.0


@dataclass(frozen=True, slots=True)
class ParagraphLook:
    """`level` of a heading from 1, 0 for none. `number` is (list, level), each None where not given. Indents in points."""

    level: int = 0
    centred: bool = False
    indent: float = 0.0
    first_chars: float | None = None
    number: tuple[str | None, int | None] = (None, None)
    leader: bool = False
    size: float = _DEFAULT_SIZE
    bold: bool = False
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class RunLook:
    """None where a run says nothing of its own."""

    size: float | None = None
    bold: bool | None = None
    hidden: bool | None = None

    def over(self, other: "RunLook") -> "RunLook":
        """What this look says, and what `other` says where this is silent."""
        return RunLook(
            other.size if self.size is None else self.size,
            other.bold if self.bold is None else self.bold,
            other.hidden if self.hidden is None else self.hidden,
        )


class Styles:
    """`paragraph` and `run` give what a style amounts to, its ancestors included; an unknown style is the default one."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, etree._Element] = {}
        self._default = ""
        self._base = ParagraphLook()
        self._paragraphs: dict[str, ParagraphLook] = {}
        self._runs: dict[str, RunLook] = {}
        self.bordered: set[str] = set()
        if root is not None:
            self._load(root)

    def _load(self, root: etree._Element) -> None:
        for style in root.iter(f"{W}style"):
            name = style.get(f"{W}styleId", "")
            self._styles[name] = style
            if style.get(f"{W}type") == "paragraph" and is_on(style.get(f"{W}default")):
                self._default = name
            if style.find(f"{W}tblPr/{W}tblBorders") is not None:
                self.bordered.add(name)
        defaults = root.find(f"{W}docDefaults")
        if defaults is not None:
            own = defaults.find(f"{W}pPrDefault/{W}pPr")
            self._base = self._with_run(own_look(own, self._base), defaults.find(f"{W}rPrDefault/{W}rPr"))

    def paragraph(self, name: str) -> ParagraphLook:
        name = name if name in self._styles else self._default
        if name not in self._paragraphs:
            look = self._base
            for style in self._ancestors(name):
                look = own_look(style.find(f"{W}pPr"), self._with_run(look, style.find(f"{W}rPr")))
                heading = _heading_level(style)
                look = replace(look, level=heading) if heading and not look.level else look
            self._paragraphs[name] = look
        return self._paragraphs[name]

    def number(self, name: str) -> tuple[str | None, int | None]:
        """The list and level that a style alone asks for."""
        return self.paragraph(name).number

    def run(self, name: str) -> RunLook:
        if name not in self._runs:
            look = RunLook()
            for style in self._ancestors(name):
                look = run_look(style.find(f"{W}rPr")).over(look)
            self._runs[name] = look
        return self._runs[name]

    def lineage(self, name: str) -> list[str]:
        """The names of a style's ancestors, the eldest first, and its own."""
        return [style.get(f"{W}styleId", "") for style in self._ancestors(name)]

    def _ancestors(self, name: str) -> list[etree._Element]:
        found: list[etree._Element] = []
        while name in self._styles and len(found) < _DEEPEST:
            style = self._styles[name]
            if style in found:
                break
            found.append(style)
            based = style.find(f"{W}basedOn")
            name = based.get(VAL, "") if based is not None else ""
        return found[::-1]

    @staticmethod
    def _with_run(look: ParagraphLook, element: etree._Element | None) -> ParagraphLook:
        own = run_look(element)
        return replace(
            look,
            size=look.size if own.size is None else own.size,
            bold=look.bold if own.bold is None else own.bold,
            hidden=look.hidden if own.hidden is None else own.hidden,
        )


def own_look(element: etree._Element | None, look: ParagraphLook) -> ParagraphLook:
    """`look` with what a paragraph's own properties change in it."""
    if element is None:
        return look
    changes: dict[str, object] = {}
    for child in element:
        tag = child.tag
        if tag == f"{W}outlineLvl":
            level = number_of(child.get(VAL), 9)
            changes["level"] = level + 1 if level < 9 else 0
        elif tag == f"{W}jc":
            changes["centred"] = child.get(VAL) == "center"
        elif tag == f"{W}ind":
            changes |= _indents(child, look)
        elif tag == f"{W}numPr":
            changes["number"] = _number(child, look.number)
        elif tag == f"{W}tabs":
            changes["leader"] = any(tab.get(f"{W}leader") not in (None, "none") for tab in child)
    return replace(look, **changes) if changes else look  # type: ignore[arg-type]


def run_look(element: etree._Element | None) -> RunLook:
    if element is None:
        return RunLook()
    size = element.find(f"{W}sz")
    points = number_of(size.get(VAL), 0) / 2 if size is not None else 0
    return RunLook(points or None, _toggle(element, "b"), _toggle(element, "vanish"))


def number_of(value: str | None, otherwise: int) -> int:
    """A whole number of an attribute; makers write 12.5 and nonsense too."""
    try:
        return int(float(value)) if value else otherwise
    except (ValueError, OverflowError):
        return otherwise


def is_on(value: str | None) -> bool:
    return value not in (None, "0", "false", "off")


def _toggle(element: etree._Element, name: str) -> bool | None:
    found = element.find(f"{W}{name}")
    return None if found is None else is_on(found.get(VAL, "1"))


def _heading_level(style: etree._Element) -> int:
    name = style.find(f"{W}name")
    match = _HEADING.match(name.get(VAL, "")) if name is not None else None
    return int(match[1]) if match else 0


def _indents(element: etree._Element, look: ParagraphLook) -> dict[str, object]:
    changes: dict[str, object] = {}
    chars = element.get(f"{W}firstLineChars")
    if chars:
        changes["first_chars"] = number_of(chars, 0) / 100
    left, first = element.get(f"{W}left") or element.get(f"{W}start"), element.get(f"{W}firstLine")
    hanging = element.get(f"{W}hanging")
    if left or first or hanging:
        points = number_of(left, 0) + number_of(first, 0) - number_of(hanging, 0)
        changes["indent"] = max(points / 20, 0.0)
    return changes


def _number(element: etree._Element, inherited: tuple[str | None, int | None]) -> tuple[str | None, int | None]:
    list_id, level = element.find(f"{W}numId"), element.find(f"{W}ilvl")
    return (
        list_id.get(VAL) if list_id is not None else inherited[0],
        number_of(level.get(VAL), 0) if level is not None else inherited[1],
    )
