"""A gazette with its years, an issue with its contents, and its chronicle."""

from dataclasses import dataclass, field
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gazette.models import ContentsEntry, Gazette, GazetteIssue, Promulgation
from policies.models import DocumentState
from policies.views.caching import public_page


@dataclass(slots=True)
class ContentsLine:
    """A line of the contents with the published documents it stands for."""

    title: str
    page: int | None
    documents: list[Promulgation] = field(default_factory=list)
    is_chronicle: bool = False


def gazette_of(code: str) -> Gazette:
    """The gazette an address names; no code means the default one."""
    gazette = Gazette.objects.filter(code=code).first() if code else Gazette.objects.default()
    if gazette is None:
        raise Http404
    return gazette


@public_page
def gazette_detail(request: HttpRequest, code: str = "") -> HttpResponse:
    """All issues of a gazette, year by year."""
    gazette = gazette_of(code)
    if code and gazette.is_default:
        return redirect(gazette, permanent=True)
    issues = gazette.issues.published().order_by("-year", "-number", "kind")
    for issue in issues:
        issue.gazette = gazette
    years = [(year, list(found)) for year, found in groupby(issues, key=lambda issue: issue.year)]
    others = Gazette.objects.filter(issues__state="published").exclude(pk=gazette.pk).distinct()
    return render(request, "gazette/gazette_detail.html", {"gazette": gazette, "years": years, "others": others})


@public_page
def issue_year(request: HttpRequest, year: int, code: str = "") -> HttpResponse:
    """The issues of one year with what they contain."""
    gazette = gazette_of(code)
    if code and gazette.is_default:
        return redirect("gazette:issue_year", year=year, permanent=True)
    issues = gazette.issues.published().filter(year=year).order_by("number", "kind").prefetch_related("contents")
    if not issues:
        raise Http404
    for issue in issues:
        issue.gazette = gazette
    years = gazette.issues.published().order_by("-year").values_list("year", flat=True).distinct()
    return render(
        request, "gazette/issue_year.html", {"gazette": gazette, "year": year, "issues": issues, "years": years}
    )


def issue_of(year: int, key: str, code: str) -> GazetteIssue:
    """The published issue an address names."""
    gazette = gazette_of(code)
    issue = gazette.issues.published().keyed(key).filter(year=year).order_by("kind").last()
    if issue is None:
        raise Http404
    issue.gazette = gazette
    return issue


@public_page
def issue_detail(request: HttpRequest, year: int, key: str, code: str = "") -> HttpResponse:
    issue = issue_of(year, key, code)
    if code and issue.gazette.is_default:
        return redirect(issue, permanent=True)
    before, after = neighbours(issue)
    return render(
        request,
        "gazette/issue_detail.html",
        {"issue": issue, "sections": contents(issue), "previous": before, "next": after},
    )


@public_page
def issue_chronicle(request: HttpRequest, year: int, key: str, code: str = "") -> HttpResponse:
    """The dated events of an issue, day by day."""
    issue = issue_of(year, key, code)
    if code and issue.gazette.is_default:
        return redirect(issue.get_chronicle_url(), permanent=True)
    entries = list(issue.chronicle.all())
    if not entries:
        raise Http404
    days = [(day, list(found)) for day, found in groupby(entries, key=lambda entry: (entry.on, entry.end_on))]
    return render(request, "gazette/issue_chronicle.html", {"issue": issue, "days": days})


def contents(issue: GazetteIssue) -> list[tuple[str, list[ContentsLine]]]:
    """The printed contents by section, each line with its published documents; then what no line stands for."""
    printed = list(
        issue.promulgations.filter(document__state=DocumentState.PUBLISHED)
        .select_related("document")
        .prefetch_related("document__numbers")
    )
    has_chronicle = issue.chronicle.exists()
    lines: list[tuple[str, ContentsLine]] = []
    for entry in issue.contents.all():
        documents = [one for one in printed if one.entry_id == entry.pk]
        chronicle = has_chronicle and not documents and is_chronicle(entry, issue)
        lines.append((entry.section, ContentsLine(entry.title, entry.page, documents, chronicle)))
    sections = [(name, [line for _, line in found]) for name, found in groupby(lines, key=lambda line: line[0])]
    listed = {one.pk for _, line in lines for one in line.documents}
    rest = [ContentsLine(one.document.title, one.printed_page, [one]) for one in printed if one.pk not in listed]
    if has_chronicle and not any(line.is_chronicle for _, line in lines):
        rest.append(ContentsLine(issue.chronicle_title or "大事记", None, [], is_chronicle=True))
    return [*sections, ("", rest)] if rest else sections


def is_chronicle(entry: ContentsEntry, issue: GazetteIssue) -> bool:
    return "大事记" in (entry.title + entry.section) or entry.title == issue.chronicle_title


def neighbours(issue: GazetteIssue) -> tuple[GazetteIssue | None, GazetteIssue | None]:
    """The issues printed before and after it."""
    order = list(issue.gazette.issues.published().order_by("year", "number", "kind"))
    for one in order:
        one.gazette = issue.gazette
    at = order.index(issue)
    return (order[at - 1] if at else None), (order[at + 1] if at + 1 < len(order) else None)
