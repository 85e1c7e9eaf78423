"""Counts what a Word file prints by its markup alone, however its reader went through it: the check on the reader."""

from collections.abc import Iterable

from lxml import etree

from policies.reading.sources.characters import printed
from policies.reading.sources.docx.names import MC, M, W

_NOT_PRINTED = frozenset((f"{W}del", f"{W}moveFrom", f"{MC}Fallback", f"{W}instrText"))
# What takes a control's content or a table's row out of print.
_STRUCK = {f"{W}sdt": f"{W}sdtPr/{W}showingPlcHdr", f"{W}tr": f"{W}trPr/{W}del"}


def characters_in(roots: Iterable[etree._Element]) -> int:
    """Characters of text and formulas that are not white space, those of struck out changes, prompts and second renderings left out."""
    return sum(
        len("".join(printed(element.text or "").split()))
        for root in roots
        for element in root.iter(f"{W}t", f"{M}t")
        if _is_printed(element, root)
    )


def _is_printed(element: etree._Element, root: etree._Element) -> bool:
    for above in element.iterancestors():
        if above is root:
            return True
        if above.tag == f"{MC}Fallback":
            return above.getparent().find(f"{MC}Choice") is None  # type: ignore[union-attr]
        if above.tag in _NOT_PRINTED or (above.tag in _STRUCK and above.find(_STRUCK[above.tag]) is not None):
            return False
    return True
