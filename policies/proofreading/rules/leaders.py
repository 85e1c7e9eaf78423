"""领导职务: a leader's name behind a post, against the register of posts by period."""

import re
from collections import defaultdict
from collections.abc import Iterator

from policies.grammar.said import said
from policies.proofreading.manuscript import Manuscript, Passage
from policies.proofreading.registers import KnownTenure
from policies.proofreading.remarks import Kind, Remark

KINDS = (
    Kind("post-differs", "职务与任职登记不符"),
    Kind("leader-misnamed", "领导姓名与任职登记不符"),
)
_GAP = r"[ \u3000]{0,4}"
_HAN = "[\u3400-\u9fff]"


def find(manuscript: Manuscript) -> Iterator[Remark]:
    by_post: dict[str, list[KnownTenure]] = defaultdict(list)
    for one in manuscript.context.registers.tenures:
        by_post[one.post].append(one)
    if not by_post:
        return
    posts = "|".join(re.escape(post) for post in sorted(by_post, key=len, reverse=True) if post)
    pattern = re.compile(rf"(?<![副原])(?P<post>{posts}){_GAP}(?P<name>{_HAN}(?:{_GAP}{_HAN}){{1,3}})")
    for passage in manuscript.passages:
        for match in pattern.finditer(passage.text):
            yield from _named(manuscript, passage, match, by_post)


def _named(
    manuscript: Manuscript, passage: Passage, match: re.Match[str], by_post: dict[str, list[KnownTenure]]
) -> Iterator[Remark]:
    """Only who is in the register, or is written nearly so, is spoken of."""
    letters = [(n, one) for n, one in enumerate(match["name"]) if one.strip()]
    tenures, post = by_post[match["post"]], match["post"]
    for length in (4, 3, 2):
        name = "".join(one for _, one in letters[:length])
        if len(name) == length and name in manuscript.context.registers.by_person:
            if not any(one.person == name and one.held_on(manuscript.on) for one in tenures):
                reason = said("按任职登记，{name}当时不任{post}。", name=name, post=post)
                yield passage.remark("post-differs", match.start("post"), match.end("post"), reason)
            return
    named = [one for one in tenures if passage.text[: match.start()].endswith(one.organ)]
    alone = len({one.organ for one in tenures}) == 1
    for one in tenures if alone else named:
        name = "".join(letter for _, letter in letters[: len(one.person)])
        if one.held_on(manuscript.on) and _nearly(name, one.person):
            start = match.start("name")
            end = start + letters[len(one.person) - 1][0] + 1
            reason = said("按任职登记，{post}为{person}。", post=post, person=one.person)
            yield passage.remark("leader-misnamed", start, end, reason, one.person)


def _nearly(name: str, person: str) -> bool:
    """One character of three or more differs, and the surname is the same."""
    if len(name) != len(person) or len(person) < 3 or name[0] != person[0]:
        return False
    return sum(a != b for a, b in zip(name, person, strict=True)) == 1
