"""Turns an issue's record into what it holds of which lines, and accounts for every printed character of its source."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazette.reading.chronicle import titles_among
from gazette.reading.numbering import read_issue_number
from gazette.reading.records import IssueRecord, MastheadRecord
from gazette.reading.splitting import IssueParts
from policies.grammar.dates import find_dates
from policies.grammar.numbers import parse_numbers
from policies.grammar.numerals import half_width
from policies.reading.claims import Holding
from policies.reading.coverage import Ledger
from policies.reading.document import DocumentReading
from policies.reading.holdings import document_holdings, numbers
from policies.reading.lines import Line

_LEADERS = "….·．‥⋯—-–_（）()[]【】〖〗:：、*"
_FRONT = "年月日第期总号刊（）()〔〕〈〉《》·.—-_:：、,，/|*【】公元"


def accounted(
    record: IssueRecord,
    source: Sequence[Line],
    parts: IssueParts,
    readings: Sequence[DocumentReading],
    *,
    unread: int = 0,
) -> IssueRecord:
    """The record with its coverage and a finding for whatever is lost or held twice.

    `unread`: printed characters of the file that never became lines, by the format's own count.
    """
    ledger = Ledger.of(source)
    for holding in _holdings(record, parts, readings):
        ledger.enter(holding)
    ledger.settle()
    account = ledger.account(unread=unread)
    return replace(
        record,
        coverage=account.coverage,
        kept_share=account.coverage.share,
        unplaced=account.lost,
        doubled=account.twice,
        findings=(*record.findings, *account.findings),
    )


def _holdings(record: IssueRecord, parts: IssueParts, readings: Sequence[DocumentReading]) -> Iterator[Holding]:
    for piece in record.furniture:
        yield Holding("furniture", numbers(piece.place), (piece.text,), furniture=True)
    for n, (part, reading) in enumerate(zip(parts.documents, readings, strict=True), 1):
        yield from document_holdings(reading, part.lines, f"documents/{n}")
    for n, entry in enumerate(record.chronicle, 1):
        if entry.place:
            yield Holding(
                f"chronicle/{n}", numbers(entry.place), (entry.text,), "△▲▽▼●◆◇■□○◎★☆※•·◦▪♦►▶*-—.、0123456789"
            )
    title = [line.number for line in titles_among(parts.chronicle, record.chronicle_title)]
    yield Holding("chronicle", title, (record.chronicle_title,))
    yield from _contents(record, parts)
    yield from _masthead(record.masthead, parts.masthead)


def _contents(record: IssueRecord, parts: IssueParts) -> Iterator[Holding]:
    """Titles with their pages where they stand, section names and the heading on what is left."""
    texts = {line.number: half_width(line.text).strip() for line in parts.contents}
    for n, entry in enumerate(record.contents, 1):
        if entry.place:
            page = str(entry.page or "")
            leads = texts.get(entry.place.first_line, "").lstrip(_LEADERS).startswith(page)
            strings = (page, entry.title) if leads else (entry.title, page)
            yield Holding(f"contents/{n}", numbers(entry.place), strings, _LEADERS, derived=True)
            yield Holding(f"contents/{n}", numbers(entry.place), (page,), _LEADERS, derived=True)
    for line in parts.contents:
        if parse_numbers(line.text):
            yield Holding("contents", (line.number,), (line.text,), furniture=True)
    lines = [line.number for line in parts.contents]
    sections = tuple(dict.fromkeys(entry.section for entry in record.contents if entry.section))
    yield Holding("contents", lines, sections, _LEADERS, derived=True)
    yield Holding("contents", lines, ("目录要目目次CONTENTS",), _LEADERS, furniture=True)


def _masthead(masthead: MastheadRecord, lines: Sequence[Line]) -> Iterator[Holding]:
    """Labelled fields once in print's order; the title, number and day on every line that says them, again as furniture."""
    own = [line.number for line in lines]
    fields = [part for pair in masthead.fields for part in pair]
    board = [part for role, names in masthead.board for part in (role, *names)]
    yield Holding("masthead", own, tuple(fields), "：:、,，/|", derived=True)
    for label, value in masthead.fields:  # 某某办公室主办, where the label stands behind
        yield Holding("masthead", own, (value, label), "：:、,，/|", derived=True)
    yield Holding("masthead", own, tuple(board), "：:、,，/|", derived=True)
    yield Holding("masthead", own, (masthead.slogan,), derived=True)
    for position, line in enumerate(lines):
        for said in filter(None, _said(masthead, line.text)):
            yield Holding("masthead", (line.number,), (said,), _FRONT, furniture=position > 0, derived=True)


def _said(masthead: MastheadRecord, text: str) -> Iterator[str]:
    """What a front line says of title, day, number and frequency, where it says what the record does."""
    plain = "".join(half_width(text).split())
    title = masthead.title
    if title:
        yield title if title in plain else plain if plain in title else ""
    for match in find_dates(plain):
        day, own = match.value, masthead.published_on
        if own and (day.month, day.day) == (own.month, own.day) and day.year in (None, own.year):
            yield plain[match.start : match.end]
            yield next((word for word in ("出版", "印刷", "发行", "出刊") if word in plain), "")
    found = read_issue_number(text)
    if found.any and found.year in (None, masthead.year) and found.number in (None, masthead.number):
        yield "".join(c for c in plain if c.isdigit() or c in "一二三四五六七八九十〇○零")
    yield masthead.frequency
