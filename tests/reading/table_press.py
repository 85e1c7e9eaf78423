"""Invents tables and prints them as different sources do, so that every form meets every way of printing.

A head is a list of levels; '' stands under a cell merged across or down. Rows hold what is printed, '' under a merged cell.
"""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

COUNTIES = ["棠湖区", "望川县", "岭西县", "石泉市", "临沐区", "浒山县", "苇城市", "雪门县"]
BUREAUS = ["市水务局", "市财政局", "市教育体育局", "市住房城乡建设局", "市发展改革委", "市农业农村局", "市林草局"]
WORKS = [
    "污水处理厂",
    "供水管网",
    "农贸市场",
    "乡镇卫生院",
    "灌区节水",
    "标准厂房",
    "养老服务中心",
    "湿地公园",
    "公交枢纽",
    "数字档案馆",
]
DEEDS = [
    "开展全域排查",
    "建立问题台账",
    "完成主体施工",
    "出台管理办法",
    "组织联合检查",
    "培育示范主体",
    "完善监测网络",
    "推进信息共享",
]


@dataclass(frozen=True)
class Invented:
    title: str
    unit: str
    levels: list[list[str]]
    names: list[str]
    rows: list[list[str]]
    kinds: list[str]
    filled: list[list[str]]


def projects(chance: Random) -> Invented:
    """Serials, counties, amounts, organs; groups now and then; a total."""
    count, grouped = chance.randint(4, 11), chance.random() < 0.5
    rows, kinds, total = [], [], 0
    for n in range(1, count + 1):
        if grouped and n in (1, count // 2 + 1):
            mark = "一" if n == 1 else "二"
            rows.append([mark, chance.choice(["基础设施项目", "产业发展项目", "民生保障项目"]), "", "", "", ""])
            kinds.append("group")
        amount = chance.randint(100, 90000)
        total += amount
        place = chance.choice(COUNTIES)
        name = f"{place}{chance.choice(WORKS)}建设工程"
        first = chance.choice([2030, 2031])
        rows.append([str(n), name, place, str(amount), f"{first}-{first + 2}年", chance.choice(BUREAUS)])
        kinds.append("data")
    rows.append(["", "合计", "", str(total), "", ""] if chance.random() < 0.5 else ["合计", "", "", str(total), "", ""])
    kinds.append("total")
    names = ["序号", "项目名称", "建设地点", "总投资", "建设年限", "责任单位"]
    return Invented("青麓市重点项目表", "万元", [names], names, rows, kinds, rows)


def tasks(chance: Random) -> Invented:
    """Labels merged downwards over several tasks."""
    rows, filled, serial = [], [], 0
    for kind in chance.sample(["夯实基础", "提升能力", "强化监管", "健全机制"], k=chance.randint(2, 4)):
        for n in range(chance.randint(1, 4)):
            serial += 1
            cells = [
                f"{serial}.{chance.choice(DEEDS)}，{chance.choice(DEEDS)}。",
                chance.choice(BUREAUS),
                f"2031年{chance.randint(1, 12)}月底前",
            ]
            rows.append([kind if n == 0 else "", *cells])
            filled.append([kind, *cells])
    names = ["重点任务", "具体措施", "责任单位", "完成时限"]
    return Invented("青麓市重点任务分工表", "", [names], names, rows, ["data"] * len(rows), filled)


def yearly(chance: Random) -> Invented:
    """Two levels of head over figures of three years, the whole city's row first or last."""
    years = [f"{year}年" for year in (2030, 2031, 2032)]
    own = chance.choice([["面积(亩)", "投资(万元)"], ["新增(户)", "改造(户)", "小计(户)"]])
    levels = [["县（市、区）", *(cell for year in years for cell in (year, *[""] * (len(own) - 1)))], ["", *own * 3]]
    names = ["县（市、区）", *(f"{year}/{name}" for year in years for name in own)]
    counties = chance.sample(COUNTIES, k=chance.randint(3, 7))
    rows = [[county, *(str(chance.randint(5, 900)) for _ in names[1:])] for county in counties]
    total = ["合计", *(str(sum(int(row[i]) for row in rows)) for i in range(1, len(names)))]
    first = chance.random() < 0.4
    rows = [total, *rows] if first else [*rows, total]
    kinds = ["total"] + ["data"] * len(counties) if first else ["data"] * len(counties) + ["total"]
    return Invented("青麓市分年度任务分解表", "", levels, names, rows, kinds, rows)


def indicators(chance: Random) -> Invented:
    names = ["序号", "指标名称", "单位", "2030年", "2035年", "属性"]
    pool = ["森林覆盖率", "每千人口床位数", "城镇登记失业率", "粮食综合产量", "高速公路里程", "污水集中收集率"]
    rows = []
    for n, name in enumerate(chance.sample(pool, k=chance.randint(3, 6)), start=1):
        cell = chance.choice(["省下达", "≥95", str(chance.randint(40, 99))])
        rows.append(
            [
                str(n),
                name,
                chance.choice(["%", "张", "万吨", "公里"]),
                str(chance.randint(2, 90)),
                cell,
                chance.choice(["约束性", "预期性"]),
            ]
        )
    return Invented("表1 主要指标", "", [names], names, rows, ["data"] * len(rows), rows)


TABLES: dict[str, Callable[[Random], Invented]] = {
    "projects": projects,
    "tasks": tasks,
    "yearly": yearly,
    "indicators": indicators,
}


def _framed(table: Invented, lines: list[str]) -> str:
    unit = [f"单位：{table.unit}"] if table.unit else []
    return "\n".join(
        [
            "前文说明具体安排如下。",
            "",
            table.title,
            *unit,
            "",
            *lines,
            "",
            "三、保障措施",
            "",
            "各级各部门要加强组织领导。",
        ]
    )


def tabs(table: Invented, chance: Random) -> str:
    return _framed(table, ["\t".join(row) for row in [*table.levels, *table.rows]])


def stripped_tabs(table: Invented, chance: Random) -> str:
    """Blanks at a row's end are lost."""
    return _framed(table, ["\t".join(row).rstrip("\t") for row in [*table.levels, *table.rows]])


def paged_tabs(table: Invented, chance: Random) -> str:
    """The head again in the middle, behind a page's foot and head; merged labels are printed again on the new page."""
    lines = ["\t".join(row) for row in table.levels]
    cut = chance.randint(1, len(table.rows) - 1)
    for n, row in enumerate(table.rows):
        if n == cut and table.kinds[n] == "data":
            lines += ["", "— 12 —", "", *("\t".join(level) for level in table.levels)]
        lines.append("\t".join(table.filled[n] if n == cut else row))
    return _framed(table, lines)


def pipes(table: Invented, chance: Random) -> str:
    lines = [f"| {' | '.join(row)} |" for row in [*table.levels, *table.rows]]
    return _framed(table, [lines[0], "|" + " --- |" * len(table.names), *lines[1:]])


def html(table: Invented, chance: Random) -> str:
    """Spans across the head only; merged labels as blank cells."""
    rows = ["".join(f"<td>{cell}</td>" for cell in row) for row in [*table.levels, *table.rows]]
    return _framed(table, ["<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"])


def spaces(table: Invented, chance: Random) -> str:
    """A text layer: one blank between cells, a blank line between rows; nothing stands for an empty cell."""
    lines = []
    for row in [*table.levels, *table.rows]:
        lines += [" ".join(cell for cell in row if cell), ""]
    return _framed(table, lines)


def paged_spaces(table: Invented, chance: Random) -> str:
    """A text layer whose page turns inside the table, with the head printed again or not."""
    head = [" ".join(cell for cell in level if cell) for level in table.levels]
    lines = [line for one in head for line in (one, "")]
    cut, again = chance.randint(2, len(table.rows) - 1), chance.random() < 0.5
    for n, row in enumerate(table.rows):
        if n == cut:
            lines += ["— 12 —", "", *(line for one in head if again for line in (one, ""))]
        lines += [" ".join(cell for cell in row if cell), ""]
    return _framed(table, lines)


def gaps(table: Invented, chance: Random) -> str:
    return _framed(table, ["    ".join(cell for cell in row if cell) for row in [*table.levels, *table.rows]])


def wrapped(table: Invented, chance: Random) -> str:
    """A text layer whose longest cell breaks over lines: the pieces stand alone, the rest of the row follows."""
    lines = []
    for row, kind in zip([*table.levels, *table.rows], ["head"] * len(table.levels) + table.kinds, strict=True):
        cells = [cell for cell in row if cell]
        place = max(range(len(cells)), key=lambda i: len(cells[i]))
        if kind == "data" and len(cells[place]) > 8 and place and all(row):
            half = len(cells[place]) // 2
            lines += [
                " ".join([*cells[:place], cells[place][:half]]),
                cells[place][half:],
                "",
                " ".join(cells[place + 1 :]),
                "",
            ]
        else:
            lines += [" ".join(cells), ""]
    return _framed(table, lines)


def stacked(table: Invented, chance: Random) -> str:
    return _framed(table, [cell for row in [*table.levels, *table.rows] for cell in row if cell])


STYLES: dict[str, Callable[[Invented, Random], str]] = {
    style.__name__: style
    for style in (tabs, stripped_tabs, paged_tabs, pipes, html, spaces, paged_spaces, gaps, wrapped, stacked)
}
