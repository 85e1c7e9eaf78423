"""Turns a version's provisions into nested blocks, and those into an outline: what stands where on a page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator

from policies.reading.records import ProvisionKind

if TYPE_CHECKING:
    from policies.models import Citation, Provision, Text

CONTAINERS = {ProvisionKind.BOX}
HEADINGS = {ProvisionKind.CHAPTER, ProvisionKind.SECTION, ProvisionKind.HEADING}
HEADED = HEADINGS | {ProvisionKind.ARTICLE, ProvisionKind.ITEM, ProvisionKind.BOX}
DASHES = "-–—•·●"
ARTICLE_OPENING = 14  # characters of an untitled article that tell it from its neighbours
OUTLINE_LIMIT = 80  # entries a reader can still survey; deeper levels are left out above it


@dataclass(slots=True)
class Block:
    """One provision as set: `tag` is its element, `marker`, `heading` and `body` are safe HTML with citations linked."""

    provision: "Provision"
    tag: str
    marker: SafeString
    heading: SafeString
    body: SafeString
    children: list["Block"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    eid: str
    label: str
    depth: int


def blocks(
    provisions: Iterable["Provision"], citations: Mapping[int, list["Citation"]], *, base: int = 2
) -> list[Block]:
    """Blocks in printed order, a box holding its own. `base` is the heading rank of the first level (2: h2).

    Ranks follow the headings that are open, not the printed levels, so that none is skipped.
    """
    top: list[Block] = []
    boxes: dict[int, Block] = {}
    open_levels: list[int] = []
    for provision in provisions:
        kind = ProvisionKind(provision.kind)
        tag = "p"
        if kind in HEADINGS:
            open_levels = [level for level in open_levels if level < provision.level] + [provision.level]
            tag = f"h{min(base + len(open_levels) - 1, 6)}"
        block = Block(provision, tag, *marked_up(provision, citations.get(provision.pk, [])))
        box = boxes.get(provision.parent_id or 0)
        (box.children if box else top).append(block)
        if kind in CONTAINERS:
            boxes[provision.pk] = block
        elif box:
            boxes[provision.pk] = box
    return top


def marked_up(provision: "Provision", citations: list["Citation"]) -> tuple[SafeString, SafeString, SafeString]:
    """Marker, heading and text as safe HTML; a citation whose document is held becomes a link."""
    pieces = []
    start = 0
    for text in (provision.marker, provision.heading, provision.text):
        pieces.append(_linked(text, start, citations))
        start += len(text)
    marker = format_html('<span class="numeral">{}</span>', pieces[0]) if stands_apart(provision.marker) else pieces[0]
    return marker, pieces[1], pieces[2]


def stands_apart(marker: str) -> bool:
    """Whether a gap belongs between a marker and its text: after 1.1 and a dash, not after 一、 or （一）."""
    return bool(marker) and ((marker[-1].isascii() and marker[-1].isalnum()) or marker[-1] in DASHES)


def _linked(text: str, start: int, citations: list["Citation"]) -> SafeString:
    parts: list[SafeString] = []
    done = 0
    for citation in sorted(citations, key=lambda one: one.start):
        first, last = citation.start - start, citation.end - start
        if citation.target is None or citation.target.state != "published" or not done <= first < last <= len(text):
            continue
        parts.append(format_html("{}", text[done:first]))
        parts.append(format_html('<a href="{}">{}</a>', citation.target.get_absolute_url(), text[first:last]))
        done = last
    parts.append(format_html("{}", text[done:]))
    return format_html_join("", "{}", ((part,) for part in parts))


def outline(texts: Iterable["Text"], provisions: Iterable["Provision"]) -> list[OutlineEntry]:
    """What the contents rail lists: titled texts, their headings, and where a text has none its articles."""
    by_text: dict[int, list[Provision]] = {}
    for provision in provisions:
        by_text.setdefault(provision.part_id, []).append(provision)
    parts = [(text, _landmarks(by_text.get(text.pk, []))) for text in texts]
    deepest = next((depth for depth in (3, 2) if _size(parts, depth) <= OUTLINE_LIMIT), 1)
    entries: list[OutlineEntry] = []
    for text, rows in parts:
        inner = 1 if text.title else 0
        if text.title:
            entries.append(OutlineEntry(text.eid, text_label(text), 0))
        entries.extend(
            OutlineEntry(row.eid, _label(row), inner + row.level - 1) for row in rows if row.level <= deepest
        )
    return entries


def text_label(text: "Text") -> str:
    if text.role == "appendix":
        return f"附件{text.number or ''}　{text.title}"
    return text.title


def _landmarks(rows: list["Provision"]) -> list["Provision"]:
    """The headed provisions of one text; of a text without any, its articles."""
    headed = [row for row in rows if row.heading and row.kind in HEADED]
    return headed or [row for row in rows if row.kind == ProvisionKind.ARTICLE]


def _label(row: "Provision") -> str:
    if row.heading:
        gap = "　" if row.marker.startswith("第") else " " if stands_apart(row.marker) else ""
        return f"{row.marker}{gap}{row.heading}"
    return f"{row.marker}　{Truncator(row.text).chars(ARTICLE_OPENING)}"


def _size(parts: list[tuple["Text", list["Provision"]]], deepest: int) -> int:
    return sum(bool(text.title) + sum(1 for row in rows if row.level <= deepest) for text, rows in parts)
