"""Suggests organs that may be one, for an editor to merge or to keep apart."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count

from policies.grammar.likeness import Likeness, alike
from policies.grammar.said import said
from policies.models import Organ, OrgansApart
from policies.services.organ_register import OrganError


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`organ` may be a spelling of `into`, which has more documents or the longer name."""

    organ: Organ
    into: Organ
    likeness: Likeness


def suggested_merges() -> list[Suggestion]:
    """Pairs of organs with names alike that nobody has kept apart and neither of which succeeds the other; two queries."""
    organs = {one.name: one for one in Organ.objects.annotate(issued=Count("issuer_links"))}
    apart = set(OrgansApart.objects.values_list("first_id", "second_id"))
    return list(_suggested(organs, apart))


def _suggested(organs: Mapping[str, Organ], apart: set[tuple[int, int]]) -> Iterator[Suggestion]:
    for one, other, likeness in alike(organs):
        pair = sorted((organs[one], organs[other]), key=lambda organ: organ.pk)
        related = pair[0].successor_id == pair[1].pk or pair[1].successor_id == pair[0].pk
        if (pair[0].pk, pair[1].pk) not in apart and not related:
            pair.sort(key=lambda organ: (organ.issued, len(organ.name)))  # type: ignore[attr-defined]
            yield Suggestion(organ=pair[0], into=pair[1], likeness=likeness)


@transaction.atomic
def keep_apart(*, organ: Organ, other: Organ) -> None:
    """Notes that two organs are two. Raises `OrganError` for an organ and itself."""
    if organ.pk == other.pk:
        raise OrganError(said("这是同一个机关。"))
    first, second = sorted((organ, other), key=lambda one: one.pk)
    OrgansApart.objects.get_or_create(first=first, second=second)
