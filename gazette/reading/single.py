"""Turns a file that holds one official letter, or several, into a record without masthead and contents."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazette.reading.issue import furniture_records, with_source
from gazette.reading.records import IssueRecord, MastheadRecord
from policies.reading.claims import Holding
from policies.reading.coverage import Ledger, unread_characters
from policies.reading.holdings import document_holdings, numbers
from policies.reading.lines import Line
from policies.reading.records import FindingRecord
from policies.reading.single import SingleReading, read_single
from policies.reading.sources.source import Source

_LABELS = "：:、,，；;。.（）()★☆"


def read_document_source(source: Source) -> IssueRecord:
    """The documents of an opened source, with the account of its characters."""
    singles, furniture = read_single(source.lines)
    pieces = [(piece.line, piece.reason) for piece in furniture]
    pieces += [piece for one in singles for piece in one.reading.dropped]
    record = IssueRecord(
        masthead=MastheadRecord(),
        documents=tuple(one.reading.record for one in singles),
        furniture=furniture_records(pieces),
    )
    ledger = Ledger.of(source.lines)
    for holding in _holdings(record, singles, source.lines):
        ledger.enter(holding)
    ledger.settle()
    account = ledger.account(unread=unread_characters(source))
    return with_source(
        replace(
            record,
            coverage=account.coverage,
            kept_share=account.coverage.share,
            unplaced=account.lost,
            doubled=account.twice,
            findings=(*_findings(singles), *account.findings),
        ),
        source,
    )


def _findings(singles: Sequence[SingleReading]) -> Iterator[FindingRecord]:
    for n, one in enumerate(singles, 1):
        for found in one.reading.record.findings:
            yield replace(found, path=f"documents/{n}/{found.path}".rstrip("/"))


def _holdings(record: IssueRecord, singles: Sequence[SingleReading], lines: Sequence[Line]) -> Iterator[Holding]:
    for piece in record.furniture:
        yield Holding("furniture", numbers(piece.place), (piece.text,), furniture=True)
    for n, one in enumerate(singles, 1):
        for part in (one.head, one.foot):
            strings = [string for label, value in part.fields for string in _printed(label, value, part.lines, lines)]
            yield Holding(f"documents/{n}/letterhead", part.lines, tuple(strings), _LABELS, derived=True)
        yield from document_holdings(one.reading, one.lines, f"documents/{n}")


def _printed(label: str, value: str, own: Sequence[int], lines: Sequence[Line]) -> tuple[str, ...]:
    """A field as print has it: with its label, a day in the line's own form."""
    if label == "印发日期":
        days = [line.text for line in lines if line.number in own and line.text.rstrip(" 。.").endswith("印发")]
        return tuple(text[max(text.rfind(" "), text.rfind("\u3000"), text.rfind("\t")) + 1 :] for text in days)
    if label in ("发文机关标志", "印发机关", "份号", "密级", "紧急程度"):
        return (value,)
    return ("共印", value, "份") if label == "印数" else (label, value)
