"""Turns the first lines under a title into its bylines (subtitle, day and meeting, speaker) and the addressees."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policies.grammar.organs import is_person_signature
from policies.reading.forms import addressees
from policies.reading.lines import Line

_SUBTITLE = re.compile(r"^(?:——|—|--|──|[（(]\s*(?:19|20|二)[\d〇○Oo零一二三四五六七八九]{1,3}\s*年)")
_MEETING = re.compile(r"会议上?[）)]?$")
_WHOLE = re.compile(r"(?:会上|会议上|上|通过|公布|发布|修订|修正|施行|[日月号])[）)]?$|[）)]$")
_MOST_LINES = 6


@dataclass(frozen=True, slots=True)
class Address:
    """`bylines` are spans first..last of lines to print as paragraphs of their own; the letter's text starts at `start`."""

    addressees: tuple[str, ...] = ()
    bylines: tuple[tuple[int, int], ...] = ()
    start: int = 0


def is_subtitle(text: str) -> bool:
    """——2020年6月15日在…会议上, or （2020年6月15日…通过）, under a title."""
    return bool(_SUBTITLE.match(text))


def read_address(lines: Sequence[Line]) -> Address:
    """The bylines that follow a title directly, then addressees that may be wrapped over up to six lines."""
    filled = [index for index, line in enumerate(lines) if line.text.strip()][: 3 * _MOST_LINES]
    bylines, position = _bylines(lines, filled)
    text = ""
    for taken, index in enumerate(filled[position : position + _MOST_LINES], 1):
        text += lines[index].text.strip()
        names = addressees(text)
        if names:
            return Address(names, bylines, index + 1)
        if taken == _MOST_LINES or text[-1] in "。；：:" or len(text) > 300:
            break
    return Address((), bylines, bylines[-1][1] + 1 if bylines else 0)


def _bylines(lines: Sequence[Line], filled: Sequence[int]) -> tuple[tuple[tuple[int, int], ...], int]:
    found: list[tuple[int, int]] = []
    position = 0
    while position < len(filled):
        text = lines[filled[position]].text.strip()
        if not _is_byline(text, first=not found):
            break
        last = position
        while is_subtitle(text) and not _WHOLE.search(text) and last - position < 2 and last + 1 < len(filled):
            following = lines[filled[last + 1]].text.strip()
            if len(following) > 40 or "。" in following or addressees(following):
                break
            last, text = last + 1, text + following
        found.append((filled[position], filled[last]))
        position = last + 1
    return tuple(found), position


def _is_byline(text: str, *, first: bool) -> bool:
    """A speaker stands under a subtitle only: elsewhere an office and a name are a signature."""
    if len(text) > 80 or "。" in text or text[-1] in "：:，,；;":
        return False
    if is_subtitle(text):
        return (text[0] in "（(" and text[-1] in "）)") or (
            text[0] not in "（(" and (bool(_MEETING.search(text)) or len(text) >= 8)
        )
    return not first and is_person_signature(text)
