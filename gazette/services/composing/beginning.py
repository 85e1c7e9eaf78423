"""Begins a new issue: the next number, with masthead, board and sections carried over from the last one."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db import transaction

from gazette.models import Gazette, GazetteIssue, IssueKind, IssueRevision, IssueState
from gazette.services.composing.changing import CompositionError
from gazette.services.composing.rows import composition_of
from policies.grammar.said import said
from policies.models import User
from policies.reading.codec import to_json

CARRIED = ("title", "frequency", "permit_number", "slogan", "publisher", "phone", "postcode", "address", "printer")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a new issue would be called; `last` is the one that it follows."""

    year: int
    number: int
    total_number: int | None
    last: GazetteIssue | None


def propose_issue(*, gazette: Gazette, on: date) -> Proposal:
    """The number after the last; a new year begins with 1. A combined issue 合刊 takes two numbers."""
    issues = gazette.issues.exclude(state=IssueState.WITHDRAWN).exclude(kind=IssueKind.SUPPLEMENT)
    last = issues.order_by("-year", "-number").first()
    if last is None:
        return Proposal(on.year, 1, None, None)
    total = last.total_number + 1 if last.total_number else None
    if last.year < on.year:
        return Proposal(on.year, 1, total, last)
    return Proposal(last.year, last.number + (2 if last.kind == IssueKind.COMBINED else 1), total, last)


@transaction.atomic
def begin_issue(
    *,
    gazette: Gazette,
    year: int,
    number: int,
    kind: IssueKind,
    total_number: int | None,
    carry: bool,
    by: User,
    at: datetime,
) -> GazetteIssue:
    """A draft issue without documents; `carry`: with what the last issue had. Raises `CompositionError` for a number taken."""
    Gazette.objects.select_for_update().get(pk=gazette.pk)
    if gazette.issues.filter(year=year, number=number, kind=kind).exists():
        raise CompositionError(said("已有 {year} 年第 {number} 期。", year=year, number=number))
    issue = GazetteIssue(gazette=gazette, year=year, number=number, kind=kind, total_number=total_number)
    issue.sections = list(gazette.sections)
    last = propose_issue(gazette=gazette, on=at.date()).last if carry else None
    if last is not None:
        carry_over(issue=issue, last=last)
    issue.save(force_insert=True)
    note = said("新建")
    IssueRevision.objects.create(
        issue=issue,
        n=1,
        composition=to_json(composition_of(issue)),
        by=by,
        note=note,
        phrasing=note.phrasing,
        saved_at=at,
    )
    return issue


def carry_over(*, issue: GazetteIssue, last: GazetteIssue) -> None:
    """Fills in what stays from issue to issue. What the masthead says of the last one itself, its number or day, does not."""
    for name in CARRIED:
        setattr(issue, name, getattr(last, name))
    issue.board = last.board
    own = _own_words(last)
    issue.masthead = [one for one in last.masthead if one["value"].strip() not in own]
    printed = [name for name, _ in groupby(last.contents.order_by("position").values_list("section", flat=True))]
    issue.sections = issue.sections or [name for name in dict.fromkeys(last.sections or printed) if name]


def _own_words(last: GazetteIssue) -> set[str]:
    """Ways of writing the issue's number and day: a value that is no more than one of these is not carried."""
    words = {
        str(last.number),
        f"第{last.number}期",
        f"{last.year}年第{last.number}期",
        str(last.year),
        f"{last.year}年",
    }
    if last.total_number:
        words |= {str(last.total_number), f"总第{last.total_number}期", f"第{last.total_number}期"}
    if on := last.published_on:
        words |= {on.isoformat(), f"{on.year}年{on.month}月{on.day}日", f"{on.year}年{on.month:02}月{on.day:02}日"}
    return words
