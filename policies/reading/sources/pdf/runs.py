"""Turns characters that stand on one baseline in one size into text: a blank where they stand further apart than others."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from policies.reading.lines import Box
from policies.reading.sheets.fragments import THIN_BLANK, WORD_GAP
from policies.reading.signs import is_han, is_latin
from policies.reading.sources.pdf.styles import Style

_HALF = re.compile("[\ud800-\udfff]")  # of a character beyond the first 65,536; a half alone is none
_NUMBERING = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,4}[\u4e00-\u9fff]$")
_MIXED = re.compile(r"(?<=[\u4e00-\u9fff])(?=[0-9A-Za-z])|(?<=[0-9A-Za-z])(?=[\u4e00-\u9fff])")
_SHORT = 10  # characters of a run: a longer one is running text, which is stretched to its column


@dataclass(slots=True)
class Run:
    """`start`, `end` along the reading direction, `baseline` across it, both turned upright by `angle`."""

    style: Style
    characters: list[str]
    start: float
    end: float
    last: str = ""
    last_start: float = 0.0
    struck: int = 0
    gaps: list[tuple[int, float]] = field(default_factory=list)  # wider than none: before which character, in sizes

    def text(self, *, blanks: bool, mixed: bool) -> str:
        """The characters, and unless the maker prints `blanks` as characters, one where two stand further apart than others.

        `mixed`: a gap between a Han character and a figure is a typed one too, where the maker sets none of its own there.
        """
        if self.gaps and not blanks:
            for at in reversed(self._blanks(mixed=mixed)):
                self.characters.insert(at, " ")
            self.gaps = []
        joined = "".join(self.characters)
        return (
            joined if not _HALF.search(joined) else joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        )

    def _blanks(self, *, mixed: bool) -> list[int]:
        """Before which characters a blank was set that is no character: all alike, or few in a line that is not stretched."""
        none = max(0, len(self.characters) - 1 - len(self.gaps))
        every = [*[0.0] * none, *sorted(gap for _, gap in self.gaps)]
        usual = every[len(every) // 4] if len(every) > 3 else 0.0
        words = [
            at for at, gap in self.gaps if gap - usual >= WORD_GAP and self._stands_between(at, is_latin, is_latin)
        ]
        wide = [(at, gap) for at, gap in self.gaps if gap - usual >= THIN_BLANK]
        between = [gap for at, gap in wide if self._stands_between(at, is_han, is_han)]
        alike = between and len(wide) == len(self.gaps) and max(between) - min(between) < 0.04
        if not alike and len(self.characters) > _SHORT and len(wide) * 10 > len(self.characters):
            return words
        if between:
            least = 0.9 * min(between)
            return [at for at, gap in wide if gap >= least and self._stands_between(at, _is_word, _is_word)]
        if mixed:
            return sorted({*words, *(at for at, _ in wide if self._stands_between(at, _is_word, _is_word))})
        return words or [at for at, _ in wide[:1] if _NUMBERING.match("".join(self.characters[: at + 1]))]

    def _stands_between(self, at: int, before: Callable[[str], bool], after: Callable[[str], bool]) -> bool:
        return 0 < at < len(self.characters) and before(self.characters[at - 1]) and after(self.characters[at])


def _is_word(character: str) -> bool:
    return character.isalnum() or character in "《“（("


def sets_mixed_text_tight(runs: Sequence[Run]) -> bool:
    """Whether figures stand close to Han characters as a rule, so that a gap there is a typed blank."""
    every = wide = 0
    for run in runs:
        every += len(_MIXED.findall("".join(run.characters)))
        wide += sum(
            gap >= THIN_BLANK and bool(_MIXED.search("".join(run.characters[max(0, at - 1) : at + 1])))
            for at, gap in run.gaps
        )
    return wide * 5 <= every * 2


def em_box(run: Run) -> Box:
    """The em box of a run: the same height for all fonts, so that boxes tell baselines."""
    high, low = run.style.baseline - 0.88 * run.style.size, run.style.baseline + 0.12 * run.style.size
    start, end = run.start, run.end
    return {
        0: Box(start, high, end, low),
        90: Box(-low, start, -high, end),
        180: Box(-end, -low, -start, -high),
        270: Box(high, -end, low, -start),
    }[run.style.angle or 0]
