"""Turns a clause of a draft into the page of the source it was read from, with the places of all that stands on it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gazette.models import ImportJob
from gazette.typesetting.collation.addresses import Window, page_of
from gazette.typesetting.collation.marks import Rectangle, mark_of
from gazette.typesetting.collation.sheets import Sheet, count_pages, sheet_of
from policies.models import Evidence, Provision, SourceFile, TableRow, Version

_KEY = re.compile(r"([pr])(\d{1,18})")
_ROW = re.compile(r"tables/(\d+)/rows/(\d+)")
_FIELD = re.compile(r"/([a-z_]{1,40})")


@dataclass(frozen=True, slots=True)
class Standing:
    """A place on the page: `key` as the editor's tree has it, /title of a field; lines where the source has no pages."""

    key: str
    rectangles: tuple[Rectangle, ...]
    first_line: int
    last_line: int


@dataclass(frozen=True, slots=True)
class Beside:
    source: SourceFile
    sheet: Sheet
    places: tuple[Standing, ...]
    key: str  # what was asked for, '' when its place is not known

    def lines(self) -> list[tuple[int, str, str]]:
        """Of a source without pages: number, words, and the key of the narrowest record on the line."""
        narrow = sorted(self.places, key=lambda one: one.first_line - one.last_line)
        keys = {n: one.key for one in narrow for n in range(one.first_line, one.last_line + 1)}
        return [(number, text, keys.get(number, "")) for number, text in self.sheet.lines]


def beside(*, version: Version | None, key: str = "", page: int | None = None) -> Beside | None:
    """None where nothing of the document was read from a source. Of a corrected wording the places are those of the
    wording it was copied from, as long as their addresses agree."""
    asked = _path(version, key) if version else ""
    own = _evidence(version, asked)
    place = own or _evidence(version, "") or _first(version)
    if version is None or place is None:
        return None
    reading = ImportJob.objects.filter(source=place.source_id).exclude(reading=None).order_by("-pk").first()
    reading_id = reading.reading_id if reading else None
    count, paged = count_pages(source_id=place.source_id, reading_id=reading_id)
    number = page or page_of(page=place.page, line=place.first_line, paged=paged)
    window = Window(min(max(number, 1), count), paged)
    sheet = sheet_of(source_id=place.source_id, reading_id=reading_id, window=window, count=count)
    rows = Evidence.objects.filter(window.rows, source=place.source_id, version=place.version_id).exclude(path="")
    places = tuple(_standings(version, rows.order_by("first_line", "-last_line", "pk"), window))
    return Beside(place.source, sheet, places, key if own else "")


def _evidence(version: Version | None, path: str | None) -> Evidence | None:
    """Of this wording, else of an earlier one of the document."""
    if version is None or path is None:
        return None
    rows = Evidence.objects.filter(version__document=version.document_id, version__n__lte=version.n, path=path)
    return rows.select_related("source").order_by("-version__n").first()


def _first(version: Version | None) -> Evidence | None:
    rows = Evidence.objects.filter(version__document=version.document_id) if version else Evidence.objects.none()
    return rows.select_related("source").order_by("-version__n", "first_line").first()


def _path(version: Version, key: str) -> str | None:
    """The evidence's path of a node's, a row's or a field's key."""
    named = _FIELD.fullmatch(key)
    if named:
        return "numbers/1" if named[1] == "numbers" else named[1]
    found = _KEY.fullmatch(key)
    if not found:
        return None
    if found[1] == "p":
        return Provision.objects.filter(version=version, pk=int(found[2])).values_list("eid", flat=True).first()
    row = TableRow.objects.filter(table__version=version, pk=int(found[2])).values_list("table__n", "n").first()
    return f"tables/{row[0]}/rows/{row[1]}" if row else None


def _standings(version: Version, rows: Iterable[Evidence], window: Window) -> Iterable[Standing]:
    """In two queries, whatever the page holds; what the text no longer has is left out."""
    found = list(rows)
    eids = dict(Provision.objects.filter(version=version, eid__in=[one.path for one in found]).values_list("eid", "pk"))
    tables = {int(match[1]) for one in found if (match := _ROW.fullmatch(one.path))}
    wanted = TableRow.objects.filter(table__version=version, table__n__in=tables)
    keys = {f"tables/{n}/rows/{row}": pk for pk, n, row in wanted.values_list("pk", "table__n", "n")}
    for one in found:
        if one.path in eids:
            key = f"p{eids[one.path]}"
        elif one.path in keys:
            key = f"r{keys[one.path]}"
        elif _FIELD.fullmatch(f"/{one.path}") or one.path.startswith("numbers/"):
            key = f"/{one.path.split('/')[0]}"
        else:
            continue
        yield Standing(key, mark_of(one, window).rectangles, one.first_line, one.last_line)
