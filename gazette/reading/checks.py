"""Checks one issue by its record alone: contents against documents, numbers and dates against each other."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from gazette.reading.chronicle import is_chronicle_title
from gazette.reading.records import IssueRecord
from policies.grammar.numbers import number_key
from policies.grammar.said import said
from policies.reading.findings import finding
from policies.reading.records import DocumentRecord, FindingRecord
from policies.reading.title_forms import bare
from projects.checks import check_table


def check_issue(record: IssueRecord) -> tuple[FindingRecord, ...]:
    """Doubts about the issue as a whole; what a document says against itself is the document's own."""
    checks = (_number, _repeated, _contents, _order, _chronicle, _days, _tables)
    return tuple(one for check in checks for one in check(record))


def _number(record: IssueRecord) -> Iterator[FindingRecord]:
    masthead = record.masthead
    if masthead.year is None or (masthead.number is None and masthead.kind == "regular"):
        yield finding("issue-unnumbered", said("文本没有写明年份或期号。"))


def _tables(record: IssueRecord) -> Iterator[FindingRecord]:
    """What the printed tables say against themselves."""
    for n, document in enumerate(record.documents, 1):
        for table in document.tables:
            yield from check_table(table, path=f"documents/{n}/tables/{table.n}")


def _repeated(record: IssueRecord) -> Iterator[FindingRecord]:
    seen: dict[tuple[str, int | None, int | None], int] = {}
    for n, document in enumerate(record.documents, 1):
        for number in document.numbers:
            first = seen.setdefault(number_key(number), n)
            if first != n:
                message = said(
                    "本期第{first}份和第{n}份文件都编为{number}。", first=first, n=n, number=number.normalised
                )
                yield finding(
                    "document-number-repeated",
                    message,
                    path=f"documents/{n}",
                    place=document.place,
                    found=number.normalised,
                )


def _contents(record: IssueRecord) -> Iterator[FindingRecord]:
    listed = {position for entry in record.contents for position in entry.documents}
    for n, entry in enumerate(record.contents, 1):
        if entry.documents:
            document = record.documents[entry.documents[0] - 1]
            title = document.title
            if not any(
                same_title(title, name)
                for name in printed_names(document)
                for title in (entry.title, bare(entry.title))
            ):
                yield finding(
                    "contents-title-differs",
                    said("目录中的标题与正文标题不一致。"),
                    path=f"contents/{n}",
                    place=entry.place,
                    expected=title,
                    found=entry.title,
                )
        elif not (record.chronicle and (is_chronicle_title(entry.title) or is_chronicle_title(entry.section))):
            yield finding(
                "contents-unmatched",
                said("目录所列“{title}”未见正文。", title=entry.title),
                path=f"contents/{n}",
                place=entry.place,
                found=entry.title,
            )
    if record.contents:
        for n, document in enumerate(record.documents, 1):
            if n not in listed:
                yield finding(
                    "document-unlisted",
                    said("“{title}”未列入目录。", title=document.title),
                    path=f"documents/{n}",
                    place=document.place,
                    found=document.title,
                )


def _order(record: IssueRecord) -> Iterator[FindingRecord]:
    for n, (before, after) in enumerate(pairwise(record.contents), 2):
        if before.page is not None and after.page is not None and after.page < before.page:
            yield finding(
                "contents-page-order",
                said("页码从{before}倒退到{after}。", before=before.page, after=after.page),
                path=f"contents/{n}",
                place=after.place,
                found=str(after.page),
            )
        if before.documents and after.documents and after.documents[0] < before.documents[-1]:
            yield finding(
                "contents-order",
                said("“{title}”在正文中先于上一条。", title=after.title),
                path=f"contents/{n}",
                place=after.place,
            )


def _chronicle(record: IssueRecord) -> Iterator[FindingRecord]:
    for n, (before, after) in enumerate(pairwise(record.chronicle), 2):
        if before.on and after.on and after.on < before.on:
            message = said("{after}的条目排在{before}之后。", after=after.on, before=before.on)
            yield finding(
                "chronicle-order", message, path=f"chronicle/{n}", place=after.place, found=after.on.isoformat()
            )


def _days(record: IssueRecord) -> Iterator[FindingRecord]:
    printed = record.masthead.published_on
    for n, document in enumerate(record.documents, 1):
        if printed and document.issued_on and document.issued_on > printed:
            message = said("成文日期{day}晚于本期出版日期。", day=document.issued_on)
            yield finding(
                "issued-after-print",
                message,
                path=f"documents/{n}",
                place=document.place,
                expected=printed.isoformat(),
                found=document.issued_on.isoformat(),
            )


def printed_names(document: DocumentRecord) -> Iterator[str]:
    """What a contents may call a document: its title, an order's title with its number, or the text it issues."""
    yield document.title
    if "关于" in document.title:
        yield document.title[document.title.index("关于") :]
    for number in document.numbers:
        yield number.normalised
        yield document.title + number.printed
    for text in document.texts:
        yield text.title


def same_title(one: str, other: str) -> bool:
    """Equal but for width, spaces and the kinds of brackets and dashes."""
    return _plain(one) == _plain(other)


def _plain(title: str) -> str:
    return re.sub(r"[\s《》〈〉“”\"'‘’()\[\]〔〕【】·•—–\-]", "", unicodedata.normalize("NFKC", title))
