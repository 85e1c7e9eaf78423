"""Says in one message what an import came to, and why it should not go on without a person."""

from collections import Counter
from itertools import takewhile
from math import floor

from gazette.models import GazetteIssue
from gazette.reading.records import IssueRecord
from gazette.services.recording import all_findings
from policies.reading.records import CoverageRecord


def outcome_message(*, issue: GazetteIssue, record: IssueRecord, notes: list[str]) -> str:
    """Counts first, then what happened. For the job's page, the command and the log."""
    findings = all_findings(record)
    counted = f"《{issue}》：{len(record.documents)} 件公文，{sum(len(one.tables) for one in record.documents)} 张表"
    if record.chronicle:
        counted += f"，大事记 {len(record.chronicle)} 条"
    kept = coverage_words(record.coverage)
    doubts = f"校对意见 {len(findings)} 条" if findings else "没有校对意见"
    return "；".join(part for part in (counted, kept, doubts) if part) + "。" + "".join(notes)


def coverage_words(coverage: CoverageRecord | None) -> str:
    """The share of printed characters that ended in one record or were dropped as furniture, and what became of the rest."""
    if not coverage or not coverage.characters:
        return ""
    counts = (
        (coverage.kept, "收录"),
        (coverage.furniture, "版面文字剔除"),
        (coverage.lost, "遗漏"),
        (coverage.doubled, "重复收录"),
        (coverage.unread, "未能提取"),
    )
    parts = "，".join(f"{word} {count:,}" for count, word in counts if count)
    return f"印刷文字 {coverage.characters:,} 字有着落 {_rounded_down(coverage.share)}（{parts}）"


def _rounded_down(share: float) -> str:
    """Never 100% while a character is missing."""
    return f"{floor(share * 10_000) / 100:.2f}%"


def reasons_to_review(*, record: IssueRecord, archive: bool) -> list[str]:
    """What a person must see before the issue goes out. Archive loading lets doubts of the print itself pass."""
    reasons = []
    lines = [one for one in record.contents if one.page is not None and not _chronicle(one.title, record)]
    tail = len(list(takewhile(lambda one: not one.documents, reversed(lines))))
    if tail and len(lines) >= 3 and len(record.documents) <= len(lines) - tail and tail * 2 >= len(lines):
        # A cut file lacks its end, whatever its titles look like; a contents that words its lines otherwise lacks nothing.
        reasons.append(f"目录有 {len(lines)} 行，最后 {tail} 行在正文中找不到，文件可能不完整；请核对。")
    repeated = Counter(one.normalised for document in record.documents for one in document.numbers)
    twice = [number for number, count in repeated.items() if count > 1]
    if twice and not archive:
        reasons.append(f"文号 {'、'.join(twice)} 不止一次出现；请核对。")
    return reasons


def _chronicle(title: str, record: IssueRecord) -> bool:
    return bool(record.chronicle) and ("大事记" in title or title == record.chronicle_title)
