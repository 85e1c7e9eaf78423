"""字词表: the office's list of words that are often written wrongly."""

import re
from collections.abc import Iterator

from policies.grammar.said import Said, said
from policies.proofreading.context import Word
from policies.proofreading.manuscript import Manuscript, Passage
from policies.proofreading.remarks import Kind, Remark

KINDS = (Kind("word-wrong", "字词表所列的误用"),)


def find(manuscript: Manuscript) -> Iterator[Remark]:
    words = {one.wrong: one for one in manuscript.context.words if one.wrong}
    if not words:
        return
    # The longest first, so that a phrase of the list is not read as one of its words.
    pattern = re.compile("|".join(re.escape(wrong) for wrong in sorted(words, key=len, reverse=True)))
    for passage in manuscript.passages:
        for match in pattern.finditer(passage.text):
            word = words[match.group()]
            if not _excepted(passage, match, word):
                yield passage.remark("word-wrong", match.start(), match.end(), _reason(word), word.right or None)


def _excepted(passage: Passage, match: re.Match[str], word: Word) -> bool:
    """The word stands inside one of the longer words in which it is right."""
    for exception in word.exceptions:
        inner = exception.find(word.wrong)
        while inner >= 0:
            start = match.start() - inner
            if start >= 0 and passage.text.startswith(exception, start):
                return True
            inner = exception.find(word.wrong, inner + 1)
    return False


def _reason(word: Word) -> Said:
    if word.reason:
        return Said(word.reason)  # the office's own words
    return (
        said("“{found}”应为“{right}”。", found=word.wrong, right=word.right)
        if word.right
        else said("请核对“{found}”的用法。", found=word.wrong)
    )
