"""Finds an organ by any name it has had, or makes it."""

from policies.models import Organ, OrganName
from policies.services.organ_register import code_is_taken
from policies.services.spelling import free_code, initials, syllables


def find_or_make_organ(*, name: str) -> Organ:
    """An organ whose present, short or former name this is; a new one otherwise. A name two organs share makes none."""
    name = "".join(name.split())[:120]
    found = Organ.objects.filter(name=name).first()
    if found:
        return found
    known = Organ.objects.filter(pk__in=OrganName.objects.filter(name=name).values("organ"))[:2]
    if len(known) == 1:
        return known[0]
    code = free_code(initials(name)[:70], code_is_taken)
    return Organ.objects.create(name=name, code=code, sort_key=syllables(name)[:400])
