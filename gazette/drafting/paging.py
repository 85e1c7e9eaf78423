"""Turns a composition and the room that each document takes into page numbers, as the issue's style sheet lays it out.

Cover and contents stand first; every section opens a page; documents follow each other within it.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from gazette.drafting.composition import Composition, Line

# Shares of a page, measured on typeset issues.
_SECTION_HEAD = 0.07
_BETWEEN = 0.046
_CONTENTS_ROWS, _CONTENTS_WIDTH, _IMPRINT_ROWS = 38, 36, 12
SHEETS = (4, 8)  # pages printed on one sheet and folded


@dataclass(frozen=True, slots=True)
class Paging:
    """First pages by the key of a line, and of a document; `total` pages in all, `exact` when they were typeset so."""

    lines: dict[int, int]
    documents: dict[int, int]
    total: int
    exact: bool = False

    @property
    def sheets(self) -> tuple[tuple[int, int, int], ...]:
        """For each way of folding: pages on a sheet, pages in full sheets, and how many of them stay blank."""
        return tuple(
            (size, full, full - self.total) for size in SHEETS for full in [math.ceil(self.total / size) * size]
        )


def paged(whole: Composition, rooms: Mapping[int, float], *, chronicle: float, chronicle_line: int) -> Paging:
    """`rooms`: pages of each document; `chronicle`: its own, 0 for none, on the line of this key (0: behind all)."""
    place = float(1 + _contents_pages(whole))
    lines: dict[int, int] = {}
    documents: dict[int, int] = {}
    for section in whole.sections:
        blocks = [(line, key) for line in section.lines for key in _parts(line, chronicle, chronicle_line)]
        if not blocks:
            continue
        place = math.ceil(place) + (_SECTION_HEAD if section.name else 0.0)
        for line, key in blocks:
            page = math.floor(place) + 1
            lines.setdefault(line.key, page)
            documents[key] = page
            place += (rooms.get(key, 0.0) if key else chronicle) + _BETWEEN
    rest = [*whole.loose, *([0] if chronicle and 0 not in documents else [])]
    place = math.ceil(place) if rest else place
    for key in rest:
        documents[key] = math.floor(place) + 1
        place += (rooms.get(key, 0.0) if key else chronicle) + _BETWEEN
    documents.pop(0, None)
    return Paging(lines, documents, max(math.ceil(place - _BETWEEN), 2))


def _parts(line: Line, chronicle: float, chronicle_line: int) -> tuple[int, ...]:
    """What a line has printed: documents by their keys, 0 the chronicle."""
    return (*line.documents, 0) if chronicle and line.key == chronicle_line else line.documents


def _contents_pages(whole: Composition) -> int:
    titles = sum(math.ceil(max(len(line.title), 1) / _CONTENTS_WIDTH) for line in whole.lines())
    rows = titles + sum(bool(one.name) for one in whole.sections) * 1.3 + _IMPRINT_ROWS
    return math.ceil(rows / _CONTENTS_ROWS)
