"""Tells which issue of which gazette a reading is, from its masthead and from what was asked for."""

from dataclasses import dataclass

from gazette.models import Gazette, GazetteIssue, ImportJob, IssueKind
from gazette.reading.records import IssueRecord
from policies.grammar.said import Said, joined, said
from policies.services.spelling import free_code, place_code

_YEAR, _NUMBER = said("年份"), said("期号")


class IdentityError(Exception):
    """The file and the request do not name one issue; the message says what is missing or disagrees."""


@dataclass(frozen=True, slots=True)
class Identity:
    year: int
    number: int
    kind: str


def identify_issue(*, record: IssueRecord, year: int | None, number: int | None) -> Identity:
    """What a person asked for has the say, since a masthead can be misread; else what it states. Raises `IdentityError`."""
    head = record.masthead
    found_year, found_number = year or head.year, number or head.number
    if found_year is None or found_number is None:
        missing = joined([_YEAR] * (found_year is None) + [_NUMBER] * (found_number is None), "、")
        raise IdentityError(
            said("文件没有写明{missing}；请在提交时填写年份和期号（命令行用 --year 和 --number）。", missing=missing)
        )
    if not (1900 <= found_year <= 2200 and 1 <= found_number <= 9999):
        raise IdentityError(
            said(
                "{year} 年第 {number} 期不像一个期号；请在提交时填写正确的年份和期号。",
                year=found_year,
                number=found_number,
            )
        )
    kind = head.kind if head.kind in IssueKind.values else IssueKind.REGULAR.value
    return Identity(found_year, found_number, kind)


def disagreements(*, record: IssueRecord, year: int | None, number: int | None) -> list[Said]:
    """Where what was asked for differs from what the masthead says, a sentence each, for the job's message."""
    head = record.masthead
    pairs = ((_YEAR, head.year, year), (_NUMBER, head.number, number))
    return [
        said(
            "报头印的{label}是 {printed}，已按提交时填写的 {asked} 导入；请核对。",
            label=label,
            printed=printed,
            asked=asked,
        )
        for label, printed, asked in pairs
        if printed is not None and asked is not None and printed != asked
    ]


def find_or_make_gazette(*, record: IssueRecord, job: ImportJob) -> Gazette:
    """The gazette asked for, by code or by the masthead's title; made when it is not known. Raises `IdentityError`."""
    if job.gazette:
        return job.gazette
    title = record.masthead.title.strip()[:120]
    found = (
        Gazette.objects.filter(code=job.gazette_code) if job.gazette_code else Gazette.objects.filter(title=title)
    ).first()
    if found:
        return found
    if not title and not job.gazette_code:
        raise IdentityError(said("文件没有报头，看不出是哪种公报；请在提交时选定公报（命令行用 --gazette）。"))
    code = job.gazette_code or free_code(place_code(title), lambda one: Gazette.objects.filter(code=one).exists())
    return Gazette.objects.create(
        code=code,
        title=title or code,
        office=record.masthead.publisher[:120],
        position=Gazette.objects.count() + 1,
    )


def find_issue(*, gazette: Gazette, identity: Identity) -> GazetteIssue | None:
    """The issue, its row locked until the transaction ends."""
    issues = GazetteIssue.objects.select_for_update()
    return issues.filter(gazette=gazette, year=identity.year, number=identity.number, kind=identity.kind).first()
