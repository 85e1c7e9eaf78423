"""机关更名: a former name in a text that is younger than the new one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policies.grammar.citations import find_titles
from policies.grammar.said import said
from policies.proofreading.manuscript import Manuscript, Passage, Sort
from policies.proofreading.registers import KnownName, KnownOrgan
from policies.proofreading.remarks import Kind, Remark

KINDS = (Kind("organ-renamed", "机关已更名"),)
_SHORTEST = 3
_KNOWN_AS = re.compile(r"(?:原|曾用名|更名前|前身为?|改组前的?)[“（(]?$")


@dataclass(frozen=True, slots=True)
class _Past:
    name: str
    current: str
    until_on: date | None


def find(manuscript: Manuscript) -> Iterator[Remark]:
    past, borne = _names(manuscript)
    if not past:
        return
    # A name that is borne and holds a former one is found first, and is right.
    pattern = re.compile("|".join(re.escape(name) for name in sorted({*past, *borne}, key=len, reverse=True)))
    for passage in manuscript.passages:
        if passage.sort is not Sort.HEAD:
            yield from _passage(passage, pattern, past)


def _names(manuscript: Manuscript) -> tuple[dict[str, _Past], set[str]]:
    """Names that are past on the text's day, and names that some organ bears on it."""
    past: dict[str, _Past] = {}
    borne: set[str] = set()
    for organ in manuscript.context.registers.organs:
        current = organ.successor or organ.name
        for known in organ.names:
            if _is_past(organ, known, manuscript) and len(known.name) >= _SHORTEST and known.name != current:
                past[known.name] = _Past(known.name, current, known.until_on)
            else:
                borne.add(known.name)
        borne |= {organ.successor} - {""}
    return {name: one for name, one in past.items() if name not in borne}, borne


def _is_past(organ: KnownOrgan, known: KnownName, manuscript: Manuscript) -> bool:
    """Without a known end, a name is past only in a text that is not yet dated."""
    if known.until_on:
        return known.until_on < manuscript.on
    over = known.kind == "former" or (bool(organ.successor) and known.kind in ("official", "full"))
    return over and manuscript.tree.fields.issued_on is None


def _passage(passage: Passage, pattern: re.Pattern[str], past: dict[str, _Past]) -> Iterator[Remark]:
    titles = find_titles(passage.text) if "《" in passage.text else []
    for match in pattern.finditer(passage.text):
        known = past.get(match.group())
        cited = any(start <= match.start() < end for start, end in titles)
        if known is None or cited or _KNOWN_AS.search(passage.text[: match.start()]):
            continue
        until = known.until_on
        reason = said("“{name}”已更名为“{current}”。", name=known.name, current=known.current)
        if until:
            reason = said("“{name}”在{day}后已更名为“{current}”。", name=known.name, day=until, current=known.current)
        yield passage.remark("organ-renamed", match.start(), match.end(), reason, known.current)
