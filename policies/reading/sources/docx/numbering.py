"""Turns automatic numbering into the markers that print shows: 一、 （二） 第三条 1.2."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace

from lxml import etree

from policies.reading.sources.docx.formats import numeral
from policies.reading.sources.docx.names import VAL, W
from policies.reading.sources.docx.styles import Styles, is_on, number_of

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_HAN_END = re.compile(r"[、）】〕》．。：；，]$")
# Symbol fonts' marks as characters that every font has.
_BULLETS = {
    "\uf0b7": "●",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf075": "◆",
    "\uf0d8": "▶",
    "\uf0fc": "✓",
    "\uf0b2": "◇",
    "o": "○",
}
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None  # the level whose step begins this one anew; None: any above
    legal: bool = False
    gap: str = " "
    style: str = ""


class Numbering:
    """Counts the paragraphs of all lists as they come. Ask in reading order, once for each paragraph."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        self._counts: defaultdict[str, list[int | None]] = defaultdict(lambda: [None] * _LEVELS)
        self._begun: set[tuple[str, int]] = set()
        self._styles = styles
        if root is not None:
            self._load(root)

    def _load(self, root: etree._Element) -> None:
        links: dict[str, str] = {}
        for element in root.iter(f"{W}abstractNum"):
            name = element.get(f"{W}abstractNumId", "")
            self._abstract[name] = {number_of(one.get(f"{W}ilvl"), 0): _level(one) for one in element.iter(f"{W}lvl")}
            link = element.find(f"{W}numStyleLink")
            if link is not None:
                links[name] = link.get(VAL, "")
        for element in root.findall(f"{W}num"):
            self._load_list(element)
        for name, style in links.items():
            target = self._lists.get(self._styles.number(style)[0] or "")
            if target and target[0] != name:
                self._abstract[name] = self._abstract.get(target[0], {})

    def _load_list(self, element: etree._Element) -> None:
        abstract = element.find(f"{W}abstractNumId")
        own: dict[int, _Level] = {}
        starts: dict[int, int] = {}
        for one in element.findall(f"{W}lvlOverride"):
            at = number_of(one.get(f"{W}ilvl"), 0)
            level, start = one.find(f"{W}lvl"), one.find(f"{W}startOverride")
            if level is not None:
                own[at] = _level(level)
            if start is not None:
                starts[at] = number_of(start.get(VAL), 1)
        name = abstract.get(VAL, "") if abstract is not None else ""
        self._lists[element.get(f"{W}numId", "")] = (name, own, starts)

    def marker(self, number: tuple[str | None, int | None], style: str) -> str:
        """The next marker of a paragraph's list, with the gap behind it; '' when it has none."""
        list_id, level = number
        if list_id is None or list_id == "0" or list_id not in self._lists:
            return ""
        name, own, starts = self._lists[list_id]
        levels = {**self._abstract.get(name, {}), **own}
        at = self._level_of(levels, level, style)
        if at not in levels:
            return ""
        self._count(list_id, name, at, levels, starts)
        return self._printed(self._counts[name], levels, at)

    @staticmethod
    def _level_of(levels: dict[int, _Level], level: int | None, style: str) -> int:
        if level is not None:
            return min(max(level, 0), _LEVELS - 1)
        return next((at for at, one in levels.items() if style and one.style == style), 0)

    def _count(self, list_id: str, name: str, at: int, levels: dict[int, _Level], starts: dict[int, int]) -> None:
        """One step of level `at`. Lists of one definition count on together; a list with a start of its own begins there."""
        counts = self._counts[name]
        for one, start in starts.items():
            if one <= at and (list_id, one) not in self._begun and one < _LEVELS:
                self._begun.add((list_id, one))
                counts[one] = start - 1 if one == at else start
        for above in range(at):
            if counts[above] is None and above in levels:
                counts[above] = levels[above].start
        before = counts[at]
        counts[at] = levels[at].start if before is None else before + 1
        for below in range(at + 1, _LEVELS):
            restart = levels[below].restart if below in levels else None
            if restart is None or at < restart:
                counts[below] = None

    def _printed(self, counts: list[int | None], levels: dict[int, _Level], at: int) -> str:
        level = levels[at]
        if level.form == "bullet":
            mark = _BULLETS.get(level.text, level.text)
            return _PRIVATE.sub("●", mark) + (" " if mark in "-*+" and mark else "")

        def place(match: re.Match[str]) -> str:
            one = int(match[1]) - 1
            value = counts[one]
            form = "decimal" if level.legal or one not in levels else levels[one].form
            return numeral(levels[one].start if value is None and one in levels else value or 0, form)

        text = _PLACE.sub(place, level.text)
        return text if not text.strip() or _HAN_END.search(text) else text + level.gap


def _level(element: etree._Element) -> _Level:
    level = _Level(gap=" ")
    for child in element:
        value = child.get(VAL)
        if child.tag == f"{W}numFmt":
            level = replace(level, form=value or "decimal")
        elif child.tag == f"{W}lvlText":
            level = replace(level, text=(value or "")[:80])
        elif child.tag == f"{W}start":
            level = replace(level, start=number_of(value, 1))
        elif child.tag == f"{W}lvlRestart":
            level = replace(level, restart=number_of(value, 0))
        elif child.tag == f"{W}isLgl":
            level = replace(level, legal=is_on(child.get(VAL, "1")))
        elif child.tag == f"{W}suff":
            level = replace(level, gap="" if value == "nothing" else " ")
        elif child.tag == f"{W}pStyle":
            level = replace(level, style=value or "")
        elif child.tag == f"{W}rPr" and child.find(f"{W}vanish") is not None:
            level = replace(level, text="", form="none")
    alternate = element.find(f".//{W}numFmt[@{W}format]")
    return level if alternate is None else replace(level, form=_custom(alternate.get(f"{W}format", "")))


def _custom(sample: str) -> str:
    """A format that Word tells by a sample of its first numbers: 001, 002, …"""
    return "decimalZero" if sample.startswith("0") else "decimal"
