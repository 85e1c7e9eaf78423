"""A gazette with its years, an issue with its contents, and its chronicle."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gazette.models import ChronicleEntry, Gazette, GazetteIssue, IssueState
from gazette.typesetting.contents import contents
from policies.views.caching import kept_page, public_page

IssueView = Callable[[HttpRequest, GazetteIssue, str], HttpResponse]
KeyView = Callable[..., HttpResponse]


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
    others = Gazette.objects.filter(issues__state=IssueState.PUBLISHED).exclude(pk=gazette.pk).distinct()
    return render(request, "gazette/gazette_detail.html", {"gazette": gazette, "years": years, "others": others})


@public_page
def issue_year(request: HttpRequest, year: int, code: str = "") -> HttpResponse:
    """The issues of one year with what they contain."""
    gazette = gazette_of(code)
    if code and gazette.is_default:
        return redirect("gazette:issue_year", year=year, permanent=True)
    issues = gazette.issues.published().filter(year=year).order_by("number", "kind")
    issues = issues.prefetch_related("contents", "promulgations__document")
    if not issues:
        raise Http404
    for issue in issues:
        issue.gazette = gazette
    years = gazette.issues.published().order_by("-year").values_list("year", flat=True).distinct()
    return render(
        request, "gazette/issue_year.html", {"gazette": gazette, "year": year, "issues": issues, "years": years}
    )


def of_issue(view: IssueView) -> KeyView:
    """A view of one public issue, called with the issue in place of its year and key; a withdrawn one says that it is."""

    @wraps(view)
    def wrapper(request: HttpRequest, year: int, key: str, code: str = "") -> HttpResponse:
        gazette = gazette_of(code)
        found = list(gazette.issues.visible().keyed(key).filter(year=year).order_by("kind"))
        issue = next((one for one in reversed(found) if one.state == IssueState.PUBLISHED), None)
        if issue is None and found:
            found[-1].gazette = gazette
            return render(request, "gazette/issue_withdrawn.html", {"issue": found[-1]}, status=410)
        if issue is None:
            raise Http404
        issue.gazette = gazette
        return view(request, issue, code)

    return wrapper


@kept_page
@of_issue
def issue_detail(request: HttpRequest, issue: GazetteIssue, code: str) -> HttpResponse:
    if code and issue.gazette.is_default:
        return redirect(issue, permanent=True)
    before, after = neighbours(issue)
    return render(
        request,
        "gazette/issue_detail.html",
        {"issue": issue, "sections": contents(issue), "previous": before, "next": after},
    )


@kept_page
@of_issue
def issue_chronicle(request: HttpRequest, issue: GazetteIssue, code: str) -> HttpResponse:
    """The dated events of an issue, day by day."""
    if code and issue.gazette.is_default:
        return redirect(issue.get_chronicle_url(), permanent=True)
    entries = list(issue.chronicle.all())
    if not entries:
        raise Http404
    return render(request, "gazette/issue_chronicle.html", {"issue": issue, "days": days_of(entries)})


def days_of(entries: list[ChronicleEntry]) -> list[tuple[str, date | None, list[ChronicleEntry]]]:
    """Entries in printed order under the day they begin: an anchor, the day, its entries. A day that comes again has no anchor of its own."""
    days: list[tuple[str, date | None, list[ChronicleEntry]]] = []
    anchors = {""}
    for day, found in groupby(entries, key=lambda entry: entry.on):
        anchor = f"d{day}" if day else ""
        days.append(("" if anchor in anchors else anchor, day, list(found)))
        anchors.add(anchor)
    return days


def neighbours(issue: GazetteIssue) -> tuple[GazetteIssue | None, GazetteIssue | None]:
    """The issues printed before and after it."""
    issues = issue.gazette.issues.published()
    before = issues.before(issue).order_by("-year", "-number", "-kind").first()
    after = issues.after(issue).order_by("year", "number", "kind").first()
    for one in (before, after):
        if one:
            one.gazette = issue.gazette
    return before, after
