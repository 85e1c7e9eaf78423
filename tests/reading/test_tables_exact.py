"""Tables whose source parts the cells itself: columns and merged cells as given, parts joined, cut rows made whole."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from policies.reading.lines import Line
from policies.reading.sheets.grids import grids_on
from policies.reading.sheets.rows import lines_of
from policies.reading.tables import FoundTable, find_tables
from tests.reading.given_rows import grid_lines, text_line
from tests.reading.sheets.grid_drawing import Drawn, glyphs_of, rules_of, sheet_of, turned

HEAD = "序号|项目名称|建设内容|投资（万元）|责任单位"


def table(lines: list[Line]) -> FoundTable:
    (found,) = find_tables(lines)
    return found


def names(found: FoundTable) -> list[str]:
    return [column.name for column in found.columns]


def test_cells_stay_where_the_source_has_them() -> None:
    rows = [HEAD, "1|柳岸渠道||120|市水务局", "2||改造石桥||", "3|湿地公园|新建||市林草局"]
    found = table(grid_lines(rows))
    assert [row.cells for row in found.rows] == [tuple(row.split("|")) for row in rows[1:]]
    assert found.findings == ()


def test_merged_cells_are_filled_down_and_across_and_printed_once() -> None:
    found = table(
        grid_lines(["类别|任务|单位>2", "水利^2|修渠|市水务局|县政府", "筑坝|市水务局>2", "交通|修桥|市交通局|"])
    )
    assert names(found) == ["类别", "任务", "单位", "单位"]
    assert found.rows[1].cells == ("水利", "筑坝", "市水务局", "市水务局")
    assert found.rows[1].printed == ("", "筑坝", "市水务局", "")
    assert found.rows[2].cells == ("交通", "修桥", "市交通局", "")


def test_merged_heads_make_levels() -> None:
    found = table(
        grid_lines(
            ["地区^2|2030年>2|2031年>2", "面积（亩）|户数|面积（亩）|户数", "棠湖区|10|3|12|4", "望川县|9|2|11|3"]
        )
    )
    assert names(found) == ["地区", "2030年/面积（亩）", "2030年/户数", "2031年/面积（亩）", "2031年/户数"]
    assert found.columns[1].unit == "亩"
    assert len(found.rows) == 2


def test_the_source_marks_the_head() -> None:
    found = table(grid_lines(["甲地|乙地", "丙地|丁地", "戊地|己地"], head=1))
    assert names(found) == ["甲地", "乙地"]
    assert len(found.rows) == 2


def test_a_cell_across_all_columns_is_a_group() -> None:
    found = table(grid_lines([HEAD, "一、水利工程>5", "1|渠道|改造|20|市水务局", "合计>3|20|"]))
    assert [row.kind.value for row in found.rows] == ["group", "data", "total"]
    assert found.rows[0].printed == ("一、水利工程", "", "", "", "")


def test_parts_on_following_pages_are_one_table() -> None:
    first = [text_line(1, "安澜市建设项目表", 1), *grid_lines([HEAD, "1|渠道|改造|20|市水务局"], first=2, page=1)]
    second = grid_lines(["2|石桥|新建|30|市交通局", "3|公园|扩建|40|市林草局"], first=5, grid=2, page=2)
    again = grid_lines([HEAD, "4|湿地|保护|50|市林草局"], first=8, grid=3, page=3)
    found = table([*first, *second, text_line(7, "— 3 —", 2), *again])
    assert found.title == "安澜市建设项目表"
    assert [row.cells[0] for row in found.rows] == ["1", "2", "3", "4"]


def test_words_that_might_be_a_head_are_a_row_on_the_next_page() -> None:
    first = grid_lines(["任务|措施|责任单位", "修渠|改造|市水务局"], page=1, widths=(50, 90, 60))
    second = grid_lines(["项目|投资|单位名称", "植树|造林|市林草局"], first=4, grid=2, page=2, widths=(50, 90, 60))
    assert [row.cells[0] for row in table([*first, *second]).rows] == ["修渠", "项目", "植树"]


def test_other_columns_are_another_table() -> None:
    first = grid_lines(["任务|措施|责任单位", "修渠|改造|市水务局"], page=1, widths=(50, 90, 60))
    second = grid_lines(["地区|数量", "棠湖区|12"], first=4, grid=2, page=2, widths=(120, 150))
    assert [len(found.columns) for found in find_tables([*first, *second])] == [3, 2]


def test_a_part_that_lacks_an_edge_is_laid_on_the_widest() -> None:
    first = grid_lines(["任务|措施|时限", "修渠|改造|6月"], page=1, widths=(50, 90, 60))
    second = grid_lines(["植树|全年造林"], first=4, grid=2, page=2, widths=(50, 150))
    assert [row.cells for row in table([*first, *second]).rows][1] == ("植树", "全年造林", "全年造林")


def test_a_row_cut_by_the_pages_end_is_whole_again() -> None:
    first = grid_lines([HEAD, "1|柳岸渠道|改造渠道三公里，|20|市水务局、市财"], page=1)
    second = grid_lines(["||新建桥两座||政局", "2|公园|扩建|40|市林草局"], first=4, grid=2, page=2)
    found = table([*first, *second])
    assert [row.cells for row in found.rows] == [
        ("1", "柳岸渠道", "改造渠道三公里，新建桥两座", "20", "市水务局、市财政局"),
        ("2", "公园", "扩建", "40", "市林草局"),
    ]
    place = found.rows[0].place
    assert place is not None
    assert (place.first_line, place.last_line) == (2, 4)


def test_a_merged_cell_goes_on_over_the_pages_end() -> None:
    first = grid_lines(["类别|任务|单位", "水利^2|修渠。|市水务局", "筑坝。|市水务局"], page=1)
    second = grid_lines(["^2|清淤。|市水务局", "护岸。|县政府", "交通|修桥。|市交通局"], first=5, grid=2, page=2)
    found = table([*first, *second])
    assert [row.cells[0] for row in found.rows] == ["水利", "水利", "水利", "水利", "交通"]
    assert found.rows[2].printed[0] == ""


def test_a_merged_cell_whose_text_stands_on_the_second_page_is_filled_upwards() -> None:
    first = grid_lines(["类别|任务|单位", "^2|修渠。|市水务局", "筑坝。|市水务局"], page=1)
    second = grid_lines(["水利^2|清淤。|市水务局", "护岸。|县政府"], first=5, grid=2, page=2)
    assert {row.cells[0] for row in table([*first, *second]).rows} == {"水利"}


def test_a_title_and_a_unit_above_are_the_tables() -> None:
    rows = grid_lines(["地区|数量", "棠湖区|12", "望川县|9"], first=4)
    found = table([text_line(1, "附件2"), text_line(2, "安澜市水库数量表"), text_line(3, "单位：座"), *rows])
    assert (found.title, found.unit) == ("安澜市水库数量表", "座")


@st.composite
def cut_grids(draw: st.DrawFn) -> tuple[list[list[str]], list[int], int]:
    """Rows of a numbered table, the rows before which pages end, and how the table is turned."""
    word = st.text(alphabet="安澜市临江区远山柳岸石桥公园渠道水利", min_size=1, max_size=4)
    count = draw(st.integers(3, 9))
    rows = [[str(n), draw(word), str(draw(st.integers(1, 9999))), draw(word)] for n in range(1, count + 1)]
    return rows, sorted(draw(st.sets(st.integers(1, count - 1), max_size=2))), draw(st.sampled_from([0, 90, 270]))


@given(cut_grids())
def test_a_drawn_table_cut_over_pages_comes_back_whole(given_rows: tuple[list[list[str]], list[int], int]) -> None:
    rows, cuts, angle = given_rows
    head = ["序号", "项目名称", "投资额", "责任单位"]
    lines: list[Line] = [text_line(1, "安澜市建设项目表", 1)]
    bounds = [0, *cuts, len(rows)]
    for page, (start, end) in enumerate(pairwise(bounds), start=1):
        part = [head, *rows[start:end]] if page == 1 else rows[start:end]
        cells = [(text, at, column, 1, 1) for at, row in enumerate(part) for column, text in enumerate(row)]
        drawn = Drawn(tuple(cells), (60, 110, 190, 260, 340), tuple(100.0 + 24 * at for at in range(len(part) + 1)))
        sheet = sheet_of(glyphs_of(drawn), rules_of(drawn))
        (grid,) = grids_on(turned(sheet, angle) if angle else sheet)
        lines += lines_of(grid, first=len(lines) + 1, number=page, page=page)
    found = table(lines)
    assert names(found) == head
    assert [list(row.cells) for row in found.rows] == rows


def test_a_rest_without_blanks_is_told_by_full_stops() -> None:
    rows = ["类别|任务|单位", "交通^2|修桥。|市交通局负责。", "修路。|县政府负责。", "水利|改造渠道三公|市水务局和县"]
    second = grid_lines(["^2|里。|政府负责。", "筑坝。|县政府负责。"], first=6, grid=2, page=2)
    found = table([*grid_lines(rows, page=1), *second])
    assert [row.cells for row in found.rows][2:] == [
        ("水利", "改造渠道三公里。", "市水务局和县政府负责。"),
        ("水利", "筑坝。", "县政府负责。"),
    ]


def test_a_rest_is_told_by_the_columns_that_are_never_blank() -> None:
    first = grid_lines([HEAD, "1|柳岸渠道|改造三公里渠|20|市水务局", "2|石桥|新建两座|30|市交通局"], page=1)
    second = grid_lines(["||桥梁||", "3|公园|扩建|40|市林草局"], first=5, grid=2, page=2)
    assert [row.cells[2] for row in table([*first, *second]).rows] == ["改造三公里渠", "新建两座桥梁", "扩建"]


def test_a_rest_under_a_label_that_goes_on_is_told_too() -> None:
    first = grid_lines(["类别|任务|单位", "交通|修桥。|市交通局", "水利|改造渠道三公|市水务局"], page=1)
    second = grid_lines(["^2|里。|", "筑坝。|县政府"], first=5, grid=2, page=2)
    assert [row.cells for row in table([*first, *second]).rows] == [
        ("交通", "修桥。", "市交通局"),
        ("水利", "改造渠道三公里。", "市水务局"),
        ("水利", "筑坝。", "县政府"),
    ]


def test_a_long_text_of_a_merged_cell_goes_on_over_the_pages_end() -> None:
    long = "以安澜为中心，沿柳岸渠道向远山延伸，重点发展水利装备"
    first = grid_lines(["产业|布局|企业", f"水利^2|{long}^2|甲厂", "乙厂"], page=1)
    second = grid_lines(["^2|和节水产品制造。^2|丙厂", "丁厂"], first=5, grid=2, page=2)
    found = table([*first, *second])
    assert {row.cells[1] for row in found.rows} == {long + "和节水产品制造。"}
    assert [row.printed[1] for row in found.rows] == [long, "", "和节水产品制造。", ""]


def test_a_sum_at_the_top_of_a_page_is_no_rest() -> None:
    first = grid_lines([HEAD, "1|柳岸渠道|改造|20|市水务局"], page=1)
    second = grid_lines(["|合计||20|"], first=4, grid=2, page=2)
    assert [row.kind.value for row in table([*first, *second]).rows][1] == "total"


def test_another_tables_head_over_a_part_adds_no_columns() -> None:
    widths = (40, 20, 90, 70, 80)
    first = grid_lines(["序号|项目|投资|单位", "1|渠道|20|市水务局"], page=1, widths=(40, 110, 70, 80))
    second = grid_lines(["序号>2|项目|投资|单位", "2|石桥>2|30|市交通局"], first=4, grid=2, page=2, widths=widths)
    assert names(table([*first, *second])) == ["序号", "项目", "投资", "单位"]
