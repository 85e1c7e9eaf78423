"""空格: blanks inside Chinese prose, where neither a name nor a list is spaced out."""

import re
from collections.abc import Iterator

from policies.grammar.names import is_name
from policies.grammar.said import said
from policies.proofreading.manuscript import Manuscript, Passage
from policies.proofreading.remarks import Kind, Remark
from policies.reading.records import ProvisionKind

KINDS = (
    Kind("space-in-chinese", "汉字之间有空格"),
    Kind("space-doubled", "连续空格"),
)
_HAN = "\u3400-\u9fff"
_BLANK = "[ \u3000\u00a0\t]"
_BETWEEN = re.compile(rf"(?<=[{_HAN}，。；、：（《“）》”])(?P<gap>{_BLANK}+)(?=[{_HAN}，。；、：（《“）》”])")
_DOUBLED = re.compile(rf"(?<=[^\s_＿]){_BLANK}{{2,}}(?=[^\s_＿])")
_PROSE = (ProvisionKind.PARAGRAPH, ProvisionKind.ITEM, ProvisionKind.ARTICLE)
_BEFORE = re.compile(rf"[{_HAN}]*$")
_AFTER = re.compile(rf"[{_HAN}]*")
_LABEL = re.compile(rf"[{_HAN}]{{1,10}}：")
_NAMED = re.compile(r"(?:^|任命|免去|聘任|选举|推荐|同意|表彰|决定)[\u3400-\u9fff]$")
_GOES_ON = re.compile(r"^[\u3400-\u9fff](?:$|[为任的同现等免兼])")
_LONGEST_NAME = 4
_SENTENCE = re.compile(r"[，。；]")
_SPACED_OUT = 3  # so many gaps without a mark between them are a list or a line set wide


def find(manuscript: Manuscript) -> Iterator[Remark]:
    for passage in manuscript.prose:
        node = passage.node
        if node and node.kind in _PROSE and _SENTENCE.search(passage.text):
            yield from _between(passage)
            yield from _doubled(passage)


def _between(passage: Passage) -> Iterator[Remark]:
    for clause in re.finditer(r"[^，。；！？]+[，。；！？]?", passage.text):
        gaps = list(_BETWEEN.finditer(passage.text, clause.start(), clause.end()))
        wide = [gap for gap in gaps if _between_characters(passage.text, gap)]
        if len(wide) >= _SPACED_OUT or any(_names_something(passage.text, gap) for gap in gaps):
            continue
        for gap in gaps:
            yield passage.remark("space-in-chinese", gap.start(), gap.end(), said("汉字之间不留空格。"), "")


def _between_characters(text: str, gap: re.Match[str]) -> bool:
    return bool(re.fullmatch(f"[{_HAN}]{{2}}", text[gap.start() - 1] + text[gap.end()]))


def _names_something(text: str, gap: re.Match[str]) -> bool:
    """A blank that belongs: behind a name that opens a line, inside one (温 砚), before a label (组长：李明 副组长：王芳)."""
    before = _BEFORE.search(text[: gap.start()])
    after = _AFTER.match(text[gap.end() :])
    assert before is not None
    assert after is not None
    if not before.group() or not after.group():
        return False
    opens = before.start() == 0 and len(before.group()) <= _LONGEST_NAME
    alone = len(before.group()) == 1 or len(after.group()) == 1
    label = _LABEL.match(text[gap.end() :])
    return opens or alone or bool(label) or _parts_a_name(before.group(), after.group())


def _parts_a_name(before: str, after: str) -> bool:
    """任命温 砚为: a surname behind a verb, one character before what goes on."""
    return bool(_NAMED.search(before)) and bool(_GOES_ON.match(after)) and is_name(before[-1] + after[0])


def _doubled(passage: Passage) -> Iterator[Remark]:
    for match in _DOUBLED.finditer(passage.text):
        around = passage.text[match.start() - 1] + passage.text[match.end()]
        if not re.fullmatch(rf"[{_HAN}，。；、：（）《》“”]{{2}}", around):
            yield passage.remark("space-doubled", match.start(), match.end(), said("此处连续空了几格。"), " ")
