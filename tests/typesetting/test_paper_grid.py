"""The printed grid: merged cells, head levels, widths and the way the sheet lies."""

from policies.typesetting.paper_grid import PrintedRow, body_rows, column_looks, head_rows, make_grid


def data(*cells: str, printed: tuple[str, ...] = ()) -> PrintedRow:
    return PrintedRow("data", cells, printed or cells)


def test_cells_printed_empty_under_a_filled_one_are_merged():
    rows = body_rows(
        [
            data("1", "摸清底数", "普查"),
            data("2", "摸清底数", "建档", printed=("2", "", "建档")),
            data("3", "补齐短板", "建网"),
        ]
    )
    assert [[(cell.text, cell.rows) for cell in row.cells] for row in rows] == [
        [("1", 1), ("摸清底数", 2), ("普查", 1)],
        [("2", 1), ("建档", 1)],
        [("3", 1), ("补齐短板", 1), ("建网", 1)],
    ]


def test_a_cell_that_was_printed_again_is_not_merged():
    rows = body_rows([data("1", "市水务局"), data("2", "市水务局")])
    assert [len(row.cells) for row in rows] == [2, 2]


def test_an_empty_cell_stays_empty():
    rows = body_rows([data("1", ""), data("2", "", printed=("2", ""))])
    assert [[cell.text for cell in row.cells] for row in rows] == [["1", ""], ["2", ""]]


def test_a_group_row_reaches_over_the_whole_table():
    (row,) = body_rows([PrintedRow("group", ("一、管网", "", ""), ("一、管网", "", ""))])
    assert [(cell.text, cell.columns) for cell in row.cells] == [("一、管网", 3)]


def test_a_total_keeps_its_figures_in_their_columns():
    (row,) = body_rows([PrintedRow("total", ("合计", "", "89820", ""), ("合计", "", "89820", ""))])
    assert [(cell.text, cell.columns, cell.look) for cell in row.cells] == [
        ("合计", 2, ""),
        ("89820", 1, "figure"),
        ("", 1, ""),
    ]


def test_a_head_of_two_levels_is_merged_across_and_down():
    head = head_rows([("序号", ""), ("目标值", "2024年"), ("目标值", "2025年"), ("属性", "")])
    assert [[(cell.text, cell.rows, cell.columns) for cell in row] for row in head] == [
        [("序号", 2, 1), ("目标值", 1, 2), ("属性", 2, 1)],
        [("2024年", 1, 1), ("2025年", 1, 1)],
    ]


def test_neighbours_of_one_name_are_one_cell_and_nameless_ones_stay_apart():
    (row,) = head_rows([("重点任务",), ("重点任务",), ("",), ("",)])
    assert [(cell.text, cell.columns) for cell in row] == [("重点任务", 2), ("", 1), ("", 1)]


def test_figures_stand_right_and_counts_in_the_middle():
    rows = [data("1", "1200", "新建管网和泵站工程项目", "117.43"), data("2", "35", "改造", "")]
    assert column_looks(rows) == ("short", "figure", "", "figure")


def test_widths_fill_the_table_and_follow_the_words():
    grid = make_grid(
        title="", unit="", eid="t", levels=[("序号",), ("具体工作措施",)], rows=[data("1", "长" * 80), data("2", "短")]
    )
    assert abs(sum(grid.widths) - 100) < 0.1
    assert grid.widths[1] > 4 * grid.widths[0]
    assert not grid.landscape


def test_many_columns_turn_the_sheet():
    levels = [(f"第{n}年招商引资到位资金",) for n in range(18)]
    grid = make_grid(title="", unit="", eid="t", levels=levels, rows=[data(*["123456.78"] * 18)])
    assert grid.landscape
    assert grid.dense == 2


def test_tall_cells_turn_the_sheet():
    levels = [("序号",), ("项目名称",), ("主要内容",), ("投资",), ("责任单位",)]
    short = data("1", "污水处理厂扩建工程", "新增处理能力三万吨", "18600", "市住房城乡建设局")
    tall = data("1", "污水处理厂扩建工程", "新增处理能力三万吨，" * 30, "18600", "市住房城乡建设局")
    assert [make_grid(title="", unit="", eid="t", levels=levels, rows=[row]).landscape for row in (short, tall)] == [
        False,
        True,
    ]


def test_many_columns_of_words_turn_the_sheet():
    levels = [(name,) for name in ("序号", "县区", "项目", "内容", "总投资", "经度", "纬度", "责任单位")]
    words = ("1", "澜城区", "第二污水处理厂扩建工程及配套", "新增处理能力三万吨每日", "18600", "117.4312", "26.3876")
    grid = make_grid(title="", unit="", eid="t", levels=levels, rows=[data(*words, "市住房城乡建设局")])
    assert grid.landscape
