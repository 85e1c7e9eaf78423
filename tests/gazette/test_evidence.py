"""Every field of an imported issue points at its place: lines of a text, boxes on a page."""

from dataclasses import replace

import pytest

from gazette.models import IssueEvidence
from policies.models import Evidence, Finding, SourcePage
from policies.reading.lines import Box
from policies.reading.records import FieldPlace, FindingRecord, LinePlace, PageRecord, Place, Severity
from tests.cast import queries
from tests.gazette.imports import bring_in, bring_in_record
from tests.readings import read_document, read_issue, read_table

pytestmark = pytest.mark.django_db(transaction=True)


def printed(rows: int = 3, title: str = "安澜市人民政府关于整治水渠的通知"):
    """An issue printed on two pages: a title, a paragraph over the page's end, a table."""
    table = read_table()
    data = [replace(table.rows[0], place=Place(n, n)) for n in range(10, 10 + rows)]
    document = read_document(
        title=title,
        fields=(FieldPlace("title", Place(1, 1)), FieldPlace("issued_on", Place(4, 4))),
        tables=(replace(table, rows=tuple(data), place=Place(10, 9 + rows)),),
        place=Place(1, 9 + rows),
    )
    text = replace(document.texts[0].provisions[0], place=Place(2, 3))
    document = replace(document, texts=(replace(document.texts[0], provisions=(text,)),))
    lines = [
        LinePlace(1, 1, Box(50, 50, 500, 70), confidence=0.98),
        LinePlace(2, 1, Box(50, 700, 500, 715), confidence=0.7),
        LinePlace(3, 2, Box(50, 50, 500, 65)),
        LinePlace(4, 2, Box(300, 80, 500, 95)),
    ]
    for n in range(10, 10 + rows):
        cells = tuple(Box(50 + 100 * c, 20.0 * n, 140 + 100 * c, 20.0 * n + 18) for c in range(3))
        lines.append(LinePlace(n, 2, None, cells, columns=(0, 1, 2)))
    return read_issue(
        document,
        pages=(PageRecord(1, 595, 842, recognised=True), PageRecord(2, 595, 842)),
        places=tuple(lines),
        fields=(FieldPlace("masthead/title", Place(1, 1)),),
        findings=(
            FindingRecord("sum-mismatch", Severity.WARNING, "合计不符。", "documents/1/tables/1/rows/2", Place(11, 11)),
        ),
        format="pdf",
    )


def test_fields_rows_and_cells_have_boxes() -> None:
    bring_in_record(printed())
    title = Evidence.objects.get(path="title")
    assert title.boxes == [[1, 50, 50, 500, 70]]
    assert title.confidence == 0.98
    paragraph = Evidence.objects.get(path="main__p_1")
    assert [box[0] for box in paragraph.boxes] == [1, 2]
    assert (paragraph.page, paragraph.last_page, paragraph.confidence) == (1, 2, 0.7)
    row = Evidence.objects.get(path="tables/1/rows/1")
    assert row.cells[1] == [2, 150, 200, 240, 218]
    assert IssueEvidence.objects.get().path == "masthead/title"


def test_a_finding_points_at_the_page() -> None:
    bring_in_record(printed())
    found = Finding.objects.get(code="sum-mismatch")
    assert (found.page, found.boxes) == (2, [[2, 50, 220, 340, 238]])


def test_pages_are_kept_once() -> None:
    job = bring_in_record(printed())
    assert [(one.number, one.recognised) for one in SourcePage.objects.filter(source=job.source)] == [
        (1, True),
        (2, False),
    ]


def test_a_text_s_fields_have_lines(sample: bytes) -> None:
    job = bring_in(sample)
    text = sample.decode().split("\n")
    for one in Evidence.objects.filter(path="title").select_related("version__document"):
        assert text[one.first_line - 1].strip()[:6] == one.version.document.title[:6]
        assert (one.boxes, one.page) == ([], None)
    paths = set(IssueEvidence.objects.filter(issue=job.issue).values_list("path", flat=True))
    assert {"masthead/title", "masthead/number", "contents/1", "chronicle/1"} <= paths


def test_five_thousand_rows_cost_a_few_queries_more_than_three() -> None:
    few = queries(lambda: bring_in_record(printed(3)))
    other = printed(5000, "安澜市人民政府关于东渠的通知")
    many = queries(lambda: bring_in_record(replace(other, masthead=replace(other.masthead, number=4))))
    assert Evidence.objects.filter(path__startswith="tables/1/rows/").count() == 5003
    assert many - few < 20
