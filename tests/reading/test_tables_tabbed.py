"""Tables whose cells the source separates by tab stops."""

from policies.reading.lines import Line
from policies.reading.records import RowKind
from policies.reading.tables import FoundTable, find_tables


def tables(text: str) -> list[FoundTable]:
    return find_tables([Line(number, line) for number, line in enumerate(text.split("\n"), start=1)])


def table(text: str) -> FoundTable:
    (found,) = tables(text)
    return found


def names(found: FoundTable) -> list[str]:
    return [column.name for column in found.columns]


def kinds(found: FoundTable) -> list[str]:
    return [str(row.kind) for row in found.rows]


PARKS = """安澜市口袋公园建设项目表

单位：万元

序号\t区县\t项目名称\t投资 (万元)
1\t临江区\t柳岸公园\t120
2\t临江区\t石桥公园\t80
\t合计\t\t200
"""


def test_title_unit_columns_and_total_are_read() -> None:
    found = table(PARKS)
    assert found.title == "安澜市口袋公园建设项目表"
    assert found.unit == "万元"
    assert names(found) == ["序号", "区县", "项目名称", "投资(万元)"]
    assert found.columns[3].unit == "万元"
    assert kinds(found) == ["data", "data", "total"]
    assert (found.first, found.last) == (0, 7)
    assert found.rows[0].place is not None
    assert found.rows[0].place.first_line == 6


def test_cells_merged_downwards_are_filled_and_the_print_is_kept() -> None:
    found = table("任务分工表\n\n类别\t任务\t责任单位\n供水\t修渠\t市水务局\n\t清淤\t市水务局\n道路\t补坑\t市交通局\n")
    assert [row.cells[0] for row in found.rows] == ["供水", "供水", "道路"]
    assert [row.printed[0] for row in found.rows] == ["供水", "", "道路"]


def test_levels_of_a_head_stand_over_every_column_they_span() -> None:
    found = table(
        "地区\t2023年\t\t2024年\t\n\t项目(个)\t投资(万元)\t项目(个)\t投资(万元)\n临江区\t1\t20\t2\t30\n远山县\t3\t40\t4\t50\n"
    )
    assert names(found) == ["地区", "2023年/项目(个)", "2023年/投资(万元)", "2024年/项目(个)", "2024年/投资(万元)"]
    assert len(found.rows) == 2


def test_a_head_repeated_on_the_next_page_makes_one_table() -> None:
    found = table("项目表\n\n序号\t名称\t地点\n1\t甲桥\t临江区\n\n- 12 -\n\n序号\t名称\t地点\n2\t乙桥\t远山县\n")
    assert [row.cells[0] for row in found.rows] == ["1", "2"]


def test_parts_with_numbered_titles_are_one_table_without_the_number() -> None:
    found = table(
        "责任清单（一）\n\n类别\t任务\t单位\n供水\t修渠\t市水务局\n\n责任清单（二）\n\n类别\t任务\t单位\n道路\t补坑\t市交通局\n"
    )
    assert found.title == "责任清单"
    assert len(found.rows) == 2


def test_a_new_title_and_another_head_make_two_tables() -> None:
    found = tables("公园项目表\n\n序号\t名称\n1\t柳岸\n2\t石桥\n\n桥梁清单\n\n桥名\t长度(米)\n甲桥\t30\n乙桥\t40\n")
    assert [one.title for one in found] == ["公园项目表", "桥梁清单"]


def test_group_rows_span_and_are_no_data() -> None:
    found = table("序号\t项目\t投资\n一\t水利\t\n1\t修渠\t30\n二\t交通\t\n1\t补坑\t20\n")
    assert kinds(found) == ["group", "data", "group", "data"]


def test_the_whole_citys_row_is_a_total_first_or_last() -> None:
    assert kinds(table("区县\t面积\n全市\t9\n临江区\t4\n远山县\t5\n")) == ["total", "data", "data"]
    assert kinds(table("区县\t面积\n临江区\t4\n远山县\t5\n全市\t9\n")) == ["data", "data", "total"]


def test_subtotals_stand_between_groups() -> None:
    found = table("区县\t类别\t投资\n临江区\t水利\t3\n\t交通\t4\n\t小计\t7\n远山县\t水利\t2\n\t小计\t2\n合计\t\t9\n")
    assert kinds(found) == ["data", "data", "subtotal", "data", "subtotal", "total"]


def test_notes_and_a_total_in_a_sentence_belong_to_the_table() -> None:
    found = table("序号\t项目\t投资\n1\t修渠\t30\n2\t补坑\t20\n\n备注：投资以批复为准。\n\n三、保障措施")
    assert found.notes == ("备注：投资以批复为准。",)
    assert found.last == 4


def test_a_row_that_recognition_moved_left_is_put_right_with_a_finding() -> None:
    found = table(
        "序号\t产业\t链条\t企业\n1\t电池\t隔膜\t甲公司、乙公司\n\t\t铜箔\t丙公司、丁公司\n\t\t正极\t戊公司、己公司\n负极\t庚公司、辛公司\t\t\n"
    )
    assert found.rows[-1].cells == ("1", "电池", "负极", "庚公司、辛公司")
    assert found.rows[-1].printed == ("负极", "庚公司、辛公司", "", "")
    assert [finding.code for finding in found.findings] == ["cells-shifted"]


def test_running_text_with_one_tab_is_no_table() -> None:
    assert tables("一、总体要求\n到2025年，建成公园三座。\n\n联系人：王某\t电话：123\n\n二、任务\n") == []


def test_pipes_are_read_as_rows() -> None:
    found = table("## 桥梁清单\n\n| 桥名 | 长度(米) |\n|---|---|\n| 甲桥 | 30 |\n| 合计 | 30 |\n")
    assert names(found) == ["桥名", "长度(米)"]
    assert kinds(found) == ["data", "total"]


def test_html_spans_leave_their_places_empty_and_are_filled() -> None:
    found = table(
        "<table><tr><th>区县</th><th colspan=2>2024年</th></tr><tr><td></td><td>项目(个)</td><td>投资(万元)</td></tr>"
        "<tr><td rowspan=2>临江区</td><td>1</td><td>20</td></tr><tr><td>2</td><td>30</td></tr></table>"
    )
    assert names(found) == ["区县", "2024年/项目(个)", "2024年/投资(万元)"]
    assert [row.cells[0] for row in found.rows] == ["临江区", "临江区"]
    assert found.rows[1].kind is RowKind.DATA


def test_a_page_that_turns_inside_the_table_leaves_no_trace_in_the_rows() -> None:
    head = "序号\t名称\t地点"
    text = f"项目表\n{head}\n1\t甲桥\t临江区\n— 11 —\n2031年第3期　安澜市人民政府公报\n{head}\n2\t乙桥\t远山县\n{head}\n3\t丙桥\t远山县"
    found = table(text)
    assert [row.cells[0] for row in found.rows] == ["1", "2", "3"]
    assert found.skipped == (3, 4, 5, 7)
