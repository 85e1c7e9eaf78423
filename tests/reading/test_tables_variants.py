"""One form of table after another, as different offices and layout models print them."""

import pytest

from .test_tables_tabbed import kinds, names, table, tables


def rows_of(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in table(text).rows]


def test_a_head_of_three_levels() -> None:
    found = table(
        "地区\t2031年\t\t\t\t2032年\n"
        "\t新建\t\t改造\t\t新建\n"
        "\t座数(座)\t投资(万元)\t座数(座)\t投资(万元)\t座数(座)\n"
        "临江区\t1\t20\t2\t30\t3\n远山县\t1\t20\t2\t30\t3\n"
    )
    assert names(found) == [
        "地区",
        "2031年/新建/座数(座)",
        "2031年/新建/投资(万元)",
        "2031年/改造/座数(座)",
        "2031年/改造/投资(万元)",
        "2032年/新建/座数(座)",
    ]
    assert len(found.rows) == 2


def test_a_head_that_prints_merged_names_again() -> None:
    found = table(
        "序号\t地区\t2031年\t2031年\t2032年\t2032年\n序号\t地区\t座数\t投资\t座数\t投资\n1\t临江区\t1\t2\t3\t4\n2\t远山县\t1\t2\t3\t4\n"
    )
    assert names(found) == ["序号", "地区", "2031年/座数", "2031年/投资", "2032年/座数", "2032年/投资"]


def test_a_row_of_units_under_the_head() -> None:
    found = table("区县\t面积\t投资\n\t亩\t万元\n临江区\t3\t20\n远山县\t4\t30\n")
    assert [column.unit for column in found.columns] == ["", "亩", "万元"]
    assert len(found.rows) == 2


def test_a_row_that_counts_the_columns_is_no_data() -> None:
    found = table("项目\t投资\t面积\n甲\t1\t2\n修渠\t30\t5\n补坑\t20\t6\n")
    assert [row.cells[0] for row in found.rows] == ["修渠", "补坑"]
    assert names(found) == ["项目", "投资", "面积"]


def test_indicators_by_year() -> None:
    found = table(
        "指标\t2022年\t2023年\t2024年\t属性\n托位数(个)\t3.2\t3.8\t4.6\t预期性\n覆盖率(%)\t50\t55\t60\t约束性\n"
    )
    assert names(found) == ["指标", "2022年", "2023年", "2024年", "属性"]
    assert kinds(found) == ["data", "data"]


@pytest.mark.parametrize("label", ["续表", "（续表）", "续表 2-1", "续上表", "表2-1（续）", "续表2-1 项目表"])
def test_a_continued_table_is_one(label: str) -> None:
    head = "序号\t名称\t地点\n"
    found = table(f"表2-1 项目表\n\n{head}1\t甲桥\t临江区\n\n{label}\n\n{head}2\t乙桥\t远山县\n3\t丙桥\t远山县\n")
    assert [row.cells[0] for row in found.rows] == ["1", "2", "3"]
    assert "续" not in found.title


def test_parts_without_a_head_go_on() -> None:
    found = table("项目表\n\n序号\t名称\t地点\n1\t甲桥\t临江区\n2\t乙桥\t远山县\n\n3\t丙桥\t远山县\n4\t丁桥\t远山县\n")
    assert len(found.rows) == 4


def test_serials_start_again_in_each_group() -> None:
    found = table("序号\t项目\t投资\n一\t水利\t\n1\t甲\t3\n2\t乙\t4\n（二）\t交通\t\n1\t丙\t3\n")
    assert kinds(found) == ["group", "data", "data", "group", "data"]


def test_a_group_across_the_table_in_its_first_cell_or_in_all() -> None:
    assert kinds(table("序号\t项目\t投资\n一、水利项目（2个）\t\t\n1\t甲\t3\n2\t乙\t4\n"))[0] == "group"
    assert kinds(table("序号\t项目\t投资\n水利项目\t水利项目\t水利项目\n1\t甲\t3\n2\t乙\t4\n"))[0] == "group"
    assert kinds(table("项目\t投资\t单位\n水利项目\t\t\n甲\t3\t市水务局\n乙\t4\t市水务局\n"))[0] == "group"


def test_a_group_on_a_line_without_tabs() -> None:
    found = table("序号\t项目\t投资\n一、水利项目\n1\t甲\t3\n2\t乙\t4\n二、交通项目\n3\t丙\t5\n")
    assert kinds(found) == ["group", "data", "data", "group", "data"]


def test_sums_first_or_in_the_second_column() -> None:
    assert kinds(table("序号\t区县\t投资\n\t合计\t9\n1\t甲区\t4\n2\t乙县\t5\n")) == ["total", "data", "data"]
    assert kinds(table("序号\t区县\t投资\n1\t甲区\t4\n2\t乙县\t5\n总  计\t\t9\n")) == ["data", "data", "total"]
    assert kinds(
        table("区县\t类别\t投资\n合计\t\t9\n甲区\t小计\t4\n\t水利\t3\n\t交通\t1\n乙县\t小计\t5\n\t水利\t5\n")
    ) == [
        "total",
        "subtotal",
        "data",
        "data",
        "subtotal",
        "data",
    ]


