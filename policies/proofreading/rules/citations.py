"""引用: a document that is cited as if it held, and was repealed before."""

from collections.abc import Iterator

from policies.grammar.citations import CitationMatch, find_citations, title_context
from policies.grammar.numbers import find_numbers
from policies.grammar.said import Said, said
from policies.proofreading.context import Repealed
from policies.proofreading.manuscript import Manuscript
from policies.proofreading.remarks import Kind, Remark
from policies.reading.records import CitationKind
from policies.reading.title_forms import canonical

KINDS = (
    Kind("cited-repealed", "所引文件已经废止或失效"),
    Kind("cited-later", "引用文号晚于本文", reader=("cited-later",)),
)
_GONE = ("废止", "失效", "停止执行", "不再执行")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Documents that themselves repeal others name what is gone on purpose."""
    repealed = {} if title_context(manuscript.tree.fields.title) is CitationKind.REPEALS else _known(manuscript)
    issued_on = manuscript.tree.fields.issued_on
    for passage in manuscript.prose:
        text = passage.text
        if repealed and ("《" in text or "号" in text) and not any(word in text for word in _GONE):
            for one in find_citations(text):
                gone = (
                    repealed.get(one.number) or repealed.get(canonical(one.title)) if one.number or one.title else None
                )
                if gone and _counts(one, gone, manuscript):
                    yield passage.remark("cited-repealed", one.start, one.end, _over(gone))
        if issued_on and "号" in text:
            for number in find_numbers(text):
                if number.record.year and number.record.year > issued_on.year:
                    reason = said("所引文号“{number}”晚于成文日期。", number=number.record.normalised)
                    yield passage.remark("cited-later", number.start, number.end, reason)


def _known(manuscript: Manuscript) -> dict[str, Repealed]:
    found: dict[str, Repealed] = {}
    for one in manuscript.context.repealed:
        found |= {name: one for name in (one.number, canonical(one.title)) if name}
    return found


def _counts(one: CitationMatch, gone: Repealed, manuscript: Manuscript) -> bool:
    by_then = gone.on is None or gone.on <= manuscript.on
    other = bool(one.number and gone.number and one.number != gone.number)  # a title that was given twice
    return by_then and not other and not one.alias and one.kind in (CitationKind.CITES, CitationKind.BASED_ON)


def _over(gone: Repealed) -> Said:
    if gone.on is None:
        return said("《{title}》已废止或失效，请核对是否应引用新的文件。", title=gone.title)
    return said("《{title}》自{day}起已废止或失效，请核对是否应引用新的文件。", title=gone.title, day=gone.on)
