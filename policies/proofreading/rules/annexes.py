"""附件: what the text refers to is listed, what is listed is there, and both are called the same."""

import re
from collections.abc import Iterator

from policies.grammar.numerals import parse_numeral
from policies.grammar.said import said
from policies.proofreading.context import Listed
from policies.proofreading.manuscript import Manuscript, Passage
from policies.proofreading.remarks import Kind, Remark
from policies.reading.records import TextRole
from policies.reading.title_forms import canonical

KINDS = (
    Kind("annex-unlisted", "正文提到的附件没有列出"),
    Kind("annex-absent", "附件列出但未刊登", reader=("appendix-missing",)),
    Kind("annex-title-differs", "附件名称前后不一致"),
)
_REFERRED = re.compile(
    r"(?:详?见|按照?|参照|填写|报送|（|\()\s*(?:本[\u4e00-\u9fff]{1,4})?(?P<annex>附件\s*(?P<number>\d{1,2}|[一二三四五六七八九十]{1,2}))(?![\d.．]|号)"
)
_ELSEWHERE = re.compile(r"[》号文]\s*(?:的|中)?[（(]?\s*$")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    listed = manuscript.context.appendices
    if listed is None:
        return
    printed = [text for text in manuscript.tree.texts if text.role is TextRole.APPENDIX]
    numbers = {one.number for one in listed} | {text.number for text in printed}
    most = max(len(listed), len(printed))
    for passage in manuscript.prose:
        if passage.within and passage.within.role is not TextRole.APPENDIX:
            yield from _unlisted(passage, numbers, most)
    yield from _absent(manuscript, listed)
    yield from _titles(manuscript, listed)


def _unlisted(passage: Passage, numbers: set[int | None], most: int) -> Iterator[Remark]:
    for match in _REFERRED.finditer(passage.text):
        number = parse_numeral(match["number"])
        if number is None or number in numbers or number <= most:
            continue
        if not _ELSEWHERE.search(passage.text[: match.start()]):
            reason = said("正文提到附件{number}，附件目录里没有。", number=number)
            yield passage.remark("annex-unlisted", match.start("annex"), match.end("annex"), reason)


def _absent(manuscript: Manuscript, listed: tuple[Listed, ...]) -> Iterator[Remark]:
    for n, one in enumerate(listed, 1):
        if not (one.omitted or one.text or one.tables):
            yield Remark(
                "annex-absent",
                "",
                f"appendices/{n}",
                0,
                len(one.title),
                one.title,
                said("附件{n}“{title}”列出但未刊登。", n=one.number or n, title=one.title),
            )


def _titles(manuscript: Manuscript, listed: tuple[Listed, ...]) -> Iterator[Remark]:
    titles = {text.key: text.title for text in manuscript.tree.texts}
    for one in listed:
        printed = titles.get(one.text, "")
        if one.title and printed and canonical(one.title) != canonical(printed):
            reason = said("附件目录里称“{listed}”，附件本身题为“{printed}”。", listed=one.title, printed=printed)
            yield Remark("annex-title-differs", one.text, "title", 0, len(printed), printed, reason, None)