def test_blank_rows_vanish() -> None:
    assert len(table("序号\t项目\t投资\n1\t甲\t3\n\t\t\n2\t乙\t4\n").rows) == 2


def test_title_and_unit_in_cells_across_the_top_and_a_note_across_the_foot() -> None:
    found = table("安澜市桥梁投资表\t\t\n单位：万元\t\t\n序号\t项目\t投资\n1\t甲\t3\n2\t乙\t4\n注：投资为估算。\t\t\n")
    assert (found.title, found.unit, found.notes) == ("安澜市桥梁投资表", "万元", ("注：投资为估算。",))
    assert names(found) == ["序号", "项目", "投资"]
    assert len(found.rows) == 2


def test_title_and_unit_on_one_line() -> None:
    found = table("安澜市桥梁投资表（单位：万元）\n序号\t项目\t投资\n1\t甲\t3\n2\t乙\t4\n")
    assert (found.title, found.unit) == ("安澜市桥梁投资表", "万元")


def test_two_tables_and_prose_without_any_blank_line_stay_apart() -> None:
    found = tables(
        "表1 桥梁投资表\n序号\t项目\t投资\n1\t甲\t3\n2\t乙\t4\n（二）保障措施\n各单位要加强领导，落实责任。\n"
        "表2 道路长度表\n路名\t长度(公里)\n丙路\t3\n丁路\t4\n三、附则\n"
    )
    assert [one.title for one in found] == ["表1 桥梁投资表", "表2 道路长度表"]
    assert [len(one.rows) for one in found] == [2, 2]


def test_cells_broken_over_lines() -> None:
    assert rows_of("序号\t项目\t责任单位\n1\t柳岸\n公园\t市城管局\n2\t石桥公园\t市城管局\n3\t南湖公园\t市城管局\n") == [
        ("1", "柳岸公园", "市城管局"),
        ("2", "石桥公园", "市城管局"),
        ("3", "南湖公园", "市城管局"),
    ]


def test_a_row_broken_over_pages_is_joined() -> None:
    head = "序号\t任务\t责任单位\n"
    text = f"任务表\n\n{head}1\t修渠\t市水务局\n2\t到2031年建成公园三座，并\t市城管局、\n\n{head}\t完成验收。\t市财政局\n3\t补坑\t市交通局\n"
    assert rows_of(text) == [
        ("1", "修渠", "市水务局"),
        ("2", "到2031年建成公园三座，并完成验收。", "市城管局、市财政局"),
        ("3", "补坑", "市交通局"),
    ]


def test_shared_organs_at_the_right_are_filled_and_remarks_are_not() -> None:
    found = table("类别\t任务\t责任单位\t备注\n供水\t修渠\t市水务局\t重点\n\t清淤\t\t\n道路\t补坑\t市交通局\t\n")
    assert found.rows[1].cells == ("供水", "清淤", "市水务局", "")


def test_lists_of_a_notice_and_contacts_are_no_tables() -> None:
    assert tables("各单位要做好以下工作：\n1.\t摸清底数。\n2.\t建立台账，并于每月底前报市政府办公室。\n") == []
    assert tables("联系人：王某\t电话：1234567\n联系人：李某\t电话：7654321\n") == []
    assert (
        tables(
            "\t一、总体要求。坚持政府引导、市场运作，分年度、分区域推进各项工作落到实处。\n\t二、主要目标。到2031年建成公园三座，桥梁两座，道路五条，管网十公里。\n"
        )
        == []
    )


def test_markdown_with_a_blank_head_and_line_breaks() -> None:
    found = table("|  |  |\n| --- | :--: |\n| 桥名 | 长度<br>(米) |\n| 甲桥 | 30 |\n| 乙桥 | 40 |\n")
    assert [row.cells for row in found.rows][-2:] == [("甲桥", "30"), ("乙桥", "40")]
    assert names(found) == ["桥名", "长度(米)"]


def test_html_over_many_lines() -> None:
    found = table(
        "表3 桥梁表\n<table border=1>\n<thead>\n<tr>\n<th>桥名</th>\n<th>长度</th>\n</tr>\n</thead>\n<tbody>\n"
        "<tr>\n<td>甲桥</td>\n<td>30<br/>(估)</td>\n</tr>\n<tr><td colspan='2'>合计30</td></tr>\n</tbody>\n</table>\n后文"
    )
    assert found.title == "表3 桥梁表"
    assert found.rows[0].cells == ("甲桥", "30\n(估)")
    assert kinds(found) == ["data", "total"]


