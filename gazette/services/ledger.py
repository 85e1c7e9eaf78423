"""文号登记: which numbers of a series and year are here, missing, double or out of order, and why one is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db import transaction
from django.db.models import QuerySet

from gazette.models import GazetteIssue
from gazette.services.importing.gaps import SeriesGaps, series_gaps
from policies.grammar.said import said
from policies.models import DocumentNumber, GapReason, NumberGap, NumberSeries, PolicyDocument, User


class LedgerError(Exception):
    """The note can't be kept; the message is for people."""


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One series and year. `explained`: missing serials for which an editor gave the reason; `unexplained` the others."""

    series: NumberSeries
    gaps: SeriesGaps
    explained: tuple[NumberGap, ...]
    unexplained: tuple[int, ...]
    disordered: tuple[int, ...]  # dated before a lower number

    @property
    def is_whole(self) -> bool:
        return not (self.unexplained or self.gaps.doubled or self.disordered)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One number: the documents that bear it, none when it is missing; then `gap` says why, if somebody has."""

    serial: int
    documents: tuple[PolicyDocument, ...]
    gap: NumberGap | None
    disordered: bool


def ledger_years() -> list[int]:
    """The years of which there are numbers, the newest first."""
    years = DocumentNumber.objects.filter(series__isnull=False, serial__isnull=False, year__isnull=False)
    return [int(year or 0) for year in years.order_by("-year").values_list("year", flat=True).distinct()]


def ledger(*, year: int, series: Iterable[int] | None = None) -> list[LedgerLine]:
    """A line for each series of the year, or for those named; four queries."""
    numbers = DocumentNumber.objects.filter(year=year, series__isnull=False)
    if series is not None:
        numbers = numbers.filter(series__in=list(series))
    named = {one.name: one for one in NumberSeries.objects.filter(numbers__in=numbers).distinct()}
    reasons: dict[int, list[NumberGap]] = {}
    for gap in NumberGap.objects.filter(year=year, series__in=named.values()).select_related("by"):
        reasons.setdefault(gap.series_id, []).append(gap)
    disordered = _disordered(numbers)
    return [
        _line(named[one.series], one, reasons.get(named[one.series].pk, ()), disordered.get(one.series, ()))
        for one in series_gaps(numbers=numbers)
    ]


def _line(
    series: NumberSeries, gaps: SeriesGaps, reasons: Iterable[NumberGap], disordered: Iterable[int]
) -> LedgerLine:
    missing = set(gaps.missing)
    explained = tuple(one for one in reasons if one.serial in missing)
    told = {one.serial for one in explained}
    return LedgerLine(series, gaps, explained, tuple(n for n in gaps.missing if n not in told), tuple(disordered))


def _disordered(numbers: QuerySet[DocumentNumber]) -> dict[str, list[int]]:
    """Serials whose document is dated before that of a lower serial, by the series' name."""
    rows = numbers.filter(serial__isnull=False, document__issued_on__isnull=False).order_by("series__name", "serial")
    found: dict[str, list[int]] = {}
    dated = rows.values_list("series__name", "serial", "document__issued_on")
    for name, run in groupby(dated, key=lambda row: str(row[0])):
        latest = date.min
        for _, serial, on in run:
            if on and on < latest:
                found.setdefault(name, []).append(int(serial or 0))
            latest = max(latest, on or latest)
    return found


def ledger_entries(*, line: LedgerLine) -> list[LedgerEntry]:
    """1…N of one series and year, each with what bears it; two queries."""
    numbers = DocumentNumber.objects.filter(series=line.series, year=line.gaps.year, serial__isnull=False)
    bearing: dict[int, list[PolicyDocument]] = {}
    for number in numbers.select_related("document").order_by("serial", "document"):
        bearing.setdefault(int(number.serial or 0), []).append(number.document)
    reasons = {one.serial: one for one in line.explained}
    serials = sorted({*bearing, *line.gaps.missing})
    return [LedgerEntry(n, tuple(bearing.get(n, ())), reasons.get(n), n in line.disordered) for n in serials]


def issue_ledger(*, issue: GazetteIssue) -> list[tuple[LedgerLine, tuple[int, ...]]]:
    """For the series and years that the issue prints: how they stand up to the highest number in it, and the serials
    that its contents print behind a higher one. Five queries for each year among them."""
    rows = (
        DocumentNumber.objects.filter(document__promulgations__issue=issue, serial__isnull=False, year__isnull=False)
        .exclude(series=None)
        .order_by("document__promulgations__position", "position")
        .values_list("series", "year", "serial")
    )
    printed: dict[tuple[int, int], list[int]] = {}
    for series, year, serial in rows:
        printed.setdefault((int(series or 0), int(year or 0)), []).append(int(serial or 0))
    found = []
    for year in sorted({year for _, year in printed}):
        for line in ledger(year=year, series=[series for series, own in printed if own == year]):
            serials = printed[line.series.pk, year]
            backward = tuple(n for place, n in enumerate(serials) if place and n < max(serials[:place]))
            found.append((_up_to(line, max(serials)), backward))
    return found


def _up_to(line: LedgerLine, last: int) -> LedgerLine:
    """What comes after the issue's highest number is no concern of the issue."""
    return LedgerLine(
        line.series,
        line.gaps,
        tuple(one for one in line.explained if one.serial <= last),
        tuple(n for n in line.unexplained if n <= last),
        tuple(n for n in line.disordered if n <= last),
    )


@transaction.atomic
def explain_gap(
    *, series: NumberSeries, year: int, serials: Iterable[int], reason: GapReason, note: str, by: User
) -> int:
    """Keeps why these numbers are on no document; how many. Raises `LedgerError`."""
    note = note.strip()[:400]
    if reason == GapReason.OTHER and not note:
        raise LedgerError(said("选择“其他”时请写明原因。"))
    wanted = sorted(set(serials))
    there = DocumentNumber.objects.filter(series=series, year=year, serial__in=wanted).order_by("serial").first()
    if there is not None:
        raise LedgerError(said("{serial} 号已有公文，不是缺号。", serial=there.serial))
    if not wanted:
        raise LedgerError(said("请先选择缺号。"))
    for serial in wanted:
        NumberGap.objects.update_or_create(
            series=series, year=year, serial=serial, defaults={"reason": reason, "note": note, "by": by}
        )
    return len(wanted)


@transaction.atomic
def forget_gap(*, series: NumberSeries, year: int, serials: Iterable[int]) -> int:
    """Takes the reasons back; how many there were."""
    return NumberGap.objects.filter(series=series, year=year, serial__in=list(serials)).delete()[0]
