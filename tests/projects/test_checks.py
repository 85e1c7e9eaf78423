"""What a table's checks say about the print."""

from policies.reading.records import RowKind, Severity, TableRecord
from projects.checks import check_table

from .test_reading import printed_table

SUM = {2: RowKind.TOTAL}


def codes(table: TableRecord) -> list[str]:
    return [finding.code for finding in check_table(table)]


def parks(total: str, *more: list[str]) -> TableRecord:
    return printed_table(
        ["序号", "项目", "投资(万元)"],
        [["1", "甲园", "12.5"], ["2", "乙园", "20"], ["", "合计", total], *more],
        kinds=SUM,
    )


def test_a_sum_that_misses_is_found_with_both_figures_and_its_row() -> None:
    (finding,) = check_table(parks("33.5"), path="documents/3/tables/1")
    assert (finding.code, finding.severity) == ("sum-mismatch", Severity.WARNING)
    assert (finding.path, finding.expected, finding.found) == ("documents/3/tables/1/rows/3", "32.5", "33.5")


def test_a_right_sum_and_a_rounded_one_are_quiet() -> None:
    assert codes(parks("32.5")) == []
    assert codes(parks("33")) == []


def test_a_mean_printed_as_the_total_of_shares_is_right() -> None:
    table = printed_table(["地区", "增幅(%)"], [["甲区", "30"], ["乙县", "20"], ["合计", "25"]], kinds=SUM)
    assert codes(table) == []


def test_subtotals_are_held_against_their_own_group() -> None:
    rows = [["甲区", "1"], ["甲区", "2"], ["小计", "4"], ["乙县", "5"], ["乙县", "6"], ["小计", "11"], ["合计", "14"]]
    kinds = {2: RowKind.SUBTOTAL, 5: RowKind.SUBTOTAL, 6: RowKind.TOTAL}
    assert [finding.path for finding in check_table(printed_table(["区县", "面积(亩)"], rows, kinds=kinds))] == [
        "rows/3"
    ]


def test_a_row_that_breaks_the_tables_own_addition_is_found() -> None:
    heads = ["区县", "2031年/小计(亩)", "2031年/新增(亩)", "2031年/改造(亩)"]
    rows = [["甲", "3", "1", "2"], ["乙", "7", "3", "4"], ["丙", "11", "5", "6"], ["丁", "16", "7", "8"]]
    table = printed_table(heads, rows)
    assert codes(table) == ["row-sum-mismatch"]


def test_a_total_in_a_sentence_is_held_against_the_rows() -> None:
    rows = [["1", "临江区", "甲站", "20"], ["2", "临江区", "乙站", "10"], ["3", "远山县", "丙站", "5"]]
    total = ["合计3个项目，总装机35万千瓦，其中临江区2个31万千瓦、远山县1个5万千瓦。", "", "", "35"]
    table = printed_table(["序号", "区县", "项目", "装机(万千瓦)"], [*rows, total], kinds={3: RowKind.TOTAL})
    (finding,) = check_table(table)
    assert (finding.code, finding.expected, finding.found) == ("sum-mismatch", "30", "31")


def test_serials_that_skip_or_repeat_are_found_and_new_groups_may_begin_again() -> None:
    rows = [
        ["一", "水利", ""],
        ["1", "甲", ""],
        ["2", "乙", ""],
        ["二", "交通", ""],
        ["1", "丙", ""],
        ["3", "丁", ""],
        ["3", "戊", ""],
    ]
    kinds = {0: RowKind.GROUP, 3: RowKind.GROUP}
    found = check_table(printed_table(["序号", "项目", "备注"], rows, kinds=kinds))
    assert [(one.code, one.path) for one in found] == [("number-skipped", "rows/6"), ("number-repeated", "rows/7")]


def test_a_coordinate_far_from_all_others_is_found_and_the_edge_is_not() -> None:
    places = [
        ("117.1", "26.1"),
        ("117.2", "26.2"),
        ("117.3", "26.1"),
        ("117.2", "25.6"),
        ("119.2", "28.9"),
        ("26.2", "117.2"),
    ]
    rows = [[str(n), f"站{n}", east, north] for n, (east, north) in enumerate(places, start=1)]
    found = check_table(printed_table(["序号", "名称", "经度", "纬度"], rows))
    assert [(one.code, one.path) for one in found] == [("position-far", "rows/5"), ("position-swapped", "rows/6")]


def test_a_group_that_repeats_its_first_row_is_found() -> None:
    rows = [["一", "发电", "50"], ["1", "风电", "50"], ["2", "光伏", "30"]]
    table = printed_table(["序号", "项目", "投资(万元)"], rows, kinds={0: RowKind.GROUP})
    assert codes(table) == ["group-repeats-row"]


def test_a_name_in_the_organs_place_and_a_row_printed_twice_are_found() -> None:
    rows = [["1", "水泥厂改造工程", "水泥厂改造工程"], ["2", "修渠", "市水务局"], ["3", "修渠", "市水务局"]]
    table = printed_table(["序号", "项目名称", "责任单位"], rows)
    assert codes(table) == ["cell-repeated", "row-repeated"]


def test_the_easternmost_of_many_places_is_not_far_for_being_last() -> None:
    rows = [[str(n), f"站{n}", f"117.{n + 10}", "26.1"] for n in range(1, 31)] + [["31", "东站", "117.9", "26.1"]]
    assert codes(printed_table(["序号", "名称", "经度", "纬度"], rows)) == []
