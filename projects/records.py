"""What typing a printed table yields: dataclasses only. Rows point back to the table's rows by `position`, counted from 1."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class ColumnMeaning(StrEnum):
    SERIAL = "serial"
    NAME = "name"  # of the project, task or indicator: what the row is about
    COUNTY = "county"
    PLACE = "place"  # town, village, address
    ORGAN = "organ"
    PERSON = "person"
    AMOUNT = "amount"  # money
    CAPACITY = "capacity"  # what is built or grown: kilowatts, hectares, tons
    COUNT = "count"  # how many
    SHARE = "share"  # percent and rates
    PERIOD = "period"
    LONGITUDE = "longitude"
    LATITUDE = "latitude"
    UNIT = "unit"  # a unit of measure for the row's figures
    CATEGORY = "category"
    NOTE = "note"
    FIGURE = "figure"  # a figure of no known kind
    TEXT = "text"


class ColumnType(StrEnum):
    INTEGER = "integer"
    DECIMAL = "decimal"
    PERIOD = "period"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """`unit` is the column's own, else the table's where the column holds money or capacity."""

    meaning: ColumnMeaning
    type: ColumnType
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ProjectRowRecord:
    """A data row as a project or task. None or '' means that the table does not say; positions are degrees."""

    position: int
    name: str = ""
    county: str = ""
    organs: tuple[str, ...] = ()
    amount: Decimal | None = None
    amount_unit: str = ""
    period: str = ""
    longitude: Decimal | None = None
    latitude: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ProjectTableRecord:
    """`table` is the n of the typed TableRecord."""

    table: int
    columns: tuple[TypedColumn, ...]
    rows: tuple[ProjectRowRecord, ...]
