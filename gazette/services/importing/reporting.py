"""Says in one message what an import came to, and why it should not go on without a person."""

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from math import floor

from gazette.models import GazetteIssue
from gazette.reading.records import IssueRecord
from gazette.services.importing.recording import all_findings
from policies.grammar.said import Said, joined, said
from policies.reading.records import CoverageRecord


def outcome_message(*, issue: GazetteIssue, record: IssueRecord, notes: Sequence[Said]) -> Said:
    """Counts first, then what happened. For the job's page, the command and the log."""
    tables = sum(len(one.tables) for one in record.documents)
    counted = [said("{count} 件公文", count=len(record.documents)), said("{count} 张表", count=tables)]
    if record.chronicle:
        counted.append(said("大事记 {count} 条", count=len(record.chronicle)))
    whole = said("《{issue}》：{counted}。", issue=issue, counted=joined(counted, "，"))
    return joined((whole, *coverage_words(record.coverage), findings_words(record), *notes))


def findings_words(record: IssueRecord) -> Said:
    found = len(all_findings(record))
    return said("校对意见 {count} 条。", count=found) if found else said("没有校对意见。")


def coverage_words(coverage: CoverageRecord | None) -> tuple[Said, ...]:
    """The share of printed characters that ended in one record or were dropped as furniture, and what became of the rest;
    () where there were none."""
    if not coverage or not coverage.characters:
        return ()
    parts = (
        (coverage.kept, said("收录 {n:,}", n=coverage.kept)),
        (coverage.furniture, said("版面文字剔除 {n:,}", n=coverage.furniture)),
        (coverage.lost, said("遗漏 {n:,}", n=coverage.lost)),
        (coverage.doubled, said("重复收录 {n:,}", n=coverage.doubled)),
        (coverage.unread, said("未能提取 {n:,}", n=coverage.unread)),
    )
    told = said(
        "印刷文字 {characters:,} 字有着落 {share}（{parts}）。",
        characters=coverage.characters,
        share=_rounded_down(coverage.share),
        parts=joined((words for count, words in parts if count), "，"),
    )
    return (told,)


def _rounded_down(share: float) -> str:
    """Never 100% while a character is missing."""
    return f"{floor(share * 10_000) / 100:.2f}%"


def reasons_to_review(*, record: IssueRecord, archive: bool) -> list[Said]:
    """What a person must see before the issue goes out. Archive loading lets doubts of the print itself pass."""
    reasons = []
    lines = [one for one in record.contents if one.page is not None and not _chronicle(one.title, record)]
    tail = len(list(takewhile(lambda one: not one.documents, reversed(lines))))
    if tail and len(lines) >= 3 and len(record.documents) <= len(lines) - tail and tail * 2 >= len(lines):
        # A cut file lacks its end, whatever its titles look like; a contents that words its lines otherwise lacks nothing.
        whole = {"lines": len(lines), "tail": tail}
        reasons.append(said("目录有 {lines} 行，最后 {tail} 行在正文中找不到，文件可能不完整；请核对。", **whole))
    repeated = Counter(one.normalised for document in record.documents for one in document.numbers)
    twice = [number for number, count in repeated.items() if count > 1]
    if twice and not archive:
        reasons.append(said("文号 {numbers} 不止一次出现；请核对。", numbers=joined(twice, "、")))
    return reasons


def _chronicle(title: str, record: IssueRecord) -> bool:
    return bool(record.chronicle) and ("大事记" in title or title == record.chronicle_title)
