"""Pictures and notes that a source tells of stand in the text where they were printed, captions beside them."""

import itertools

import pytest

from policies.reading.document import read_document
from policies.reading.forms import figure_caption
from policies.reading.lines import Line, LineKind, Look
from policies.reading.pages import without_furniture
from policies.reading.records import DocumentRecord

HEAD = ["安澜市人民政府关于加强内河管护工作的通知", "安政发〔2024〕5号", "各县（区）人民政府："]
FIGURE = object()


def read(*body: object) -> DocumentRecord:
    """A document whose body is made of texts, figures, and lines."""
    counter, pictures = itertools.count(1), itertools.count(1)
    lines = []
    for one in (*HEAD, *body):
        number = next(counter)
        if one is FIGURE:
            lines.append(Line(number, "", kind=LineKind.FIGURE, picture=next(pictures)))
        elif isinstance(one, Line):
            lines.append(Line(number, one.text, kind=one.kind, look=one.look, opens=one.opens))
        else:
            lines.append(Line(number, str(one), opens=bool(one) or None))
    return read_document(lines).record


def kinds(record: DocumentRecord) -> list[tuple[str, str]]:
    return [(one.kind.value, one.marker + one.heading + one.text) for one in record.texts[0].provisions]


def test_a_figure_takes_the_caption_under_it():
    record = read("内河分布见下图。", FIGURE, "图1 内河分布", "各地要落实责任。")
    assert kinds(record) == [
        ("paragraph", "内河分布见下图。"),
        ("figure", "图1内河分布"),
        ("paragraph", "各地要落实责任。"),
    ]
    (figure,) = record.figures
    assert (figure.n, figure.picture, figure.caption, figure.text) == (1, 1, "图1内河分布", "main")
    assert figure.place is not None
    assert (figure.place.first_line, figure.place.last_line) == (5, 6)
    assert record.texts[0].provisions[1].figure == 1


def test_a_caption_above_serves_where_none_is_below():
    record = read("图1 内河分布", FIGURE, "各地要落实责任。")
    assert [figure.caption for figure in record.figures] == ["图1内河分布"]
    assert kinds(record) == [("figure", "图1内河分布"), ("paragraph", "各地要落实责任。")]


def test_each_of_two_figures_has_its_own_caption():
    record = read(FIGURE, "图1 东片", FIGURE, "图2 西片")
    assert [figure.caption for figure in record.figures] == ["图1东片", "图2西片"]


def test_a_figure_without_caption_takes_no_heading():
    record = read(FIGURE, "一、总体要求", "坚持系统治理。")
    assert [figure.caption for figure in record.figures] == [""]
    assert kinds(record)[1][1] == "一、总体要求"


@pytest.mark.parametrize(
    ("text", "centred", "is_one"),
    [
        ("图 3-1 管网布局", False, True),
        ("附图2：水源地位置", False, True),
        ("表1 管网布局", False, False),
        ("安澜市内河分布图", True, True),
        ("安澜市内河分布图", False, False),
        ("见图1。", True, False),
        ("安澜市人民政府", True, False),
    ],
)
def test_the_form_of_a_caption(text: str, centred: bool, is_one: bool) -> None:
    assert figure_caption(text, centred=centred) is is_one


def test_a_centred_name_is_a_caption_by_its_look():
    named = Line(0, "安澜市内河分布图", look=Look(12, centred=True), opens=True)
    assert [figure.caption for figure in read(FIGURE, named, "各地要落实责任。").figures] == ["安澜市内河分布图"]


def test_a_note_does_not_part_the_paragraph_it_stands_in():
    going = Line(0, "任，逐级压实。", opens=False)
    note = Line(0, "¹ 内河指城区河道。", kind=LineKind.NOTE)
    record = read("各地要落实内河¹管护责", note, going, "特此通知。")
    assert kinds(record) == [
        ("paragraph", "各地要落实内河¹管护责任，逐级压实。"),
        ("note", "¹ 内河指城区河道。"),
        ("paragraph", "特此通知。"),
    ]


def test_a_note_of_two_lines_is_one_and_two_notes_are_two():
    lines = [Line(0, text, kind=LineKind.NOTE) for text in ("① 内河指城区", "河道。", "② 不含水库。")]
    assert [text for kind, text in kinds(read("各地要落实责任。", *lines)) if kind == "note"] == [
        "① 内河指城区河道。",
        "② 不含水库。",
    ]


def test_a_note_that_looks_like_a_date_closes_nothing():
    note = Line(0, "2024年3月1日", kind=LineKind.NOTE)
    record = read("各地要落实责任。", note, "安澜市人民政府", "2024年4月11日")
    assert record.issued_on is not None
    assert record.issued_on.month == 4


def test_paragraphs_open_where_the_source_says_so():
    record = read("各地要落实内河管护责", "任，逐级压实，")
    assert [text for _, text in kinds(record)] == ["各地要落实内河管护责", "任，逐级压实，"]


def test_margins_that_the_source_tells_are_furniture():
    lines = [
        Line(1, "各地要落实责任。"),
        Line(2, "要情简报", kind=LineKind.RUNNING_HEAD),
        Line(3, "甲", kind=LineKind.PAGE_NUMBER),
    ]
    kept, dropped = without_furniture(lines)
    assert [line.number for line in kept] == [1]
    assert [piece.reason for piece in dropped] == ["running-head", "page-number"]
