"""Tables of a text layer, where only blanks are left between cells and cells break over lines."""

from policies.reading.tables import find_tables

from .test_tables_tabbed import kinds, names, table, tables

DECISIONS = """附件

2031年安澜市重大行政决策事项目录

序号 事项内容 承办单位 计划决策时间

1 安澜市湖泊保护规划（2031—2035 年） 市水务局 2031 年第一季度

2 安澜市历史街区保护办法 市住房城乡建设局 2031 年第三季度
 3 安澜市中心城区电动自行车停放充电管理
办法

市城市管理局 2031 年第三季度

4 安澜市菜市场管理办法（试行） 市商务局 2031 年第四季度

2031 年 7 月
"""

IRRIGATION = """农业水价改革任务计划表

单位：万亩

县（市、
区）

合计

2031 年 2032 年

小计
深化改革

面积
新增改革

面积
小计
深化改革

面积
新增改革

面积

全  市 30 14 9 5 16 11 5

临江区 20 9 6 3 11 7 4

远山县 10 5 3 2 5 4 1
 安澜市人民政府办公室关于
"""

TARGETS = """专栏 1“十五五”托育服务主要指标

指  标 2030 年目标值 指标属性

扩大普惠供给

千人口托位数（个） 4.6 预期性

社区托育点覆盖率 60% 预期性

强化人才支撑

高等院校、职业院校托育服务有关专业招生
规模

与人口变化相
适应

预期性

托育人员培训规模（万人） ≧ 1 约束性

第三章　建设托育服务网
"""


def test_rows_broken_over_lines_are_pieced_together() -> None:
    found = table(DECISIONS)
    assert found.title == "2031年安澜市重大行政决策事项目录"
    assert names(found) == ["序号", "事项内容", "承办单位", "计划决策时间"]
    assert [row.cells[0] for row in found.rows] == ["1", "2", "3", "4"]
    assert found.rows[2].cells == ("3", "安澜市中心城区电动自行车停放充电管理办法", "市城市管理局", "2031 年第三季度")
    assert found.last == DECISIONS.split("\n").index("4 安澜市菜市场管理办法（试行） 市商务局 2031 年第四季度")


def test_a_broken_head_of_two_levels_is_rebuilt_above_rows_of_figures() -> None:
    found = table(IRRIGATION)
    assert found.title == "农业水价改革任务计划表"
    assert found.unit == "万亩"
    years = [
        f"{year} 年/{name}".replace(" ", "")
        for year in (2031, 2032)
        for name in ("小计", "深化改革面积", "新增改革面积")
    ]
    assert [name.replace(" ", "") for name in names(found)] == ["县（市、区）", "合计", *years]
    assert kinds(found) == ["total", "data", "data"]
    assert found.rows[0].cells[0] == "全市"


def test_lone_lines_between_rows_are_groups_and_broken_cells_are_joined() -> None:
    found = table(TARGETS)
    assert kinds(found) == ["group", "data", "data", "group", "data", "data"]
    assert found.rows[4].cells == ("高等院校、职业院校托育服务有关专业招生规模", "与人口变化相适应", "预期性")
    assert found.rows[5].cells[1] == "≧ 1"


def test_columns_set_apart_by_wide_gaps_are_read() -> None:
    found = table(
        "受表彰单位名单\n\n序号    单位名称    所在区县\n1    柳岸小学    临江区\n2    石桥 GDP 研究会    远山县\n"
    )
    assert [row.cells[1] for row in found.rows] == ["柳岸小学", "石桥 GDP 研究会"]


def test_wrapped_prose_with_figures_and_letters_is_left_alone() -> None:
    prose = """（二）经清理，安澜市现行的 10 部地方性

法规没有设定 2031 年的 3 项 GDP 指标

涉及 5 个部门的 12 项责任 由市政府 统筹

安排 2031 年 2032 年 投资 计划 共 5 亿元
"""
    assert tables(prose) == []


UPRIGHT_ROWS = [
    ("1", "7", "县级水行政主管部门", "对在湖泊保护区内倾倒垃圾的处罚", "行政处罚", "《湖泊保护条例》"),
    (
        "2",
        "11",
        "县级林草行政主管部门",
        "对违反《森林防火条例》野外用火的处罚",
        "行政处罚",
        "《森林防火条例》（2031年第4号）",
    ),
    ("3", "20", "县级林草行政主管部门", "对毁坏苗木的处罚", "行政处罚", "《绿化条例》"),
]
UPRIGHT_HEAD = ("序号", "省指导目录序号", "主管部门", "事项名称", "事项类型", "设定和实施依据")


