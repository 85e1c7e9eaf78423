"""Deeds on the distribution of printed copies: the register of recipients, and an issue's list frozen when it is sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from gazette.models import Distribution, DistributionLine, Gazette, GazetteIssue, Recipient, RecipientKind
from policies.grammar.said import joined, said
from policies.models import User
from policies.services.spreadsheets import read_day

COLUMNS = ("类别", "名称", "地址", "邮编", "联系人", "电话", "份数", "起始日期", "终止日期", "备注")
LIST_COLUMNS = ("序号", "类别", "名称", "地址", "邮编", "联系人", "电话", "份数")
_KINDS = {str(one.label).split("（")[0]: one for one in RecipientKind}
_COPIED = ("kind", "name", "address", "postcode", "contact", "phone", "copies")


class DistributionError(Exception):
    """The deed can't be done; the message says why, for the person who asked."""


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """A row of a table as given, with the fields it would write, or the reason why it can't be taken."""

    cells: tuple[str, ...]
    fields: Mapping[str, object] | None
    problem: str = ""
    known: bool = False


@transaction.atomic
def keep_recipient(*, gazette: Gazette, fields: Mapping[str, object], recipient: Recipient | None = None) -> Recipient:
    """Writes a recipient, a new one or `recipient` anew. Raises `DistributionError` for what stands there already."""
    recipient = recipient or Recipient(gazette=gazette)
    for name, value in fields.items():
        setattr(recipient, name, value)
    try:
        with transaction.atomic():
            recipient.save()
    except IntegrityError as error:
        raise DistributionError(said("该收件单位已在名单里，或终止日期早于起始日期。")) from error
    return recipient


def read_recipients(*, gazette: Gazette, rows: list[dict[str, str]]) -> list[RecipientRow]:
    """Each row of a table checked against the register."""
    standing = set(gazette.recipients.values_list("name", "contact", "from_on"))
    return [_read(row, standing) for row in rows]


def _read(row: Mapping[str, str], standing: set[tuple[str, str, date | None]]) -> RecipientRow:
    cells = tuple(row[name] for name in COLUMNS)
    try:
        begin, end = read_day(row["起始日期"]), read_day(row["终止日期"])
        kind = _KINDS.get(row["类别"].split("（")[0].strip())
        if kind is None:
            raise ValueError(said("类别应为{kinds}之一。", kinds=joined(_KINDS, "、")))
        if not row["名称"] or not row["份数"].isdecimal() or not 1 <= int(row["份数"]) <= 100_000:
            raise ValueError(said("名称为空，或份数不是正整数。"))
        if begin and end and end < begin:
            raise ValueError(said("终止日期早于起始日期。"))
    except ValueError as error:
        return RecipientRow(cells, None, error.args[0])
    fields = {
        "kind": kind,
        "name": row["名称"][:120],
        "address": row["地址"][:200],
        "postcode": row["邮编"][:20],
        "contact": row["联系人"][:60],
        "phone": row["电话"][:60],
        "copies": int(row["份数"]),
        "from_on": begin,
        "until_on": end,
        "note": row["备注"][:200],
    }
    return RecipientRow(cells, fields, known=(row["名称"], row["联系人"], begin) in standing)


@transaction.atomic
def import_recipients(*, gazette: Gazette, rows: list[RecipientRow]) -> int:
    """Takes the rows that can be taken; how many. Whoever stands there already (name, contact, beginning) is written anew."""
    taken = [row.fields for row in rows if row.fields]
    for fields in taken:
        known = {name: fields[name] for name in ("name", "contact", "from_on")}
        keep_recipient(gazette=gazette, fields=fields, recipient=gazette.recipients.filter(**known).first())
    return len(taken)


def recipient_rows(gazette: Gazette) -> Iterator[dict[str, object]]:
    """The register in `COLUMNS`."""
    for one in gazette.recipients.all():
        kind = str(RecipientKind(one.kind).label)
        said = (
            kind,
            one.name,
            one.address,
            one.postcode,
            one.contact,
            one.phone,
            one.copies,
            one.from_on,
            one.until_on,
        )
        yield dict(zip(COLUMNS, (*said, one.note), strict=True))


@transaction.atomic
def freeze_distribution(*, issue: GazetteIssue, print_run: int, on: date, by: User) -> Distribution:
    """Copies those who receive copies on the day `on` into the issue's list; it changes no more.

    Raises `DistributionError` when the list is frozen already, empty, or longer than the print run.
    """
    GazetteIssue.objects.select_for_update().get(pk=issue.pk)
    if Distribution.objects.filter(issue=issue).exists():
        raise DistributionError(said("本期发行名单已经固定。"))
    recipients = list(Recipient.objects.filter(gazette=issue.gazette_id).on(on))
    if not recipients:
        raise DistributionError(said("这一天没有收件单位。"))
    if (total := sum(one.copies for one in recipients)) > print_run:
        raise DistributionError(said("名单共 {total} 份，多于印数 {print_run} 份。", total=total, print_run=print_run))
    made = Distribution.objects.create(issue=issue, print_run=print_run, on=on, frozen_by=by)
    DistributionLine.objects.bulk_create(
        DistributionLine(distribution=made, position=n, recipient=one, **{name: getattr(one, name) for name in _COPIED})
        for n, one in enumerate(recipients, 1)
    )
    return made


@transaction.atomic
def thaw_distribution(*, distribution: Distribution) -> None:
    """Takes a frozen list away, so that it can be frozen anew; the audit log keeps what it was."""
    distribution.delete()


def list_rows(distribution: Distribution) -> Iterator[dict[str, object]]:
    """A frozen list in `LIST_COLUMNS`."""
    for one in distribution.lines.all():
        kind = str(RecipientKind(one.kind).label)
        said = (one.position, kind, one.name, one.address, one.postcode, one.contact, one.phone, one.copies)
        yield dict(zip(LIST_COLUMNS, said, strict=True))
