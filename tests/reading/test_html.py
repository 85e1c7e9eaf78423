"""Web pages as offices publish them: the text without the site around it, tables with their spans, breaks as they were meant."""

import base64

import pytest

from policies.reading.lines import Line, LineKind
from policies.reading.sources.errors import EmptySourceError
from policies.reading.sources.html.reader import read_html
from policies.reading.sources.html.tree import is_html
from policies.reading.sources.opening import open_source
from policies.reading.tables import find_tables
from tests.reading.test_docx_paragraphs import png

BODY = "".join(
    f"<p>\u3000\u3000{n}、各地要加强内河管护工作，落实责任，完善制度，保障河道畅通。</p>"
    for n in "一二三四五六七八九十"
)
MENU = '<div class="n"><ul>' + "".join(f'<li><a href="/{n}">栏目之{n}</a></li>' for n in range(20)) + "</ul></div>"
FOOT = "<footer>主办：安澜市人民政府办公室</footer><div>备案号 00000000</div>"


def lines(markup: str) -> tuple[Line, ...]:
    return read_html(markup.encode()).lines


def texts(markup: str) -> list[str]:
    return [line.text for line in lines(markup)]


def page(content: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{MENU}<div><div>{content}</div></div>{FOOT}</body></html>"


def shape(line: Line) -> list[tuple[str, int, int, int]]:
    return [(one.text, one.column, one.columns, one.rows) for one in line.cells]


def test_the_text_is_read_without_the_site_around_it():
    found = texts(page(f"<p>安政发〔2024〕5号</p>{BODY}"))
    assert found[0] == "安政发〔2024〕5号"
    assert len(found) == 11
    assert not any("栏目" in text or "备案" in text or "主办" in text for text in found)


def test_a_title_over_the_text_is_not_lost():
    titled = page(f"{BODY}").replace(
        "<div><div>", "<div><h1>安澜市关于内河管护的通知</h1><p>2024-03-04 来源：本站</p><div>"
    )
    first = lines(titled)[0]
    assert (first.text, first.mark) == ("安澜市关于内河管护的通知", 1)


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="ArticleTitle" content="安澜市关于内河管护的通知">',
        "<title>安澜市关于内河管护的通知_安澜市人民政府</title>",
        "<title>安澜市关于内河管护的通知 - 安澜市人民政府门户</title>",
    ],
)
def test_a_title_that_only_the_head_tells_is_taken_from_it(head: str) -> None:
    assert texts(page(BODY, head))[0] == "安澜市关于内河管护的通知"


def test_a_title_in_the_text_is_not_said_twice():
    head = "<title>安澜市关于内河管护的通知</title>"
    found = texts(page(f'<p style="text-align: center">安澜市关于<br>内河管护的通知</p>{BODY}', head))
    assert found[:2] == ["安澜市关于", "内河管护的通知"]


def test_breaks_part_paragraphs_where_they_are_indented_or_doubled():
    found = lines("<p>\u3000\u3000甲。<br>\u3000\u3000乙。<br>丙<br><br>丁</p><p>戊<br/>己</p>")
    assert [(line.text.strip(), line.opens) for line in found] == [
        ("甲。", True),
        ("乙。", True),
        ("丙", None),
        ("丁", True),
        ("戊", True),
        ("己", None),
    ]


def test_looks_and_marks():
    title, heading, text = lines("<center>通知</center><h2>一、要求</h2><p>落实<b>责任</b>。</p>")
    assert title.look is not None
    assert title.look.centred
    assert (heading.mark, text.mark, text.look) == (2, 0, None)


@pytest.mark.parametrize("said", ["gb2312", "GBK", "utf-8", "gb18030", ""])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_encodings(said: str, encoding: str) -> None:
    if said and said.lower().startswith("gb") != encoding.startswith("gb"):
        pytest.skip("a page that says what it is not")
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={said}">' if said else ""
    data = f"<html><head>{meta}</head><body><p>㙍街道办事处，各县（区）人民政府：</p></body></html>".encode(encoding)
    source = open_source(data)
    assert source.format == "html"
    assert source.lines[0].text == "㙍街道办事处，各县（区）人民政府："


def test_what_nobody_sees_is_not_read():
    found = texts(
        "<script>var a='<p>甲</p>';</script><style>p{}</style><p style='display: none'>乙</p><p hidden>丙</p>"
        "<!-- 丁 --><select><option>戊</option></select><p>己</p>"
    )
    assert found == ["己"]