def upright(text: str) -> str:
    """One character a line, every second one followed by a blank line, as a sideways page's text layer comes out."""
    return "".join(char + ("\n\n" if place % 2 else "\n") for place, char in enumerate(text))


def test_a_sideways_table_is_rebuilt_from_serials_and_column_names() -> None:
    head = "".join(UPRIGHT_HEAD)
    first, *others = ["".join(row) for row in UPRIGHT_ROWS]
    found = table(
        "前文一段。\n\n"
        + upright("附件安澜市赋予乡镇职权目录" + head + first + head + "".join(others))
        + "\n后文另起一段。"
    )
    assert found.title == "安澜市赋予乡镇职权目录"
    assert names(found) == list(UPRIGHT_HEAD)
    assert [row.cells for row in found.rows] == UPRIGHT_ROWS
    assert [finding.code for finding in found.findings] == ["layout-rebuilt"]


def test_a_sideways_page_that_cannot_be_rebuilt_keeps_its_text_and_says_so() -> None:
    text = "柳岸公园石桥公园临江区远山县" * 4
    found = table(upright(text))
    assert found.rows[0].cells == (text,)
    assert [finding.code for finding in found.findings] == ["cells-unreadable"]


def test_nothing_is_found_in_nothing() -> None:
    assert find_tables([]) == []


def test_a_total_with_fewer_cells_ends_a_table_of_figures() -> None:
    found = table(
        "桥梁投资表\n单位：万元\n\n序号 区县 项目名称 投资\n\n1 临江区 甲桥工程 30\n\n2 远山县 乙桥工程 40\n\n合计 70\n\n二、保障措施\n"
    )
    assert kinds(found) == ["data", "data", "total"]
    assert found.rows[-1].cells == ("合计", "", "", "70")


def test_lines_that_lack_the_merged_first_cell_are_rows() -> None:
    found = table(
        "任务分工表\n\n类别 工作任务 责任单位 完成时限\n\n供水 修渠 市水务局 2031年6月\n\n道路 补坑 市交通局 2031年6月\n\n"
        "架桥 市住建局 2031年8月\n\n公园 植树 市林草局 2031年9月\n"
    )
    assert [row.cells[0] for row in found.rows] == ["供水", "道路", "道路", "公园"]


def test_a_serial_on_its_own_line_is_no_page_number() -> None:
    found = table(
        "任务表\n\n序号 工作任务 责任单位\n\n1 修渠 市水务局\n\n2\n\n到2031年完成全部道路\n补坑工作\n\n市交通局\n\n3 植树 市林草局\n"
    )
    assert [row.cells for row in found.rows][1] == ("2", "到2031年完成全部道路补坑工作", "市交通局")


STACKED = [
    "序号",
    "项目名称",
    "责任单位",
    "投资(万元)",
    "1",
    "甲桥工程",
    "市住建局",
    "30",
    "2",
    "乙桥改造",
    "市住建局",
    "2",
    "3",
    "丙桥工程",
    "市交通局",
    "45",
]


def test_a_table_with_every_cell_on_its_own_line() -> None:
    for gap in ("\n", "\n\n"):
        found = table(gap.join(["桥梁项目表", *STACKED, "合计", "77", "二、保障措施。"]))
        assert found.title == "桥梁项目表"
        assert names(found) == STACKED[:4]
        assert [row.cells for row in found.rows[:3]] == [tuple(STACKED[i : i + 4]) for i in (4, 8, 12)]
        assert found.rows[3].cells == ("合计", "", "", "77")
        assert kinds(found) == ["data", "data", "data", "total"]


def test_a_cell_broken_in_a_table_of_lines_is_joined() -> None:
    cells = [*STACKED[:9], "乙桥改造", "及引道工程", *STACKED[10:]]
    assert table("\n".join(cells)).rows[1].cells == ("2", "乙桥改造及引道工程", "市住建局", "2")


def test_a_sideways_project_table_is_cut_at_figures_periods_and_organs() -> None:
    head = ["序号", "项目名称", "总投资", "建设年限", "责任单位"]
    rows = [
        ("1", "柳岸公园2期工程", "1200", "2030-2032年", "市城市管理局"),
        ("2", "石桥农贸市场3座", "80", "2031年6月底前", "市商务局、市财政局"),
        ("3", "南湖灌区节水改造工程", "560", "2031年", "市水务局"),
    ]
    found = table(upright("附件1安澜市重点项目表" + "".join([*head, *(cell for row in rows for cell in row)])))
    assert found.title == "安澜市重点项目表"
    assert names(found) == head
    assert [row.cells for row in found.rows] == rows
