"""Yields what the registers say of organs and leaders as plain values, for the proofreader and for whoever looks up a name."""

from collections.abc import Iterator

from policies.models import Organ, Tenure
from policies.proofreading.registers import KnownName, KnownOrgan, KnownTenure, Registers


def known_registers() -> Registers:
    """All organs with all their names, and all tenures: three queries, whatever their number."""
    return Registers(organs=tuple(known_organs()), tenures=tuple(known_tenures()))


def known_organs() -> Iterator[KnownOrgan]:
    """Organs by their present names, in the order of pinyin."""
    for organ in Organ.objects.select_related("successor").prefetch_related("names"):
        others = [KnownName(one.name, one.kind, one.from_on, one.until_on) for one in organ.names.all()]
        yield KnownOrgan(
            code=organ.code,
            name=organ.name,
            names=(KnownName(organ.name, "official", from_on=organ.name_from_on), *others),
            successor=organ.successor.name if organ.successor else "",
        )


def known_tenures() -> Iterator[KnownTenure]:
    """Who held which post, by person and beginning."""
    found = Tenure.objects.select_related("post__organ").order_by("person", "from_on", "id")
    for one in found:
        yield KnownTenure(one.person, one.post.organ.name, one.post.name, one.from_on, one.until_on)
