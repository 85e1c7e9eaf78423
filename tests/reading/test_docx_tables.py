"""Tables of a Word file become grids with exact cells; those that only set lines side by side become lines."""

from policies.reading.lines import Line
from policies.reading.sources.docx.reader import read_docx
from tests.reading.wordml import cell, docx, p, row, table

WIDE = '<w:gridSpan w:val="2"/>'
TALL, UNDER = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def lines(body: str) -> tuple[Line, ...]:
    return read_docx(docx(body)).lines


def shape(line: Line) -> list[tuple[str, int, int, int]]:
    return [(one.text, one.column, one.columns, one.rows) for one in line.cells]


def test_cells_know_their_columns_and_spans():
    found = lines(
        table(
            row(cell("序号", TALL), cell("项目", WIDE), properties="<w:tblHeader/>"),
            row(cell("", UNDER), cell("名称"), cell("投资"), properties="<w:tblHeader/>"),
            row(cell("1"), cell("水厂"), cell("20")),
        )
    )
    assert [shape(line) for line in found] == [
        [("序号", 0, 1, 2), ("项目", 1, 2, 1)],
        [("名称", 1, 1, 1), ("投资", 2, 1, 1)],
        [("1", 0, 1, 1), ("水厂", 1, 1, 1), ("20", 2, 1, 1)],
    ]
    assert [line.text for line in found] == ["序号\t项目", "名称\t投资", "1\t水厂\t20"]
    assert [line.head for line in found] == [True, True, False]
    assert {line.grid for line in found} == {1}


def test_a_row_of_merged_cells_alone_is_no_row():
    found = lines(
        table(
            row(cell("甲", TALL), cell("乙", TALL), cell("丙", TALL)),
            row(*[cell("", UNDER)] * 3),
            row(cell("1"), cell("2"), cell("3")),
        )
    )
    assert [shape(line)[0] for line in found] == [("甲", 0, 1, 1), ("1", 0, 1, 1)]


def test_places_left_blank_before_a_row_count():
    found = lines(
        table(
            row(cell("甲"), cell("乙"), cell("丙")), row(cell("丁"), cell("戊"), properties='<w:gridBefore w:val="1"/>')
        )
    )
    assert shape(found[1]) == [("丁", 1, 1, 1), ("戊", 2, 1, 1)]


def test_paragraphs_in_a_cell_are_its_lines():
    (found,) = lines(table(row(cell(inside=p("市住建局") + p("市水务局")), cell("乙"), cell("丙"))))
    assert found.cells[0].text == "市住建局\n市水务局"
    assert found.text == "市住建局 市水务局\t乙\t丙"


def test_a_table_in_a_cell_is_its_text():
    inner = table(row(cell("a"), cell("b"), cell("c")))
    (found,) = lines(table(row(cell(inside=p("前") + inner), cell("乙"), cell("丙"))))
    assert found.cells[0].text == "前\na b c"


def test_tables_are_numbered_as_they_come():
    grid = table(row(cell("甲"), cell("乙"), cell("丙")))
    assert [line.grid for line in lines(grid + p("间") + grid)] == [1, None, 2]


def test_a_frame_around_text_is_text_and_a_grid_in_it_a_grid():
    inner = table(row(cell("a"), cell("b"), cell("c")))
    found = lines(table(row(cell(inside=p("专栏1 重点工程") + p("建设水厂。") + inner))))
    assert [(line.text, line.grid) for line in found] == [
        ("专栏1 重点工程", None),
        ("建设水厂。", None),
        ("a\tb\tc", 1),
    ]


def test_an_imprint_set_as_a_table_is_lines():
    found = lines(
        table(
            row(cell("抄送：市委办公室，市人大常委会办公室。", WIDE)),
            row(cell("安澜市人民政府办公室"), cell("2024年3月1日印发")),
        )
    )
    assert [line.text for line in found] == [
        "抄送：市委办公室，市人大常委会办公室。",
        "安澜市人民政府办公室\u3000\u30002024年3月1日印发",
    ]


def test_joint_issuers_beside_one_word_are_lines():
    found = lines(
        table(row(cell("安澜市财政局"), cell("文件", TALL)), row(cell("安澜市水务局"), cell("", UNDER)), ruled=False)
    )
    assert [line.text for line in found] == ["安澜市财政局\u3000\u3000文件", "安澜市水务局"]
    assert not any(line.cells for line in found)
