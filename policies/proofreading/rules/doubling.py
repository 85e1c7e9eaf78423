"""重字重词: 的的, and words that stand twice, above all where print went on to the next page."""

import re
from collections.abc import Iterator
from itertools import pairwise

from policies.grammar.said import said
from policies.proofreading.manuscript import Manuscript, Passage, Sort
from policies.proofreading.remarks import Kind, Remark

KINDS = (
    Kind("word-doubled", "字词重复"),
    Kind("doubled-at-page", "换页处字词重复"),
)
_HAN = "\u3400-\u9fff"
_PARTICLE = re.compile(r"的的(?![确士])|(?<!不甚)了了(?![解结却断然无事])")
_TWICE = re.compile(rf"(?P<word>[{_HAN}]{{3,12}})(?P=word)")
_TWICE_AT_PAGE = re.compile(rf"(?P<word>[{_HAN}]{{2,12}})(?P=word)")
# 一件一件, 一村一策一村一策 count through things one by one; 十十 is a numeral.
_COUNTED = re.compile(r"^[一二三四五六七八九十百千万〇两几逐每]|^(.)\1+$")
_LONGEST = 30


def find(manuscript: Manuscript) -> Iterator[Remark]:
    broken = manuscript.context.broken
    for passage in manuscript.passages:
        at_page = passage.key in broken and passage.sort is Sort.PROSE
        if passage.sort in (Sort.PROSE, Sort.TITLE):
            yield from _within(passage, at_page=at_page)
    for before, after in pairwise(manuscript.prose):
        if before.within is after.within and {before.key, after.key} & broken:
            yield from _across(before, after)


def _within(passage: Passage, *, at_page: bool) -> Iterator[Remark]:
    for match in _PARTICLE.finditer(passage.text):
        yield passage.remark(
            "word-doubled", match.start() + 1, match.end(), said("“{found}”多一个字。", found=match.group()), ""
        )
    for match in (_TWICE_AT_PAGE if at_page else _TWICE).finditer(passage.text):
        word = match["word"]
        if not _COUNTED.search(word):
            code = "doubled-at-page" if at_page else "word-doubled"
            yield passage.remark(code, match.start() + len(word), match.end(), said("“{word}”重复。", word=word), "")


def _across(before: Passage, after: Passage) -> Iterator[Remark]:
    """The end of one paragraph said again at the beginning of the next, over the end of a page."""
    for size in range(min(_LONGEST, len(before.text), len(after.text)), 3, -1):
        words = after.text[:size]
        if before.text.endswith(words) and re.search(rf"[{_HAN}]{{4}}", words):
            yield after.remark("doubled-at-page", 0, size, said("“{words}”在换页处重复。", words=words), "")
            return
