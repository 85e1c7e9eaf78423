"""The register of leaders as a table, out and in; what is read is shown before it is taken."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from policies.grammar.names import is_name
from policies.grammar.number_queries import parse_query
from policies.grammar.said import said
from policies.models import Organ, OrganName, PolicyDocument, Tenure
from policies.services.leaders import LeaderError, TenureLine, keep_tenure
from policies.services.spreadsheets import read_day

COLUMNS = ("机关", "职务", "姓名", "任职日期", "免职日期", "任职文号", "免职文号", "备注")


@dataclass(frozen=True, slots=True)
class LeaderRow:
    """A row as given, with what it would become, or with the reason why it can't be taken."""

    cells: tuple[str, ...]
    line: TenureLine | None
    problem: str = ""
    known: bool = False  # stands in the register already: taking it writes its end and note


def leader_rows() -> Iterator[dict[str, object]]:
    """The whole register by organ, post and beginning, in `COLUMNS`."""
    found = Tenure.objects.select_related("post__organ").prefetch_related(
        "appointed_by__numbers", "removed_by__numbers"
    )
    for one in found.order_by("post__organ__sort_key", "post__organ__name", "post__position", "from_on", "id"):
        by = [document.doc_number if document else "" for document in (one.appointed_by, one.removed_by)]
        cells = (one.post.organ.name, one.post.name, one.person, one.from_on, one.until_on, *by, one.note)
        yield dict(zip(COLUMNS, cells, strict=True))


def read_leaders(rows: list[dict[str, str]]) -> list[LeaderRow]:
    """Each row checked against the register; organs may be named by any of their names."""
    organs = {one.name: one.organ for one in OrganName.objects.select_related("organ")}
    organs |= {one.name: one for one in Organ.objects.all()}
    standing = set(Tenure.objects.values_list("post__organ", "post__name", "person", "from_on"))
    return [_read(row, organs, standing) for row in rows]


def _read(
    row: Mapping[str, str], organs: Mapping[str, Organ], standing: Container[tuple[int, str, str, date | None]]
) -> LeaderRow:
    cells = tuple(row[name] for name in COLUMNS)
    plain = {name: "".join(row[name].split()) for name in COLUMNS}
    organ = organs.get(plain["机关"])
    try:
        begin, end = read_day(row["任职日期"]), read_day(row["免职日期"])
        if organ is None:
            raise LeaderError(said("名录里没有“{name}”。", name=row["机关"]))
        if not plain["职务"] or not is_name(plain["姓名"]):
            raise LeaderError(said("职务为空，或姓名不像姓名。"))
        if begin and end and end < begin:
            raise LeaderError(said("免职日期早于任职日期。"))
        appointed_by, removed_by = _document(row["任职文号"]), _document(row["免职文号"])
    except (LeaderError, ValueError) as error:
        return LeaderRow(cells, None, error.args[0])
    line = TenureLine(organ, plain["职务"], plain["姓名"], begin, end, appointed_by, removed_by, row["备注"])
    return LeaderRow(cells, line, known=(organ.pk, plain["职务"], plain["姓名"], begin) in standing)


def _document(number: str) -> PolicyDocument | None:
    if not number.strip():
        return None
    asked = parse_query(number)
    found = list(PolicyDocument.objects.bearing(asked)[:2]) if asked else []
    if len(found) != 1:
        raise LeaderError(said("没有找到唯一的文件“{number}”。", number=number))
    return found[0]


@transaction.atomic
def import_leaders(*, rows: list[LeaderRow]) -> int:
    """Takes the rows that can be taken; how many. A row that stands there already is written anew."""
    taken = [row.line for row in rows if row.line]
    for line in taken:
        standing = Tenure.objects.filter(
            post__organ=line.organ, post__name=line.post, person=line.person, from_on=line.from_on
        ).first()
        keep_tenure(line=line, tenure=standing)
    return len(taken)
