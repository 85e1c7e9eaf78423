"""All rules, and the one call that runs them over a tree."""

from policies.drafting.tree import Tree
from policies.proofreading.context import Context
from policies.proofreading.manuscript import Manuscript
from policies.proofreading.remarks import Kind, Remark
from policies.proofreading.rules import (
    annexes,
    brackets,
    citations,
    collation,
    dates,
    doubling,
    figures,
    leaders,
    lookalikes,
    names,
    numbering,
    numbers,
    organs,
    punctuation,
    spaces,
    words,
)

FAMILIES = (
    collation,
    numbers,
    numbering,
    punctuation,
    spaces,
    brackets,
    dates,
    organs,
    leaders,
    annexes,
    citations,
    doubling,
    names,
    lookalikes,
    figures,
    words,
)
KINDS: dict[str, Kind] = {kind.code: kind for family in FAMILIES for kind in family.KINDS}


def proofread(tree: Tree, context: Context) -> tuple[Remark, ...]:
    """Every remark once, family by family, in print's order within each."""
    manuscript = Manuscript(tree, context)
    return tuple(dict.fromkeys(remark for family in FAMILIES for remark in family.find(manuscript)))
