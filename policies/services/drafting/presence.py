"""Who is at work on a document right now, as far as the cache knows: told by their browsers, forgotten soon."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from policies.models import PolicyDocument, User

_GONE = 45  # seconds after which somebody who said nothing is away
_KEPT = 120


@dataclass(frozen=True, slots=True)
class Present:
    """`clause` is the key of the node where the cursor stands, '' for none."""

    name: str
    clause: str
    seconds: int  # since last heard of


def meet(*, document: PolicyDocument, user: User, clause: str, at: datetime) -> list[Present]:
    """Tells the others where this account is, and gives the others. Two who tell at once may miss each other once."""
    key, now = f"draft-presence:{document.pk}", at.timestamp()
    known: dict[int, tuple[str, str, float]] = cache.get(key) or {}
    here = {pk: one for pk, one in known.items() if now - one[2] < _GONE}
    here[user.pk] = (user.get_full_name() or user.get_username(), clause, now)
    cache.set(key, here, _KEPT)
    return [Present(name, place, max(0, int(now - seen))) for pk, (name, place, seen) in here.items() if pk != user.pk]
