"""Turns document numbers into series and slugs: qzbf/2022/29, qzl/3, qzgg/2022/3, n/2022-04-11/1. Slugs never change."""

from policies.models import NumberSeries, Organ, PolicyDocument, SlugAlias
from policies.reading.records import DocumentRecord, NumberRecord
from policies.services.spelling import free_code, initials, short_government

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
    stem = f"n/{record.issued_on.isoformat() if record.issued_on else 'undated'}"
    n = 1
    while _taken(f"{stem}/{n}"):
        n += 1
    return f"{stem}/{n}"


def _numbered(number: NumberRecord, series: NumberSeries) -> str:
    if number.serial is None:
        return ""
    return "/".join(str(part) for part in (series.slug, number.year, number.serial) if part is not None)


def _taken(slug: str) -> bool:
    return PolicyDocument.objects.filter(slug=slug).exists() or SlugAlias.objects.filter(slug=slug).exists()
