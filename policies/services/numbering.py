"""Turns document numbers into series and slugs: qzbf/2022/29, qzl/3, qzgg/2022/3, n/2022-04-11/1. Slugs never change."""

from datetime import date

from policies.models import DocumentNumber, NumberSeries, Organ, PolicyDocument, SlugAlias
from policies.reading.records import DocumentRecord, NumberRecord
from policies.services import locks
from policies.services.spelling import free_code, initials, short_government

UNDATED = "n/undated/"  # addresses of what has neither number nor day

# Series that every organ has: they are told apart by the organ.
_BARE = ("令", "公告", "通告", "公报", "命令", "决议")


def find_or_make_series(*, name: str, issuers: list[Organ]) -> NumberSeries:
    """The series of a 代字. A bare 令 or 公告 belongs to the leading issuer. Its slug is given once and for ever."""
    if name in _BARE and issuers:
        name = issuers[0].name + name
    found = NumberSeries.objects.filter(name=name).first()
    if found:
        return found
    slug = free_code(initials(short_government(name))[:70], lambda one: NumberSeries.objects.filter(slug=one).exists())
    organ = issuers[0] if len(issuers) == 1 else None
    return NumberSeries.objects.create(name=name[:80], slug=slug, organ=organ)


def free_slug(*, record: DocumentRecord, series: list[NumberSeries | None]) -> str:
    """An address nobody has had: by the first number, or by the day a document without one was issued."""
    wanted = next((_numbered(one, found) for one, found in zip(record.numbers, series, strict=True) if found), "")
    if wanted:
        return free_code(wanted, _taken)
    return _dated(record.issued_on)


def settled_slug(*, document: PolicyDocument) -> str:
    """The address that a document takes to its first publication: one registered before it had number or day gets its own now.

    By its number, the day it was issued, or the day it is published; what is known of none keeps what it has.
    """
    if not document.slug.startswith(UNDATED):
        return document.slug
    locks.naming()
    numbers = document.numbers.select_related("series").order_by("position")
    wanted = next((_of_row(one) for one in numbers if one.series and one.serial is not None), "")
    if wanted:
        return free_code(wanted, _taken)
    day = document.issued_on or document.published_on
    return _dated(day) if day else document.slug


def _of_row(one: DocumentNumber) -> str:
    assert one.series
    return "/".join(str(part) for part in (one.series.slug, one.year, one.serial) if part is not None)


def _dated(day: date | None) -> str:
    stem, n = f"n/{day.isoformat()}" if day else UNDATED.rstrip("/"), 1
    while _taken(f"{stem}/{n}"):
        n += 1
    return f"{stem}/{n}"


def _numbered(number: NumberRecord, series: NumberSeries) -> str:
    if number.serial is None:
        return ""
    return "/".join(str(part) for part in (series.slug, number.year, number.serial) if part is not None)


def _taken(slug: str) -> bool:
    return PolicyDocument.objects.filter(slug=slug).exists() or SlugAlias.objects.filter(slug=slug).exists()
