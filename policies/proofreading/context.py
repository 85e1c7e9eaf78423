"""What a proofreader knows beside the text itself: organs and leaders by period, what is repealed, the office's words."""

from dataclasses import dataclass, field
from datetime import date

from policies.drafting.tree import Tree
from policies.proofreading.mending import Fix
from policies.proofreading.registers import Registers

NOTHING = Registers()


@dataclass(frozen=True, slots=True)
class Repealed:
    """A document that holds no longer: its number as normalised, its title without 《》, the day it lost effect."""

    title: str
    number: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A line of the office's word list; inside an exception the wrong word is right."""

    wrong: str
    right: str = ""
    reason: str = ""
    exceptions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listed:
    """An appendix as the document lists it; `text` is the key of the text that was printed for it, '' for none."""

    number: int | None
    title: str
    omitted: bool = False
    text: str = ""
    tables: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """What the reader read of a print, and what findings that were mended since have changed in it."""

    tree: Tree
    mended: tuple[Fix, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """`on` is the day by which a text without a day of its own is judged."""

    on: date
    registers: Registers = NOTHING
    repealed: tuple[Repealed, ...] = ()
    words: tuple[Word, ...] = ()
    appendices: tuple[Listed, ...] | None = None  # None: nobody knows what is listed
    broken: frozenset[str] = field(default_factory=frozenset)  # keys of nodes that run over the end of a printed page
    printed: Printed | None = None  # None: the text is not collated, or was guessed from a picture
