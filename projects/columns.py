"""Tells what the columns of a printed table mean, by their heads first and by what they hold second."""

import re

from policies.reading.records import RowKind, TableRecord
from projects.figures import degrees, figure, plain
from projects.records import ColumnMeaning, ColumnType, TypedColumn

_BY_HEAD: tuple[tuple[ColumnMeaning, str], ...] = (
    (ColumnMeaning.SERIAL, r"^(?:序号|编号|号|序|No\.?)$|序号$"),
    (ColumnMeaning.LONGITUDE, r"经度|东经"),
    (ColumnMeaning.LATITUDE, r"纬度|北纬"),
    (ColumnMeaning.NOTE, r"备注|说明$"),
    (ColumnMeaning.PERSON, r"领导|负责人|联系人|责任人|法定代表人|姓名"),
    (ColumnMeaning.PERIOD, r"时限|时间|期限|年限|工期|起止|日期|进度要求|完成时|实施年|年度$"),
    (ColumnMeaning.SHARE, r"[(（][%％‰][)）]|增幅|增速|增长率|比重|比例|占比|率$"),
    (ColumnMeaning.AMOUNT, r"投资|资金|金额|经费|预算|估算|概算|补助|补贴|收入|支出|费用|价格|元[)）]|外资|产值"),
    (
        ColumnMeaning.ORGAN,
        r"责任单位|牵头|配合|承办|实施单位|主管部门|责任部门|建设单位|业主|分工|主体|协办|部门$|单位$|机构$|组织$",
    ),
    (
        ColumnMeaning.COUNTY,
        r"^(?:所?在?(?:县|市|区|县区|州市|地区|区域|市县|市州|区县)|县[(（].*|.*[(（]市、区[)）].*|行政区划?|辖区|所属区域)$",
    ),
    (ColumnMeaning.PLACE, r"地点|地址|位置|场址|乡镇|街道|坐落|村"),
    (ColumnMeaning.CATEGORY, r"类别|类型|性质|属性|种类|领域|行业|级别|等级|方式"),
    (
        ColumnMeaning.CAPACITY,
        r"装机|规模|容量|面积|产能|产量|长度|里程|库容|千瓦|亩[)）]|公里[)）]|吨[)）]|平方米[)）]",
    ),
    (ColumnMeaning.COUNT, r"[(（](?:个|户|人|次|家|项|件|台|套|辆|张|所|座|处|人次)[)）]|数量|个数|户数|人数"),
    (ColumnMeaning.TEXT, r"内容|措施|举措|要求|依据|做法|目标任务"),
    (ColumnMeaning.NAME, r"名称|项目|任务|事项|指标|工程|品种|产品"),
)
_BY_UNIT: tuple[tuple[ColumnMeaning, str], ...] = (
    (ColumnMeaning.AMOUNT, r"元$"),
    (ColumnMeaning.SHARE, r"^[%％‰]$"),
    (
        ColumnMeaning.COUNT,
        r"^[百千万亿]?(?:个|户|人|次|家|项|件|台|套|辆|张|所|座|处|人次|名|批|种|条|头|只|羽|株|床)$",
    ),
    (ColumnMeaning.CAPACITY, r"亩|公顷|瓦|时$|吨|米|里|W|t$|m|升|克|伏|方$"),
)
_COUNTY_CELL = re.compile(r"^[\u4e00-\u9fff]{1,7}(?:县|区|市|旗|经开区|高新区|开发区)$")
_PERIOD_CELL = re.compile(r"^(?:19|20)\d\d[年\-—–~至./]")
_UNIT_CELL = re.compile(r"^[%％‰]$|^[万亿千百]?[^\d\s]{1,6}$")


def typed_columns(table: TableRecord) -> tuple[TypedColumn, ...]:
    """Meaning, type and unit of every column; one column at least is the name where any column holds words."""
    columns = [_typed(table, index) for index in range(len(table.columns))]
    meanings = [column.meaning for column in columns]
    if ColumnMeaning.NAME not in meanings:
        words = next((i for i, meaning in enumerate(meanings) if meaning is ColumnMeaning.TEXT), None)
        if words is not None:
            columns[words] = TypedColumn(ColumnMeaning.NAME, ColumnType.TEXT)
    return tuple(columns)


