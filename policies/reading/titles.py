"""Turns announced names into the places where the texts that bear them open, wherever recognition put their title lines."""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policies.grammar.headings import parse_marker
from policies.reading.forms import appendix_label, dated, is_imprint, omission, publicity, signature
from policies.reading.layout import is_terminated
from policies.reading.lines import Line
from policies.reading.signs import squeeze
from policies.reading.title_forms import canonical, is_section_label, is_title

_QUOTED = re.compile(r"《((?:[^《》]|《[^《》]*》){2,120})》")
_ISSUED = re.compile(
    r"(?:印发|转发|批转|颁布|发布|公布|下发|修改|修订|修正)[《〈]?(?P<name>.{4,120}?)[》〉]?(?:的|等.{0,12}的?)?(?:通知|决定|公告|令|通告|函)$"
)
_AMENDED = re.compile(r"关于(?:修改|修订|修正)[〈《]([^〈〉《》]{4,60})[〉》](?:.{0,12})的决定$")
_ISSUING_TITLE = re.compile(r"印发|转发|批转|下发|颁布|发布|修改|修订|修正")
_ISSUING = re.compile(
    r"》(?:等[^。；]{0,16})?[^。；]{0,60}?(?:印发|转发|下发|颁发|颁布|现予公布|现予发布|重新公布|予以公布|公布施行)"
    r"|(?:印发|转发|下发|颁布|发布)[^。；《]{0,12}《"
)
_MOST_LINES = 4
_NEAR = 0.8
_LIKE = 0.6


@dataclass(frozen=True, slots=True)
class TitlePlace:
    """A name found as lines of its own, first..last. `misplaced`: the lines cut a sentence in two."""

    name: str
    first: int
    last: int
    printed: str
    misplaced: bool


def announced_names(title: str, notice: str) -> tuple[str, ...]:
    """Names of texts that a letter's title and body mention, in order, the one its title issues first."""
    names: list[str] = []
    issued = _ISSUED.search(squeeze(title))
    if issued:
        names.append(issued["name"])
    names += [match[1] for match in _QUOTED.finditer(notice)]
    names += [match[1] for name in names for match in _AMENDED.finditer(name)]  # printed again as it now reads
    return tuple(dict.fromkeys(squeeze(name) for name in names))


def issues_texts(title: str, notice: str) -> bool:
    """Whether a letter issues other texts: 印发, 转发, 现予公布 …; 公布 a list in an annex is no issuing of its own."""
    return bool(_ISSUING_TITLE.search(title) or _ISSUING.search(notice))


def find_names(lines: Sequence[Line], start: int, names: Sequence[str]) -> list[TitlePlace]:
    """Every place at or after `start` where one of the names stands on lines of its own, in order."""
    wanted = {canonical(name): name for name in names if len(canonical(name)) >= 4}
    filled = [i for i in range(start, len(lines)) if lines[i].text.strip()]
    heads = {name[:2] for name in wanted}
    found: list[TitlePlace] = []
    position = 0
    while position < len(filled):
        place = _name_at(lines, filled, position, wanted, heads)
        if place:
            found.append(place)
            position = filled.index(place.last, position) + 1
        else:
            position += 1
    return found


def _name_at(
    lines: Sequence[Line], filled: Sequence[int], position: int, wanted: dict[str, str], heads: set[str]
) -> TitlePlace | None:
    text = lines[filled[position]].text.strip()
    if len(text) > 120 or "\t" in text or text[0] in "《〈“" or canonical(text)[:2] not in heads:
        return None
    joined = ""
    printed: list[str] = []
    best: tuple[int, str, str] | None = None
    for step in range(_MOST_LINES):
        if position + step >= len(filled):
            break
        piece = lines[filled[position + step]].text.strip()
        if len(piece) > 120 or "\t" in piece:
            break
        joined, printed = joined + canonical(piece), [*printed, piece]
        if joined in wanted:
            best = (step, wanted[joined], squeeze(" ".join(printed)))
        if not any(name.startswith(joined) for name in wanted):
            break
    if best is None:
        return None
    last = position + best[0]
    return TitlePlace(best[1], filled[position], filled[last], best[2], _cuts(lines, filled, position, last))


