"""What the office's registers say of names: organs with all they have been called, and who held which post when.

Plain values, so that rules need no database; `policies.services.registers` fills them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class KnownName:
    """One name of an organ. `kind`: official (the present one), full, short, former, variant (a spelling of print's own)."""

    name: str
    kind: str
    from_on: date | None = None
    until_on: date | None = None  # the last day; None is open


@dataclass(frozen=True, slots=True)
class KnownOrgan:
    """An organ by its present name, with every name it has had, the present one first; `successor` is that organ's name."""

    code: str
    name: str
    names: tuple[KnownName, ...]
    successor: str = ""


@dataclass(frozen=True, slots=True)
class KnownTenure:
    """A person in a post of an organ. Both days are the first and last in office; None is unknown or open."""

    person: str
    organ: str
    post: str
    from_on: date | None = None
    until_on: date | None = None

    @property
    def title(self) -> str:
        """The post as notices name it: 安澜市水务局副局长."""
        return f"{self.organ}{self.post}"

    def held_on(self, day: date) -> bool:
        return not ((self.from_on and day < self.from_on) or (self.until_on and day > self.until_on))


@dataclass(frozen=True, slots=True)
class Registers:
    """Both registers, with look-ups by any name of an organ and by a person's name."""

    organs: tuple[KnownOrgan, ...] = ()
    tenures: tuple[KnownTenure, ...] = ()
    by_name: dict[str, tuple[tuple[KnownOrgan, KnownName], ...]] = field(init=False, repr=False, compare=False)
    by_person: dict[str, tuple[KnownTenure, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        named = ((one.name, (organ, one)) for organ in self.organs for one in organ.names)
        object.__setattr__(self, "by_name", _grouped(named))
        object.__setattr__(self, "by_person", _grouped((one.person, one) for one in self.tenures))


def _grouped(pairs: Iterable[tuple[str, object]]) -> dict[str, tuple[object, ...]]:
    found: dict[str, list[object]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
