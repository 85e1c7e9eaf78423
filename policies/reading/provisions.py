"""Turns the paragraphs, boxes, figures and tables of one text into provisions with level, parent and address."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from policies.grammar.headings import Heading, Marker, MarkerKind, split_heading
from policies.grammar.outline import Outline
from policies.reading.forms import is_text_note
from policies.reading.paragraphs import Paragraph, is_roster
from policies.reading.records import Place, ProvisionKind, ProvisionRecord
from policies.reading.signs import squeeze

_OPENING_WORDS = re.compile(r"^(?:前言|引言|序言|导言|绪论|总则|附则|结语|后记|摘要)$")
# 东林县　　北河市: names side by side
_SIDE_BY_SIDE = re.compile(r"^[^\s，。；：:]{2,14}(?:[ \u3000]{2,}[^\s，。；：:]{2,14})+$")
DIVISIONS = {
    MarkerKind.PART: ProvisionKind.CHAPTER,
    MarkerKind.CHAPTER: ProvisionKind.CHAPTER,
    MarkerKind.SECTION: ProvisionKind.SECTION,
    MarkerKind.ARTICLE: ProvisionKind.ARTICLE,
}
COUNTED = {
    ProvisionKind.PARAGRAPH: "p",
    ProvisionKind.HEADING: "hd",
    ProvisionKind.ITEM: "li",
    ProvisionKind.BOX: "box",
    ProvisionKind.FIGURE: "fig",
    ProvisionKind.CAPTION: "cap",
    ProvisionKind.TABLE: "tbl",
    ProvisionKind.NOTE: "note",
    ProvisionKind.SIGNATURE: "sig",
}


@dataclass(frozen=True, slots=True)
class Inset:
    """What stands between paragraphs: a box, figure, caption, note, signature, or the place of table `table`."""

    kind: ProvisionKind
    text: str
    place: Place
    marker: str = ""
    heading: str = ""
    table: int | None = None
    figure: int | None = None


def build_provisions(prefix: str, blocks: Sequence[Paragraph | Inset]) -> tuple[ProvisionRecord, ...]:
    """Provisions of one text in order; `prefix` is its eid."""
    builder = _Builder(prefix)
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    followed = [isinstance(following, Paragraph) for following in blocks[1:]]
    last = [not goes_on for block, goes_on in zip(blocks, [*followed, True]) if isinstance(block, Paragraph)]
    headings = iter(split_headings([paragraph.text for paragraph in paragraphs], last))
    listed = _listed(blocks)
    return tuple(
        builder.inset(block)
        if isinstance(block, Inset)
        else builder.paragraph(block, next(headings), listed=index in listed)
        for index, block in enumerate(blocks)
    )


def _listed(blocks: Sequence[Paragraph | Inset]) -> set[int]:
    """Short lines without number or mark that follow each other are a list of names, not headings."""
    short = [
        isinstance(block, Paragraph)
        and not block.mark
        and is_unmarked_heading(block)
        and not _OPENING_WORDS.match(squeeze(block.text))
        for block in blocks
    ]
    plain = [
        short[i]
        or (
            isinstance(block, Paragraph)
            and (is_roster(block.text) or _SIDE_BY_SIDE.match(block.text.strip()) is not None)
        )
        for i, block in enumerate(blocks)
    ]
    pairs = [i for i in range(len(blocks) - 1) if plain[i] and plain[i + 1]]
    return {j for i in pairs for j in (i, i + 1) if short[j]}


def split_headings(texts: Sequence[str], interrupted: Sequence[bool] = ()) -> list[Heading]:
    """Each paragraph taken apart. First sentences are headings only where those of most paragraphs beside it are.

    Paragraphs are beside each other when they are numbered in one way under one heading; a statement that happens to be
    short stays text that way. Open-ended ones with nothing between them are a list's items, not headings; `interrupted`
    tells of each paragraph whether a table or figure follows it.
    """
    found = [split_heading(text) for text in texts]
    groups: defaultdict[int, list[int]] = defaultdict(list)
    stack: list[tuple[float, int]] = []  # rank and group
    for index, heading in enumerate(found):
        marker = heading.marker
        if marker is None or marker.number is None:
            continue
        group = index
        while stack and stack[-1][0] >= marker.rank:
            rank, last = stack.pop()
            group = last if rank == marker.rank and marker.number != 1 else group
        stack.append((marker.rank, group))
        groups[group].append(index)
    for members in groups.values():
        run_in = [i for i in members if found[i].heading and found[i].text]
        stated = [i for i in members if found[i].text and not found[i].heading]
        if stated and len(run_in) <= len(stated):
            for i in run_in:
                found[i] = Heading(found[i].marker, "", found[i].heading + found[i].text)
        if _is_list(members, found, interrupted):
            for i in members:
                found[i] = Heading(found[i].marker, "", found[i].heading)
    return found


def _is_list(members: Sequence[int], found: Sequence[Heading], interrupted: Sequence[bool]) -> bool:
    """Two or more numbered lines that follow each other without anything under them."""
    bare = all(found[i].heading and not found[i].text and _is_low(found[i].marker) for i in members)
    apart = any(interrupted[i] for i in members[:-1]) if interrupted else False
    return len(members) > 1 and bare and not apart and all(b - a == 1 for a, b in pairwise(members))


def _is_low(marker: Marker | None) -> bool:
    return marker is not None and marker.kind not in (MarkerKind.PART, MarkerKind.CHAPTER, MarkerKind.SECTION)


class _Builder:
    def __init__(self, prefix: str) -> None:
        self.outline = Outline(prefix)

    def paragraph(self, paragraph: Paragraph, found: Heading, *, listed: bool = False) -> ProvisionRecord:
        if found.marker and found.marker.number is not None:
            return self._numbered(found, found.marker, paragraph.place)
        if found.marker:
            return self._counted(ProvisionKind.ITEM, paragraph.place, marker=found.marker.printed, text=found.text)
        if is_text_note(paragraph.text):
            return self._counted(ProvisionKind.NOTE, paragraph.place, text=found.text)
        if is_unmarked_heading(paragraph) and not listed:
            return self._unmarked_heading(paragraph)
        return self._counted(ProvisionKind.PARAGRAPH, paragraph.place, text=found.text)

    def inset(self, inset: Inset) -> ProvisionRecord:
        record = self._counted(
            inset.kind, inset.place, marker=inset.marker, heading=inset.heading, text=inset.text, table=inset.table
        )
        return replace(record, figure=inset.figure) if inset.figure else record

    def _numbered(self, found: Heading, marker: Marker, place: Place) -> ProvisionRecord:
        kind = DIVISIONS.get(marker.kind, ProvisionKind.ITEM if found.text else ProvisionKind.HEADING)
        spot = self.outline.numbered(marker, runs_on=bool(found.text))
        return ProvisionRecord(
            spot.eid,
            kind,
            spot.level,
            marker.printed,
            squeeze(found.heading),
            found.text,
            spot.parent,
            place=place,
        )

    def _unmarked_heading(self, paragraph: Paragraph) -> ProvisionRecord:
        heading = squeeze(paragraph.text)
        name = COUNTED[ProvisionKind.HEADING]
        spot = self.outline.opening(name) if is_opening(heading) else self.outline.counted(name)
        return ProvisionRecord(
            spot.eid, ProvisionKind.HEADING, spot.level, "", heading, "", spot.parent, place=paragraph.place
        )

    def _counted(
        self,
        kind: ProvisionKind,
        place: Place,
        *,
        marker: str = "",
        heading: str = "",
        text: str = "",
        table: int | None = None,
    ) -> ProvisionRecord:
        spot = self.outline.counted(COUNTED[kind])
        return ProvisionRecord(spot.eid, kind, spot.level, marker, heading, text, spot.parent, table, place)


def is_opening(heading: str) -> bool:
    """前言, 附则: a heading without a number under which a part of its own stands."""
    return _OPENING_WORDS.match(heading) is not None


def is_unmarked_heading(paragraph: Paragraph) -> bool:
    """A heading without a number: 前言, or a short open-ended line that the source marks as a heading or that is a few words."""
    text = squeeze(paragraph.text)
    if _OPENING_WORDS.match(text):
        return True
    if (
        is_roster(paragraph.text)
        or re.search("[。；！？：:，,、;!?]$|^(?:此复|此令|特此.{1,6})$", text)
        or len(text) > 50
        or "。" in text
    ):
        return False
    return bool(paragraph.mark) or (len(text) <= 14 and not re.search("[，、：；（(“\\d]", text) and len(text) >= 2)
