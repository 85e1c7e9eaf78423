"""Printed tables as typed data."""

from decimal import Decimal

from policies.reading.records import ColumnRecord, RowKind, TableRecord, TableRowRecord
from projects.figures import degrees, figure
from projects.organs import organs_in
from projects.reading import read_project_table


def printed_table(
    heads: list[str], rows: list[list[str]], *, unit: str = "", kinds: dict[int, RowKind] | None = None
) -> TableRecord:
    columns = tuple(ColumnRecord(tuple(head.split("/")), _unit(head)) for head in heads)
    made = tuple(
        TableRowRecord((kinds or {}).get(place, RowKind.DATA), tuple(cells), tuple(cells))
        for place, cells in enumerate(rows)
    )
    return TableRecord(n=1, title="项目表", columns=columns, rows=made, unit=unit)


def _unit(head: str) -> str:
    return head.rpartition("(")[2].rstrip(")") if "(" in head else ""


def meanings(table: TableRecord) -> list[str]:
    typed = read_project_table(table)
    assert typed is not None
    return [str(column.meaning) for column in typed.columns]


def test_a_project_table_is_typed_by_its_heads() -> None:
    table = printed_table(
        ["序号", "区县", "项目名称", "建设内容", "总投资", "建设工期", "经度", "纬度", "责任单位"],
        [
            [
                "1",
                "临江区",
                "柳岸公园",
                "新建公园",
                "1,200.5",
                "2031-2032年",
                "117.41",
                "26.38",
                "市城管局、临江区人民政府",
            ],
            ["2", "远山县", "石桥公园", "改建公园", "80", "2031年", "117.52", "26.31", "市城管局牵头，市财政局配合"],
        ],
        unit="万元",
    )
    assert meanings(table) == ["serial", "county", "name", "text", "amount", "period", "longitude", "latitude", "organ"]
    typed = read_project_table(table)
    assert typed is not None
    first, second = typed.rows
    assert (first.position, first.name, first.county) == (1, "柳岸公园", "临江区")
    assert (first.amount, first.amount_unit) == (Decimal("1200.5"), "万元")
    assert first.organs == ("市城管局", "临江区人民政府")
    assert (first.longitude, first.latitude) == (Decimal("117.41"), Decimal("26.38"))
    assert second.organs == ("市城管局", "市财政局")
    assert second.period == "2031年"


def test_a_unit_in_the_head_outweighs_a_word_in_it() -> None:
    table = printed_table(
        ["地区", "2031年/引进投资企业(户)", "2031年/外资(万美元)", "2031年/增幅(%)"], [["临江区", "3", "500", "20"]]
    )
    assert meanings(table) == ["county", "count", "amount", "share"]


def test_a_column_of_units_is_no_organ() -> None:
    table = printed_table(["指标名称", "单位", "目标值"], [["覆盖率", "%", "90"], ["蓄积量", "万立方米", ">75"]])
    assert meanings(table) == ["name", "unit", "figure"]


def test_groups_and_totals_are_no_projects_and_positions_count_every_row() -> None:
    rows = [["一", "水利", ""], ["1", "修渠", "30"], ["合计", "", "30"]]
    typed = read_project_table(
        printed_table(["序号", "项目", "投资(万元)"], rows, kinds={0: RowKind.GROUP, 2: RowKind.TOTAL})
    )
    assert typed is not None
    assert [(row.position, row.name) for row in typed.rows] == [(2, "修渠")]


def test_words_among_figures_leave_the_amount_empty() -> None:
    rows = [["甲", "10"], ["乙", "20"], ["丙", "30"], ["丁", "40"], ["戊", "省下达"]]
    typed = read_project_table(printed_table(["项目", "投资(万元)"], rows))
    assert typed is not None
    assert typed.rows[4].amount is None


def test_a_table_without_words_is_no_project_table() -> None:
    assert read_project_table(printed_table(["", ""], [["1", "2"]])) is None


def test_figures_and_degrees_as_printed() -> None:
    assert figure("1，200.5 万元") == Decimal("1200.5")
    assert figure("≥ 90%") is None
    assert figure("省下达") is None
    assert degrees("117°30′36″") == Decimal("117.51000000")
    assert degrees("东经117°30′") == Decimal("117.50000000")
    assert degrees("见附图") is None


def test_duties_are_no_part_of_an_organs_name() -> None:
    assert organs_in("市商务局牵头，市财政局等部门，各县（市、区）人民政府按照职责分工负责。") == (
        "市商务局",
        "市财政局",
        "各县（市、区）人民政府",
    )
    assert organs_in("市水务局\n市财政局") == ("市水务局", "市财政局")
