"""Turns an import and an address into all that its review page shows: sheet, records, findings, structure, doubts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from gazette.models import ImportJob, IssueEvidence
from gazette.typesetting.collation.addresses import Window, page_at
from gazette.typesetting.collation.doubts import Doubts, doubts_of, findings_on
from gazette.typesetting.collation.marks import Mark, Rectangle
from gazette.typesetting.collation.outline import Printed, front_of, printed_by
from gazette.typesetting.collation.records import Group, Item, records_on
from gazette.typesetting.collation.sheets import Sheet, count_pages, sheet_of
from policies.models import Finding


@dataclass(frozen=True, slots=True)
class Overlay:
    """A frame over the picture: `ats` are the records that stand there, the first of them the one it leads to."""

    ats: tuple[str, ...]
    label: str
    rectangles: tuple[Rectangle, ...]
    sort: str  # record, cell, finding
    is_doubtful: bool = False

    @property
    def at(self) -> str:
        return self.ats[0]

    @property
    def area(self) -> float:
        return sum(one.width * one.height for one in self.rectangles)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A line of a source without pages, with the records it stands in, the narrowest first."""

    number: int
    text: str
    ats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Review:
    sheet: Sheet
    groups: list[Group]
    findings: list[tuple[Finding, Mark]]
    overlays: list[Overlay]
    lines: list[SourceLine]
    printed: list[Printed]
    front: dict[str, IssueEvidence]
    doubts: Doubts
    here: frozenset[int]  # positions of the documents on this page


def review_of(*, job: ImportJob, page: int | None, at: str) -> Review:
    """`at` has the say where it names a record of this source, else `page`; what lies beyond the last page is the last."""
    printed = printed_by(job)
    count, paged = count_pages(source_id=job.source_id, reading_id=job.reading_id)
    wanted = page_at(job=job, at=at, printed=printed, paged=paged) if at and page is None else None
    window = Window(min(max(page or wanted or 1, 1), count), paged)
    groups = records_on(job=job, printed=printed, window=window)
    findings = findings_on(job=job, window=window, printed=printed)
    sheet = sheet_of(source_id=job.source_id, reading_id=job.reading_id, window=window, count=count)
    items = [item for group in groups for item in group.items]
    return Review(
        sheet,
        groups,
        findings,
        _overlays(items, findings),
        _lines(sheet, items, findings),
        printed,
        front_of(job),
        doubts_of(job=job, printed=printed),
        frozenset(group.printed.position for group in groups if group.printed),
    )


def _overlays(items: Iterable[Item], findings: Iterable[tuple[Finding, Mark]]) -> list[Overlay]:
    """Records that stand in the same place share a frame; the larger lie below, so that each can be pointed at.

    What is doubted of a whole document (its path has two steps) has no frame: it would lie over everything.
    """
    shared: dict[tuple[Rectangle, ...], list[Item]] = defaultdict(list)
    cells: list[Overlay] = []
    for item in items:
        if item.mark.rectangles:
            shared[item.mark.rectangles].append(item)
        cells += [
            Overlay((at,), text, mark.rectangles, "cell", mark.is_doubtful)
            for at, text, mark in item.cells
            if mark.rectangles
        ]
    records = [
        Overlay(
            tuple(one.at for one in own),
            f"{own[0].label} {own[0].text}".strip()[:60],
            rectangles,
            "record",
            own[0].mark.is_doubtful,
        )
        for rectangles, own in shared.items()
    ]
    doubted = [
        Overlay((f"findings/{one.pk}",), one.message[:60], mark.rectangles, "finding")
        for one, mark in findings
        if mark.rectangles and one.path.count("/") != 1
    ]
    return [*sorted(records, key=lambda one: -one.area), *cells, *sorted(doubted, key=lambda one: -one.area)]


def _lines(sheet: Sheet, items: Iterable[Item], findings: Iterable[tuple[Finding, Mark]]) -> list[SourceLine]:
    at: dict[int, list[tuple[int, str]]] = defaultdict(list)
    spans = [(item.place.first_line, item.place.last_line, item.at) for item in items]
    spans += [
        (one.first_line, one.last_line, f"findings/{one.pk}")
        for one, _mark in findings
        if one.first_line and one.last_line
    ]
    for first, last, address in spans if sheet.lines else ():
        for number in range(max(first, sheet.window.first_line), min(last, sheet.window.last_line) + 1):
            at[number].append((last - first, address))
    return [
        SourceLine(number, text, tuple(address for _span, address in sorted(at[number], key=lambda pair: pair[0])))
        for number, text in sheet.lines
    ]