def test_cells_span_columns_and_rows():
    found = lines(
        "<table><thead><tr><th rowspan=2>序号</th><th colspan=2>项目</th></tr><tr><th>名称</th><th>投资</th></tr></thead>"
        "<tbody><tr><td>1</td><td>水厂</td><td>20</td></tr></tbody></table>"
    )
    assert [shape(line) for line in found] == [
        [("序号", 0, 1, 2), ("项目", 1, 2, 1)],
        [("名称", 1, 1, 1), ("投资", 2, 1, 1)],
        [("1", 0, 1, 1), ("水厂", 1, 1, 1), ("20", 2, 1, 1)],
    ]
    assert [line.head for line in found] == [True, True, False]
    (table,) = find_tables(found)
    assert [column.name for column in table.columns] == ["序号", "项目/名称", "项目/投资"]


def test_a_span_over_rows_that_are_not_there_ends_with_the_table():
    found = lines("<table><tr><td rowspan=9>甲</td><td>1</td><td>a</td></tr><tr><td>2</td><td>b</td></tr></table>")
    assert shape(found[0])[0] == ("甲", 0, 1, 2)
    assert shape(found[1]) == [("2", 1, 1, 1), ("b", 2, 1, 1)]


def test_a_row_that_only_spans_reach_into_is_no_row():
    found = lines(
        "<table><tr><td rowspan=2>甲</td><td rowspan=2>乙</td></tr><tr></tr><tr><td>丙</td><td>丁</td></tr></table>"
    )
    assert [shape(line) for line in found] == [[("甲", 0, 1, 1), ("乙", 1, 1, 1)], [("丙", 0, 1, 1), ("丁", 1, 1, 1)]]


def test_paragraphs_in_a_cell_are_its_lines_and_a_caption_stands_above():
    caption, row = lines(
        "<table><caption>表1 分工</caption><tr><td><p>市住建局</p><p>市水务局</p></td><td>牵头</td></tr></table>"
    )
    assert (caption.text, row.cells[0].text) == ("表1 分工", "市住建局\n市水务局")


def test_a_table_that_sets_the_page_is_no_grid():
    layout = f"<table><tr><td>{MENU}</td><td><table><tr><td>{BODY}</td></tr></table></td></tr></table>"
    found = lines(f"<html><body>{layout}</body></html>")
    assert len(found) == 10
    assert not any(line.cells for line in found)


def test_only_pictures_inside_the_file_are_figures():
    inside = f"data:image/png;base64,{base64.b64encode(png()).decode()}"
    source = read_html(
        f'<p>图示如下。</p><img src="{inside}"><img src="https://127.0.0.1/a.png"><img src="a.gif" width=16>'.encode()
    )
    assert [line.kind for line in source.lines] == [LineKind.TEXT, LineKind.FIGURE, LineKind.TEXT]
    assert [(one.width, one.height) for one in source.pictures] == [(60, 40)]
    (finding,) = source.findings
    assert finding.code == "picture-unshown"
    assert finding.place is not None
    assert finding.place.first_line == 3


def test_ordered_lists_print_their_numbers():
    assert texts("<ol start=3><li>甲</li><li>乙</li></ol><ol type=a><li>丙</li></ol><ul><li>丁</li></ul>") == [
        "3. 甲",
        "4. 乙",
        "a. 丙",
        "丁",
    ]


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (b"\xef\xbb\xbf \n<!DOCTYPE html><p>a", "", True),
        (b'<?xml version="1.0"?><html xmlns="x">', "", True),
        ("<html>".encode("utf-16"), "", True),
        (b"<!-- made --><HTML>", "", True),
        (b"<div>a</div>", "a.html", True),
        (b"<div>a</div>", "a.txt", False),
        ("安澜市<html>".encode(), "a.htm", False),
    ],
)
def test_what_is_a_page(data: bytes, name: str, told: bool) -> None:
    assert is_html(data, name=name) is told


def test_an_empty_page_is_refused():
    for data in (b"<html></html>", b"<html><body><script>1</script></body></html>", b"<html><p> &nbsp; </p>"):
        with pytest.raises(EmptySourceError):
            open_source(data)


def test_pages_nested_beyond_measure_do_not_break_the_reader():
    assert texts("<html><p>甲</p>" + "<div>" * 5000 + "乙")[0] == "甲"
