"""Deeds on the register of organs: a new one, and what is said of a known one. Codes are given once and stay."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction

from policies.grammar.said import said
from policies.models import Organ, OrganAlias, OrganName
from policies.services import locks
from policies.services.spelling import free_code, initials, syllables
from policies.signals import organ_renamed


class OrganError(Exception):
    """The register refuses the deed; the message says why, for the person who asked."""


@dataclass(frozen=True, slots=True)
class NameLine:
    """One further name as the editor writes it; the days are the first and the last on which it was borne."""

    name: str
    kind: str
    from_on: date | None = None
    until_on: date | None = None


def organ_of_code(code: str) -> Organ | None:
    """The organ of a code, or the one into which the code's organ was merged."""
    alias = OrganAlias.objects.filter(code=code).values("organ")
    return Organ.objects.filter(code=code).first() or Organ.objects.filter(pk__in=alias).first()


def code_is_taken(code: str) -> bool:
    return Organ.objects.filter(code=code).exists() or OrganAlias.objects.filter(code=code).exists()


@transaction.atomic
def add_organ(*, name: str, code: str = "") -> Organ:
    """A new organ; without a `code` it gets its initials. Raises `OrganError` when name or code is another's."""
    locks.naming()
    name = _plain(name)
    _refuse_taken(name)
    if code and code_is_taken(code):
        raise OrganError(said("代码 {code} 已经有机关使用。", code=code))
    code = code or free_code(initials(name)[:70], code_is_taken)
    return Organ.objects.create(name=name, code=code, sort_key=syllables(name)[:400])


@transaction.atomic
def describe_organ(
    *,
    organ: Organ,
    name: str,
    renamed_on: date | None,
    successor: Organ | None,
    names: Iterable[NameLine],
) -> None:
    """Writes what the register says of an organ; its code stays.

    A new name with `renamed_on` makes the old one a former name that ended the day before; without it the old name was
    misspelt and stays as a variant, so that readings find the organ by it. Raises `OrganError`.
    """
    locks.naming()
    organ = Organ.objects.select_for_update().get(pk=organ.pk)
    name = _plain(name)
    lines = {_plain(one.name): one for one in names}
    if name != organ.name:
        _refuse_taken(name)
        lines.setdefault(organ.name, _old_name(organ, renamed_on))
        organ.name_from_on = renamed_on or organ.name_from_on
    lines.pop(name, None)
    _refuse_circle(organ, successor)
    renamed = name != organ.name
    organ.name, organ.sort_key, organ.successor = name, syllables(name)[:400], successor
    organ.save(update_fields=["name", "name_from_on", "sort_key", "successor", "updated_at"])
    _keep_names(organ, lines)
    if renamed:
        organ_renamed.send(sender=Organ, organ=organ)


def _old_name(organ: Organ, renamed_on: date | None) -> NameLine:
    if renamed_on is None:
        return NameLine(organ.name, OrganName.Kind.VARIANT)
    if organ.name_from_on and renamed_on <= organ.name_from_on:
        raise OrganError(said("更名日期应晚于现名的启用日期 {day}。", day=organ.name_from_on))
    return NameLine(organ.name, OrganName.Kind.FORMER, organ.name_from_on, renamed_on - timedelta(days=1))


def _keep_names(organ: Organ, lines: dict[str, NameLine]) -> None:
    """Rows that stay keep their keys, so that the audit log shows what changed and no more."""
    standing = {one.name: one for one in organ.names.all()}
    OrganName.objects.filter(pk__in=[row.pk for name, row in standing.items() if name not in lines]).delete()
    for name, line in lines.items():
        row = standing.get(name) or OrganName(organ=organ, name=name)
        said = (line.kind, line.from_on, line.until_on)
        if row.pk is None or said != (row.kind, row.from_on, row.until_on):
            row.kind, row.from_on, row.until_on = said
            row.save()


def _refuse_taken(name: str) -> None:
    if not name:
        raise OrganError(said("机关名称不能为空。"))
    if Organ.objects.filter(name=name).exists():
        raise OrganError(said("已有名为“{name}”的机关；如果是同一机关，请合并。", name=name))


def _refuse_circle(organ: Organ, successor: Organ | None) -> None:
    """Succession leads forward: nobody is their own successor, over however many steps."""
    seen, at = {organ.pk}, successor
    while at is not None:
        if at.pk in seen:
            raise OrganError(said("承接机关不能又由本机关承接。"))
        seen.add(at.pk)
        at = at.successor


def _plain(name: str) -> str:
    return "".join(name.split())[:120]
