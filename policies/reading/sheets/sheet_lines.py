"""Turns one sheet into a page of set lines in reading order: tables and pictures in their place, turned text behind the upright."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from policies.reading.lines import Box, LineKind
from policies.reading.sheets.columns import gutters_of, regions_of
from policies.reading.sheets.fragments import fragments_of, text_of
from policies.reading.sheets.grids import grids_on
from policies.reading.sheets.rows import lines_of
from policies.reading.sheets.setting import Fragment, Region, SetLine, SetPage
from policies.reading.sheets.sheet import Glyph, Rule, Sheet, SheetGrid
from policies.reading.sheets.turning import View

_SAME_ROW = 0.5
_SEPARATOR = (18.0, 0.5)  # points at least, share of the page's width at most


class SheetSetter:
    """Sets one sheet after the other; keeps what counts through the source: regions, grids, and the gutters seen so far."""

    def __init__(self) -> None:
        self.regions = self.grids = 0
        self.gutters: Counter[float] = Counter()

    def set(self, sheet: Sheet) -> SetPage:
        grids = grids_on(sheet)
        glyphs = _outside(sheet.glyphs, [grid.box for grid in grids])
        angles = Counter[int]()
        for glyph in glyphs:
            angles[glyph.angle] += len(glyph.text)
        main = max(angles, key=lambda angle: (angles[angle], -angle), default=0)
        page = SetPage(sheet.number, sheet.width, sheet.height)
        for angle in sorted(angles or {0: 0}, key=lambda angle: angle != main):
            shown = [glyph for glyph in glyphs if glyph.angle == angle]
            own = [grid for grid in grids if angle == (grid.angle if grid.angle in angles else main)]
            self._set_view(page, replace(sheet, glyphs=tuple(shown)), angle, own)
        return page

    def _set_view(self, page: SetPage, sheet: Sheet, angle: int, grids: Sequence[SheetGrid]) -> None:
        """What is printed at one angle, read as if it stood upright."""
        view = View.of(sheet, angle)
        width, height = (sheet.width, sheet.height) if angle % 180 == 0 else (sheet.height, sheet.width)
        glyphs = [view.glyph(glyph) for glyph in sheet.glyphs]
        rules = [Rule(view.upright(rule.box)) for rule in sheet.rules] if angle else list(sheet.rules)
        fragments = fragments_of(glyphs, rules)
        first = not page.lines
        pictures = [area for area in sheet.pictures if area.number is not None] if first else []
        boxes = [view.upright(grid.box) for grid in grids] + [view.upright(area.box) for area in pictures]
        blocks = [Fragment(b.left, b.top, b.right, b.bottom, 10.0, number=at) for at, b in enumerate(boxes)]
        known = [place for place, _ in self.gutters.most_common(3)]
        regions = regions_of([*fragments, *blocks], 0.0, width, known)
        self.gutters.update(_lanes(gutters_of(regions), self.gutters))
        for region in regions:
            self.regions += 1
            page.bounds[self.regions] = (region.left, region.right)
            for row in _rows(region):
                number = row[0].number
                if number is None:
                    page.lines.append(self._text_line(page, row, view))
                elif number < len(grids):
                    page.lines += self._grid_lines(page, grids[number])
                else:
                    page.lines.append(self._picture_line(page, pictures[number - len(grids)].number, row[0], view))
        if first:
            page.separators = [rule.box for rule in rules if _may_separate(rule, width, height)]

    def _text_line(self, page: SetPage, row: Sequence[Fragment], view: View) -> SetLine:
        longest = max(row, key=lambda one: len(one.text))
        sure = [one.confidence for one in row if one.confidence is not None]
        line = SetLine(
            page=page.number,
            region=self.regions,
            text=text_of([(one.text, one.left, one.right, one.size) for one in row]),
            left=row[0].left,
            top=min(one.top for one in row),
            right=max(one.right for one in row),
            bottom=max(one.bottom for one in row),
            size=longest.size,
            bold=sum(len(one.text) for one in row if one.bold) * 2 > sum(len(one.text) for one in row),
            confidence=min(sure) if sure else None,
        )
        line.box = view.on_sheet(Box(line.left, line.top, line.right, line.bottom)) if view.angle else None
        return line

    def _grid_lines(self, page: SetPage, grid: SheetGrid) -> list[SetLine]:
        self.grids += 1
        return [
            SetLine(
                page=page.number,
                region=self.regions,
                text=row.text,
                left=grid.box.left,
                top=grid.box.top,
                right=grid.box.right,
                bottom=grid.box.bottom,
                size=0.0,
                box=row.box,
                confidence=row.confidence,
                cells=row.cells,
                grid=self.grids,
            )
            for row in lines_of(grid, first=1, number=self.grids, page=page.number)
        ]

    def _picture_line(self, page: SetPage, number: int | None, area: Fragment, view: View) -> SetLine:
        box = view.on_sheet(Box(area.left, area.top, area.right, area.bottom))
        return SetLine(
            page.number,
            self.regions,
            "",
            area.left,
            area.top,
            area.right,
            area.bottom,
            0.0,
            kind=LineKind.FIGURE,
            box=box,
            picture=number,
        )


def _outside(glyphs: Sequence[Glyph], boxes: Sequence[Box]) -> list[Glyph]:
    if not boxes:
        return list(glyphs)
    return [glyph for glyph in glyphs if not any(box.holds(glyph.box) for box in boxes)]


def _rows(region: Region) -> list[list[Fragment]]:
    """The fragments of a region from top to bottom, those on one baseline together from left to right."""
    rows: list[list[Fragment]] = []
    for one in sorted(region.fragments, key=lambda one: (one.middle, one.left)):
        last = rows[-1][0] if rows else None
        if last is not None and one.number is None and last.number is None and _on_one_row(last, one):
            rows[-1].append(one)
        else:
            rows.append([one])
    for row in rows:
        row.sort(key=lambda one: one.left)
    return rows


def _on_one_row(one: Fragment, other: Fragment) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= _SAME_ROW * min(one.height, other.height)


def _lanes(places: Sequence[float], seen: Counter[float]) -> list[float]:
    """The places, each as the one near it that was seen before."""
    return [next((old for old in seen if abs(old - place) <= 8), place) for place in places]


def _may_separate(rule: Rule, width: float, height: float) -> bool:
    """A short rule in the lower half of a page: footnotes may stand under it."""
    box = rule.box
    least, most = _SEPARATOR
    return rule.is_horizontal and least <= box.width <= most * width and box.top > 0.35 * height
