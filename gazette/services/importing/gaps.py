"""Counts what an archive lacks: years and numbers of a gazette, numbers of each series, and files that came to nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet

from gazette.models import Gazette, GazetteIssue, ImportBatch, ImportJob, IssueKind, JobState
from gazette.services.importing.batches import FAILED_STATES, job_keys
from policies.grammar.said import Said, said, said_again
from policies.models import DocumentNumber

_WIDEST = 400  # a serial further off than this from the one before is misread, not a gap of so many


@dataclass(frozen=True, slots=True)
class YearGaps:
    """Numbers of one year, regular and combined: those that are here, and those between 1 and the last that are not."""

    year: int
    present: tuple[int, ...]
    missing: tuple[int, ...]
    misordered: tuple[int, ...] = ()  # printed before the number in front of them


@dataclass(frozen=True, slots=True)
class SeriesGaps:
    """Serials of one series and year, over all documents. A gazette need not print all: what is missing is no error."""

    series: str
    year: int
    count: int
    last: int
    missing: tuple[int, ...]
    doubled: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FileDoubt:
    """A file of the batch that came to no issue, or to one that a person must look at. `kind`: doubt, failed, review."""

    name: str
    kind: str
    why: Said
    job: int | None = None


@dataclass(frozen=True, slots=True)
class GapReport:
    """What the archive of a gazette lacks now; `files` are those of the batch it is asked for."""

    gazette: str
    years_missing: tuple[int, ...]
    years: tuple[YearGaps, ...]
    series: tuple[SeriesGaps, ...]
    files: tuple[FileDoubt, ...]

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """For a table: what it is, where, and which."""
        yield from ((said("年份缺失"), str(year), "") for year in self.years_missing)
        for year in self.years:
            yield from ((said("期号缺失"), str(year.year), str(number)) for number in year.missing)
            yield from ((said("出版日期颠倒"), str(year.year), str(number)) for number in year.misordered)
        for one in self.series:
            yield from ((said("文号重复"), f"{one.series}〔{one.year}〕", str(serial)) for serial in one.doubled)
            yield from ((said("文号缺失"), f"{one.series}〔{one.year}〕", str(serial)) for serial in one.missing)
        yield from ((said("文件"), one.name, one.why) for one in self.files)


def report_of(*, batch: ImportBatch) -> GapReport:
    """For the gazette that the batch was handed in for, or that its jobs' issues are of."""
    jobs = list(ImportJob.objects.filter(pk__in=job_keys(batch)).select_related("source", "issue"))
    gazette = _gazette(batch, jobs)
    issues = GazetteIssue.objects.filter(gazette=gazette) if gazette else GazetteIssue.objects.none()
    printed = list(issues.values_list("year", "number", "kind", "published_on"))
    years = sorted({year for year, *_ in printed})
    return GapReport(
        gazette=gazette.title if gazette else "",
        years_missing=tuple(year for year in range(years[0], years[-1]) if year not in years) if years else (),
        years=tuple(_year(year, printed) for year in years),
        series=tuple(series_gaps(numbers=_numbers(gazette, jobs))),
        files=tuple(_files(batch, jobs)),
    )


def _gazette(batch: ImportBatch, jobs: Sequence[ImportJob]) -> Gazette | None:
    code = batch.report.get("gazette")
    if code:
        return Gazette.objects.filter(code=code).first()
    common = Counter(job.issue.gazette_id for job in jobs if job.issue).most_common(1)
    return Gazette.objects.get(pk=common[0][0]) if common else None


def _year(year: int, printed: Iterable[tuple[int, int, str, date | None]]) -> YearGaps:
    regular = sorted((number, on) for own, number, kind, on in printed if own == year and kind != IssueKind.SUPPLEMENT)
    numbers = [number for number, _ in regular]
    dated = [(number, on) for number, on in regular if on]
    misordered = (after[0] for before, after in pairwise(dated) if before[1] and after[1] and after[1] < before[1])
    combined = {n + 1 for own, n, kind, _ in printed if own == year and kind == IssueKind.COMBINED}
    missing = set(range(1, max(numbers, default=0))) - set(numbers) - combined
    return YearGaps(year, tuple(numbers), tuple(sorted(missing)), tuple(misordered))


def _numbers(gazette: Gazette | None, jobs: Sequence[ImportJob]) -> QuerySet[DocumentNumber]:
    """Of the documents in the gazette's issues, or, without one, of those that the jobs brought in."""
    if gazette:
        return DocumentNumber.objects.filter(document__promulgations__issue__gazette=gazette)
    return DocumentNumber.objects.filter(document__jobs__in=jobs)


def series_gaps(*, numbers: QuerySet[DocumentNumber]) -> Iterator[SeriesGaps]:
    """What each series and year among these numbers lacks, and bears twice; one query."""
    numbers = numbers.filter(series__isnull=False, year__isnull=False, serial__isnull=False).order_by()
    found: defaultdict[tuple[str, int], Counter[int]] = defaultdict(Counter)
    for series, year, serial, _ in numbers.values_list("series__name", "year", "serial", "document").distinct():
        found[str(series), int(year or 0)][int(serial or 0)] += 1
    for (series, year), serials in sorted(found.items()):
        doubled = tuple(sorted(serial for serial, count in serials.items() if count > 1))
        yield SeriesGaps(series, year, serials.total(), max(serials), tuple(_missing(serials)), doubled)


def _missing(serials: Iterable[int]) -> Iterator[int]:
    for before, after in pairwise([0, *sorted(set(serials))]):
        if after - before <= _WIDEST:
            yield from range(before + 1, after)


def _files(batch: ImportBatch, jobs: Sequence[ImportJob]) -> Iterator[FileDoubt]:
    by_key = {job.pk: job for job in jobs}
    for row in batch.report.get("rows", ()):
        job = by_key.get(row.get("job", 0))
        if row.get("why"):
            yield FileDoubt(
                row["name"], "doubt", said_again(row["why"], row.get("phrasing", {})), job.pk if job else None
            )
        if job and job.state in FAILED_STATES:
            yield FileDoubt(row["name"], "failed", job.said, job.pk)
        elif job and job.state == JobState.NEEDS_REVIEW:
            yield FileDoubt(row["name"], "review", job.said, job.pk)


def runs(numbers: Sequence[int]) -> str:
    """3–5、9: numbers as people write them."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return "、".join(f"{part[0]}–{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)
