"""Builds the addresses of provisions: main__sec_2__sub_1__p_3, enc_1__art_7, app_2__tbl_1.

An address follows the numbering that is printed, not the position, so that what stands before a provision may change without
moving it. Articles are numbered through a whole text and stand directly under its prefix; everything else under its parent.
"""

from collections import Counter
from dataclasses import dataclass, field

from policies.grammar.headings import Marker, MarkerKind

_NAMES = {
    MarkerKind.PART: "part",
    MarkerKind.CHAPTER: "chp",
    MarkerKind.SECTION: "div",
    MarkerKind.ARTICLE: "art",
    MarkerKind.HAN: "sec",
    MarkerKind.HAN_BRACKET: "sub",
    MarkerKind.ARABIC: "item",
    MarkerKind.ARABIC_BRACKET: "point",
    MarkerKind.CIRCLED: "sign",
    MarkerKind.LETTER: "let",
    MarkerKind.WORD: "li",
    MarkerKind.DASH: "li",
}
_DECIMAL_NAMES = ("sec", "sub", "item", "point", "sign")


@dataclass
class EidBuilder:
    """Gives every provision of one text its own address. `prefix` is the text's: main, enc_2, app_1."""

    prefix: str
    _taken: set[str] = field(default_factory=set)
    _counts: Counter[str] = field(default_factory=Counter)

    def numbered(self, marker: Marker, parent: str) -> str:
        """The address of a provision with a printed marker. A number printed twice gets x2, x3 behind it."""
        name = _name(marker)
        if marker.number is None:
            return self.counted(name, parent)
        base = self.prefix if marker.kind is MarkerKind.ARTICLE else parent or self.prefix
        number = f"{marker.number}-{marker.branch}" if marker.branch else str(marker.number)
        return self._free(f"{base}__{name}_{number}")

    def counted(self, name: str, parent: str) -> str:
        """The address of a provision that is counted, not numbered: p_3, li_2, tbl_1, fig_1, box_1, note_1."""
        base = f"{parent or self.prefix}__{name}"
        self._counts[base] += 1
        return self._free(f"{base}_{self._counts[base]}")

    def _free(self, eid: str) -> str:
        free, again = eid, 1
        while free in self._taken:
            again += 1
            free = f"{eid}x{again}"
        self._taken.add(free)
        return free


def _name(marker: Marker) -> str:
    if marker.kind is MarkerKind.DECIMAL:
        return _DECIMAL_NAMES[min(marker.depth, len(_DECIMAL_NAMES)) - 1]
    return _NAMES[marker.kind]
