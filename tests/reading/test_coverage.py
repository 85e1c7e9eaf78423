"""The account of every printed character: what no record holds is lost, what two hold is doubled, both with their place."""

from dataclasses import replace

import pytest

from gazette.reading.accounting import accounted
from gazette.reading.contents import read_contents
from gazette.reading.issue import read_issue, read_issue_source
from gazette.reading.records import IssueRecord
from gazette.reading.splitting import front_lines, split_issue
from policies.reading.claims import Holding, printed_text
from policies.reading.coverage import Ledger
from policies.reading.document import DocumentReading, read_document
from policies.reading.layout import measure
from policies.reading.lines import Line
from policies.reading.pages import without_furniture
from policies.reading.records import DocumentRecord, ProvisionRecord
from policies.reading.sources.source import Source
from policies.reading.sources.text import read_lines
from tests.reading.press import LAYOUTS, invent_issue, print_issue
from tests.reading.scoring import source

TEXT = source("anlan-2024-3").read_bytes()


def account_of(change: "type[Change]") -> IssueRecord:
    """The sample's account after a change to what was read of its first document."""
    lines = read_lines(TEXT)
    record = read_issue(TEXT)
    kept, _ = without_furniture(lines)
    parts = split_issue(kept, read_contents(front_lines(kept)))
    geometry = measure(kept)
    readings = [read_document(part.lines, part.opening, geometry) for part in parts.documents]
    readings[0] = DocumentReading(change.made(readings[0].record), readings[0].dropped, readings[0].taken)
    return accounted(replace(record, findings=()), lines, parts, readings)


class Change:
    """One text of the document with other provisions."""

    @classmethod
    def made(cls, record: DocumentRecord) -> DocumentRecord:
        first = record.texts[0]
        return replace(record, texts=(replace(first, provisions=cls.changed(first.provisions)), *record.texts[1:]))

    @classmethod
    def changed(cls, provisions: tuple[ProvisionRecord, ...]) -> tuple[ProvisionRecord, ...]:
        raise NotImplementedError


class WithoutParagraph(Change):
    @classmethod
    def changed(cls, provisions: tuple[ProvisionRecord, ...]) -> tuple[ProvisionRecord, ...]:
        return provisions[1:]


class WithoutWords(Change):
    @classmethod
    def changed(cls, provisions: tuple[ProvisionRecord, ...]) -> tuple[ProvisionRecord, ...]:
        first = provisions[0]
        return (replace(first, text=first.text[:4] + first.text[7:]), *provisions[1:])


class WithParagraphTwice(Change):
    @classmethod
    def changed(cls, provisions: tuple[ProvisionRecord, ...]) -> tuple[ProvisionRecord, ...]:
        return (provisions[0], *provisions)


@pytest.mark.parametrize("name", ["anlan-2024-3", "linhe-2023-2", "yunxi-2021-11"])
def test_every_character_of_the_samples_is_accounted_for(name: str) -> None:
    record = read_issue(source(name).read_bytes())
    assert record.coverage is not None
    assert (record.coverage.lost, record.coverage.doubled, record.kept_share) == (0, 0, 1.0)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", [3, 17])
def test_every_character_of_an_invented_issue_is_accounted_for(layout: str, seed: int) -> None:
    record = read_issue(print_issue(invent_issue(seed), layout, seed).text.encode())
    assert record.kept_share >= 0.999
    assert record.doubled == ()


def test_a_paragraph_that_no_record_holds_is_lost_with_its_place() -> None:
    record = account_of(WithoutParagraph)
    first = read_issue(TEXT).documents[0].texts[0].provisions[0]
    (finding,) = record.findings
    assert finding.code == "text-lost"
    assert finding.place == first.place
    assert finding.found == "".join(finding.found.split())
    assert record.coverage is not None
    assert record.coverage.lost == len(finding.found)
    assert record.kept_share < 1


def test_words_missing_in_a_line_are_named() -> None:
    record = account_of(WithoutWords)
    first = read_issue(TEXT).documents[0].texts[0].provisions[0]
    (finding,) = record.findings
    assert (finding.code, finding.found) == ("text-lost", first.text[4:7])


def test_a_paragraph_held_twice_is_doubled_with_its_place() -> None:
    record = account_of(WithParagraphTwice)
    first = read_issue(TEXT).documents[0].texts[0].provisions[0]
    (finding,) = record.findings
    assert finding.code == "text-doubled"
    assert finding.place is not None
    assert first.place is not None
    assert finding.place.first_line == first.place.first_line
    assert record.coverage is not None
    assert record.coverage.doubled == len(finding.found)


def test_characters_that_never_became_lines_lower_the_share() -> None:
    lines = tuple(read_lines(TEXT))
    printed = sum(len("".join(line.text.split())) for line in lines)
    record = read_issue_source(Source("pdf", lines, characters=printed + 100))
    assert record.coverage is not None
    assert record.coverage.unread == 100
    assert record.kept_share == pytest.approx(1 - 100 / record.coverage.characters, abs=1e-5)


def test_rules_tags_and_pipes_are_no_print() -> None:
    for text in ("| --- | --- |", "————", "=====", "· · ·"):
        assert printed_text(Line(1, text)) == ""
    assert printed_text(Line(1, "| 甲 | <b>乙</b> |")) == "甲乙"


def test_a_joint_counts_only_beside_what_is_held() -> None:
    ledger = Ledger.of([Line(1, "甲市，乙县："), Line(2, "，，，丙")])
    ledger.enter(Holding("", range(1, 3), ("甲市", "乙县"), "，："))
    ledger.settle()
    account = ledger.account()
    assert [finding.found for finding in account.findings] == [",,,丙"]


def test_the_account_grows_with_the_text_alone() -> None:
    """One line of ten thousand characters that no record holds costs one finding, not a comparison of all with all."""
    ledger = Ledger.of([Line(n, f"第{n}行" + "甲乙丙丁" * 5) for n in range(1, 3001)])
    for n in range(1, 3001):
        ledger.enter(Holding("", range(n, n + 1), (f"第{n}行" + "甲乙丙丁" * 5,)))
    ledger.settle()
    assert ledger.account().coverage.kept == ledger.account().coverage.characters


def test_a_row_that_goes_on_over_a_page_is_found_cell_by_cell() -> None:
    ledger = Ledger.of([Line(1, "9\t磷酸铁锂正\t市工信"), Line(2, "\t极材料\t局牵头")])
    ledger.enter(Holding("rows/1", range(1, 3), ("9", "磷酸铁锂正极材料", "市工信局牵头"), derived=True))
    ledger.settle()
    assert ledger.account().coverage.lost == 0


def test_a_remark_of_omission_over_two_lines_is_furniture() -> None:
    text = """海川市人民政府关于加强防火工作的通知
海政〔2019〕8号
各县人民政府：
请遵照执行。
附件：防火工作重点任务清单（略，详情请登录
　　　海川市人民政府网站）
海川市人民政府
2019年2月3日
"""
    record = read_issue(text.encode())
    assert record.unplaced == ()
    assert [one.reason for one in record.furniture] == ["omission-note", "omission-note"]
