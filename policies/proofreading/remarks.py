"""What the proofreader says: a `Remark` has its place in the tree, its reason and, where one is known, its fix."""

from dataclasses import dataclass

from policies.grammar.said import Said
from policies.reading.records import Severity


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of remark. `severity` is that of a collated text: most doubt the print, a few its recognition.

    `reader`: codes of findings by which the reading of files says the same of a place.
    """

    code: str
    name: str
    severity: Severity = Severity.WARNING
    reader: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """`key` and `field` name a field of the tree: `p12` and `text`, `r99` and `cells/3`, `t3` and `title`, '' and
    `numbers/1` for the document's own. `found` stands there from `start` to `end`; `suggestion` would take its place.

    A `suggestion` of '' takes the words away; None means that no fix is known.
    """

    code: str
    key: str
    field: str
    start: int
    end: int
    found: str
    reason: Said  # one sentence, for the editor
    suggestion: str | None = None
