"""Collects a year's general contents from the records of its issues; a number of queries that does not grow with them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from gazette.models import ChronicleEntry, ContentsEntry, Gazette, GazetteIssue, IssueKind, IssueState, Promulgation
from gazette.typesetting.annual.manuscript import (
    AnnualEntry,
    AnnualGroup,
    AnnualIssue,
    AnnualManuscript,
    Grouping,
    NumberGroup,
    NumberLine,
)
from gazette.typesetting.contents import is_chronicle
from policies.models import DocumentState, Organ

OTHERS = "其他"
NumberKey = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Placed:
    """An entry with what orders it; `numbers` in the order of `entry.numbers`."""

    entry: AnnualEntry
    numbers: tuple[NumberKey, ...]
    order: tuple[int, int]


def collect_annual(
    gazette: Gazette, year: int, *, grouping: Grouping = Grouping.SECTION, provisional: bool = False
) -> AnnualManuscript | None:
    """The general contents of one year; None when it has no issue. `provisional` counts what is not public yet."""
    issues = _issues(gazette, year, provisional)
    if not issues:
        return None
    placed = list(_placed(issues, provisional))
    place = reverse("gazette:annual_contents", args=[*gazette.address, year])
    return AnnualManuscript(
        title=gazette.title,
        office=gazette.office,
        year=year,
        grouping=grouping,
        issues=tuple(AnnualIssue(_number(one), one.key, one.published_on) for one in issues),
        groups=tuple(_groups(placed, grouping)),
        organs=tuple(_by_organ(placed)),
        numbers=tuple(_by_number(placed)),
        address=f"{settings.SITE_URL.rstrip('/')}{place}" if settings.SITE_URL else "",
        provisional=provisional,
    )


def _issues(gazette: Gazette, year: int, provisional: bool) -> list[GazetteIssue]:
    issues = gazette.issues.exclude(state=IssueState.WITHDRAWN) if provisional else gazette.issues.published()
    return list(issues.filter(year=year).order_by("number", "kind"))


def _number(issue: GazetteIssue) -> str:
    return f"增{issue.number}" if issue.kind == IssueKind.SUPPLEMENT else str(issue.number)


def _placed(issues: Sequence[GazetteIssue], provisional: bool) -> Iterator[_Placed]:
    """Line by line of the printed contents, a document each where one stands for several; then what no line stands for."""
    promulgations = Promulgation.objects.filter(issue__in=issues).select_related("document")
    promulgations = promulgations.prefetch_related("document__numbers__series", "document__issuer_links__organ")
    public = {DocumentState.PUBLISHED, DocumentState.DRAFT} if provisional else {DocumentState.PUBLISHED}
    printed: dict[tuple[int, int | None], list[Promulgation]] = defaultdict(list)
    for one in promulgations.order_by("issue", "position"):
        printed[one.issue_id, one.entry_id].append(one)
    lines: dict[int, list[ContentsEntry]] = defaultdict(list)
    for entry in ContentsEntry.objects.filter(issue__in=issues).order_by("issue", "position"):
        lines[entry.issue_id].append(entry)
    chronicled = set(ChronicleEntry.objects.filter(issue__in=issues).values_list("issue", flat=True))
    for at, issue in enumerate(issues):
        n = 0
        for entry in lines[issue.pk]:
            documents = [one for one in printed[issue.pk, entry.pk] if one.document.state in public]
            for made in _of_line(issue, entry, documents, (at, n), issue.pk in chronicled):
                n += 1
                yield made
        for one in printed[issue.pk, None]:
            if one.document.state in public:
                n += 1
                yield _of_document(issue, one, "", one.printed_page, (at, n))


def _of_line(
    issue: GazetteIssue, entry: ContentsEntry, documents: list[Promulgation], order: tuple[int, int], chronicled: bool
) -> Iterator[_Placed]:
    at, n = order
    for more, one in enumerate(documents):
        yield _of_document(issue, one, entry.section, one.printed_page or entry.page, (at, n + more))
    if not documents:
        chronicle = chronicled and is_chronicle(entry, issue)
        made = AnnualEntry(
            entry.title, (), _number(issue), issue.key, entry.page, entry.section, "", (), chronicle=chronicle
        )
        yield _Placed(made, (), order)


def _of_document(
    issue: GazetteIssue, one: Promulgation, section: str, page: int | None, order: tuple[int, int]
) -> _Placed:
    document = one.document
    numbers = list(document.numbers.all())
    made = AnnualEntry(
        title=document.title,
        numbers=tuple(number.normalised for number in numbers),
        issue=_number(issue),
        issue_key=issue.key,
        page=page,
        section=section,
        genre=document.genre,
        organs=tuple(link.organ.name for link in document.issuer_links.all()),
        slug=document.slug,
    )
    keys = tuple(
        (number.series.name if number.series else "", number.year or 0, number.serial or 0) for number in numbers
    )
    return _Placed(made, keys, order)


def _groups(placed: Sequence[_Placed], grouping: Grouping) -> Iterator[AnnualGroup]:
    """In the order in which the year first printed each; what belongs to none comes last."""
    found: dict[str, list[_Placed]] = defaultdict(list)
    for one in placed:
        name = one.entry.section if grouping is Grouping.SECTION else one.entry.genre
        found[name or OTHERS].append(one)
    names = [*(name for name in found if name != OTHERS), *([OTHERS] if OTHERS in found else [])]
    for n, name in enumerate(names, 1):
        ordered = sorted(found[name], key=lambda one: (not one.numbers, one.numbers[:1], one.order))
        yield AnnualGroup(name, f"g{n}", tuple(one.entry for one in ordered))


def _by_organ(placed: Sequence[_Placed]) -> Iterator[AnnualGroup]:
    found: dict[str, list[AnnualEntry]] = defaultdict(list)
    for one in placed:
        for organ in one.entry.organs:
            found[organ].append(one.entry)
    keys = dict(Organ.objects.filter(name__in=list(found)).values_list("name", "sort_key"))
    for n, name in enumerate(sorted(found, key=lambda name: (keys.get(name, ""), name)), 1):
        yield AnnualGroup(name, f"o{n}", tuple(found[name]))


def _by_number(placed: Iterable[_Placed]) -> Iterator[NumberGroup]:
    found: dict[str, list[tuple[NumberKey, tuple[int, int], NumberLine]]] = defaultdict(list)
    for one in placed:
        for key, number in zip(one.numbers, one.entry.numbers, strict=True):
            found[key[0] or OTHERS].append((key, one.order, NumberLine(number, one.entry)))
    for n, series in enumerate(sorted(found, key=lambda name: (name == OTHERS, name)), 1):
        lines = sorted(found[series], key=lambda line: line[:2])
        yield NumberGroup(series, f"n{n}", tuple(line for _, _, line in lines))