def _cells(table: TableRecord, index: int) -> list[str]:
    cells = [plain(row.cells[index]) for row in table.rows if row.kind is RowKind.DATA]
    return [cell for cell in cells if cell and cell not in ("-", "—", "–", "/")]


def _typed(table: TableRecord, index: int) -> TypedColumn:
    head = plain(table.columns[index].name)
    last = head.rsplit("/", maxsplit=1)[-1]
    cells = _cells(table, index)
    kind = _type(cells)
    unit = plain(table.columns[index].unit)
    meaning = _meaning(head, last, unit, cells, kind)
    if meaning in (ColumnMeaning.PERIOD, ColumnMeaning.SERIAL):
        unit = ""
    measured = meaning in (ColumnMeaning.AMOUNT, ColumnMeaning.CAPACITY, ColumnMeaning.FIGURE)
    if not unit and measured and kind is not ColumnType.TEXT:
        unit = table.unit
    if meaning is ColumnMeaning.FIGURE and unit:
        meaning = _by_unit(unit) or ColumnMeaning.FIGURE
    return TypedColumn(meaning, kind, unit)


def _type(cells: list[str]) -> ColumnType:
    """By four fifths of the cells, so that one 省下达 among figures makes no text column."""
    figures = [cell for cell in cells if figure(cell.lstrip("≥≤<>~约")) is not None]
    if cells and len(figures) * 5 >= len(cells) * 4:
        whole = all("." not in cell for cell in figures)
        return ColumnType.INTEGER if whole else ColumnType.DECIMAL
    periods = sum(bool(_PERIOD_CELL.match(cell)) for cell in cells)
    return ColumnType.PERIOD if cells and periods * 5 >= len(cells) * 3 else ColumnType.TEXT


def _by_unit(unit: str) -> ColumnMeaning | None:
    return next((meaning for meaning, pattern in _BY_UNIT if re.search(pattern, unit)), None)


def _meaning(head: str, last: str, unit: str, cells: list[str], kind: ColumnType) -> ColumnMeaning:
    if last == "单位" and cells and sum(bool(_UNIT_CELL.match(cell)) for cell in cells) * 5 >= len(cells) * 4:
        short = sum(len(cell) <= 5 and not re.search(r"[局委办厅院]$", cell) for cell in cells)
        if short * 5 >= len(cells) * 4:
            return ColumnMeaning.UNIT
    numeric = kind in (ColumnType.INTEGER, ColumnType.DECIMAL)
    if numeric and unit and (by_unit := _by_unit(unit)):
        return by_unit
    for meaning, pattern in _BY_HEAD:
        if (re.search(pattern, last) or re.search(pattern, head)) and _fits(meaning, cells, kind):
            return meaning
    if numeric:
        return ColumnMeaning.FIGURE
    if kind is ColumnType.PERIOD:
        return ColumnMeaning.PERIOD
    counties = sum(bool(_COUNTY_CELL.match(cell)) for cell in cells)
    return ColumnMeaning.COUNTY if cells and counties * 5 >= len(cells) * 3 else ColumnMeaning.TEXT


def _fits(meaning: ColumnMeaning, cells: list[str], kind: ColumnType) -> bool:
    """Whether what stands in the column can have that meaning."""
    numeric = kind in (ColumnType.INTEGER, ColumnType.DECIMAL)
    if not cells:
        return True
    if meaning in (ColumnMeaning.AMOUNT, ColumnMeaning.CAPACITY, ColumnMeaning.COUNT, ColumnMeaning.SHARE):
        return numeric or sum(figure(cell) is not None for cell in cells) * 2 >= len(cells)
    if meaning in (ColumnMeaning.LONGITUDE, ColumnMeaning.LATITUDE):
        return sum(degrees(cell) is not None for cell in cells) * 2 >= len(cells)
    if meaning in (
        ColumnMeaning.NAME,
        ColumnMeaning.ORGAN,
        ColumnMeaning.COUNTY,
        ColumnMeaning.PERSON,
        ColumnMeaning.CATEGORY,
    ):
        return not numeric
    return True