def test_a_box_with_two_columns() -> None:
    found = table("专栏2　主要指标\n指标\t2031年\n床位（张）\t300\n覆盖率\t90%\n")
    assert found.title == "专栏2 主要指标"
    assert names(found) == ["指标", "2031年"]


def test_a_title_above_the_label_of_its_appendix() -> None:
    found = table("## 安澜市桥梁清单\n\n附件 2\n\n桥名\t长度\n甲桥\t3\n乙桥\t4\n")
    assert found.title.endswith("安澜市桥梁清单")
    assert found.skipped == (2,)


def test_a_heading_with_a_number_is_no_title() -> None:
    found = table("（三）重点项目\n\n桥名\t长度\n甲桥\t3\n乙桥\t4\n")
    assert (found.title, found.first) == ("", 2)


def test_notes_that_count_their_points() -> None:
    found = table("桥名\t长度\n甲桥\t3\n乙桥\t4\n注：1.长度为估算。\n2.不含引桥。\n四、其他\n")
    assert found.notes == ("注：1.长度为估算。", "2.不含引桥。")


def test_a_head_that_lost_the_blank_of_a_merged_cell_is_widened_by_what_the_columns_hold() -> None:
    found = table(
        "序号\t重点任务\t责任单位\t完成时限\n1\t供水保障\t修渠清淤\t市水务局\t2031年6月\n2\t供水保障\t蓄水\t市水务局\t2031年8月\n"
    )
    assert names(found) == ["序号", "重点任务", "重点任务", "责任单位", "完成时限"]


def test_names_between_two_tables_of_the_same_head_keep_them_apart() -> None:
    head = "序号\t项目\t投资\n"
    found = tables(f"（一）望川县\n{head}1\t甲\t3\n2\t乙\t4\n\n（二）岭西县\n\n{head}1\t丙\t3\n2\t丁\t4\n")
    assert [len(one.rows) for one in found] == [2, 2]


def test_who_fills_the_form_in_is_no_unit() -> None:
    assert table("填报单位：安澜市统计局\n序号\t项目\t投资\n1\t甲\t3\n2\t乙\t4\n").unit == ""


def test_sums_by_any_name() -> None:
    found = table("序号\t项目\t投资\n1\t甲\t3\n\t望川县合计\t3\n2\t乙\t4\n\t岭西县小计\t4\n全市合计\t\t7\n")
    assert kinds(found) == ["data", "subtotal", "data", "subtotal", "total"]


def test_a_remark_in_the_last_row_is_a_note() -> None:
    found = table("序号\t项目\t投资\n1\t甲\t3\n2\t乙\t4\n备注\t投资以批复为准。\t\n")
    assert (len(found.rows), found.notes) == (2, ("备注：投资以批复为准。",))


def test_the_first_row_of_a_page_under_a_spanning_head_is_data() -> None:
    head = "序号\t重点任务\t\t\t责任单位\n"
    found = table(
        f"任务表\n\n{head}1\t供水\t修渠\t干渠\t市水务局\n\n{head}\t\t清淤\t支渠\t市水务局\n2\t道路\t补坑\t主街\t市交通局\n"
    )
    assert [row.cells[3] for row in found.rows] == ["干渠", "支渠", "主街"]


def test_lone_first_cells_one_under_the_other_are_rows_merged_at_the_right() -> None:
    found = table("工作任务\t责任单位\n修渠\t市水务局\n清淤\t\n蓄水\t\n补坑\t市交通局\n")
    assert kinds(found) == ["data"] * 4


def test_who_filled_in_the_form_and_when_is_kept_as_a_note() -> None:
    found = table(
        "桥梁投资统计表\n填报单位：安澜市统计局\n2031年7月    单位：万元\n序号\t项目\t投资\n（1）\t甲\t3\n（2）\t乙\t4\n"
    )
    assert (found.title, found.unit) == ("桥梁投资统计表", "万元")
    assert found.notes == ("填报单位：安澜市统计局", "2031年7月")


def test_a_title_broken_over_a_blank_line_under_its_label_is_joined() -> None:
    found = table("附件\n\n安澜市深化农村公路管理养护改革三年行动\n\n任务计划表\n\n区县\t里程\n甲区\t3\n乙县\t4\n")
    assert found.title == "安澜市深化农村公路管理养护改革三年行动任务计划表"


def test_a_title_that_ends_like_a_continued_one_is_its_own() -> None:
    found = tables("转移接续事项\n\n事项\t时限\n甲\t3日\n乙\t4日\n\n审批手续清单\n\n手续\t时限\n丙\t3日\n丁\t4日\n")
    assert [one.title for one in found] == ["转移接续事项", "审批手续清单"]


def test_contents_and_joint_signatures_are_no_tables() -> None:
    assert tables("目录\n一、总体要求\t1\n二、主要任务\t3\n（一）夯实基础\t3\n三、保障措施\t9\n") == []
    assert tables("安澜市教育局\t安澜市财政局\n安澜市水务局\t安澜市商务局\n2031年7月1日\n") == []