def _cuts(lines: Sequence[Line], filled: Sequence[int], first: int, last: int) -> bool:
    """A sentence stops unfinished before these lines and goes on behind them."""
    if first == 0 or last + 1 >= len(filled):
        return False
    before, after = lines[filled[first - 1]], lines[filled[last + 1]].text.strip()
    text = before.text.strip()
    if before.mark or is_terminated(text) or "\t" in text or len(text) < 6:
        return False
    if (
        dated(text)
        or is_imprint(text)
        or publicity(text)
        or signature(text)
        or appendix_label(text)
        or omission(text)
        or is_section_label(text)
    ):
        return False
    marker = parse_marker(text)
    if marker and not re.search("[。，]", text) and len(text) < 15:
        return False
    return parse_marker(after) is None or after[0] in "，。、；"


def title_at(lines: Sequence[Line], start: int, *, marked: bool = False) -> tuple[int, str] | None:
    """A title in the lines from `start`: index of its last line and the title; the longest run of up to four that is one."""
    pieces: list[str] = []
    best: tuple[int, str] | None = None
    for index in range(start, len(lines)):
        text = lines[index].text.strip()
        if not text:
            continue
        if len(pieces) == _MOST_LINES or len(text) > 100 or "\t" in text or not _may_be_title(text):
            break
        pieces.append(text)
        title = squeeze(" ".join(pieces))
        if is_title(title) or (marked and lines[index].mark and len(pieces) == 1):
            best = (index, title)
        elif best and not text.startswith(("（", "(")):
            break
    return best


def line_title(lines: Sequence[Line], start: int) -> tuple[int, str] | None:
    """The first line from `start` where its place makes it a title: short, open-ended, no grid, no list of people."""
    for index in range(start, min(start + 4, len(lines))):
        text = lines[index].text.strip()
        if text:
            fits = 4 <= len(text) <= 40 and "\t" not in text and "|" not in text and not re.search("[，。；：]", text)
            return (index, squeeze(text)) if fits and _may_be_title(text) else None
    return None


def named_at(lines: Sequence[Line], start: int, names: Sequence[str]) -> tuple[int, str] | None:
    """A title that names no genre but is much like an announced name: index of its last line and the title."""
    pieces: list[str] = []
    best: tuple[float, int, str] = (_LIKE, start, "")
    for index in range(start, min(start + 2 * _MOST_LINES, len(lines))):
        text = lines[index].text.strip()
        if not text:
            continue
        if len(pieces) == _MOST_LINES or len(text) > 60 or "\t" in text or not _may_be_title(text):
            break
        pieces.append(text)
        title = squeeze(" ".join(pieces))
        like = max((_likeness(title, name) for name in names), default=0.0)
        best = max(best, (like, index, title))
    return (best[1], best[2]) if best[2] else None


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, canonical(one), canonical(other)).ratio()


def _may_be_title(text: str) -> bool:
    if is_terminated(text) and not text.endswith(("）", ")")):
        return False
    if text[-1] in "，,、：:" or "。" in text or dated(text) or publicity(text) or signature(text):
        return False
    return parse_marker(text) is None and appendix_label(text) is None


def nearest(name: str, others: Sequence[str]) -> str | None:
    """The one of the other names that is nearly the same: 名录 for 清单 is one word changed."""
    best = max(((_likeness(name, other), other) for other in others), default=(0.0, ""))
    return best[1] if best[0] >= _NEAR else None


def title_candidates(lines: Sequence[Line], start: int) -> Iterator[tuple[int, int, str]]:
    """Every place where a title might stand, behind a line that ends something: first line, last line, title."""
    before = ""
    index = start
    while index < len(lines):
        text = lines[index].text.strip()
        if text and (not before or "\t" in before or is_terminated(before) or not _may_be_title(before)):
            found = title_at(lines, index)
            if found:
                yield index, found[0], found[1]
                index = found[0]
                text = lines[index].text.strip()
        before = text or before
        index += 1
