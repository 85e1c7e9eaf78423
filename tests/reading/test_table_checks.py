"""The tables of the sample issue, from bytes to findings."""

from pathlib import Path

from gazette.reading.issue import read_issue

SAMPLE = Path(__file__).resolve().parents[2] / "gazette" / "samples" / "anlan-2024-3.txt"


def test_the_samples_wrong_sum_is_the_only_doubt_about_its_tables() -> None:
    record = read_issue(SAMPLE.read_bytes())
    doubts = [one for one in record.findings if "/tables/" in one.path]
    assert [(one.code, one.expected, one.found) for one in doubts] == [("sum-mismatch", "89280", "89820")]
    number, table, row = (int(part) for part in doubts[0].path.split("/")[1::2])
    total = record.documents[number - 1].tables[table - 1].rows[row - 1]
    assert "89820" in total.cells
    assert all(not document.findings or "tables/" not in document.findings[0].path for document in record.documents)
