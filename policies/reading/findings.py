"""The kinds of findings 校对意见: one code a kind, with its Chinese name and severity, and the checks of one document by its record alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from policies.grammar.headings import Marker, MarkerKind, parse_marker
from policies.grammar.numbers import find_numbers, mixed_brackets, parse_number
from policies.grammar.said import Said, said
from policies.reading.records import (
    DocumentRecord,
    FindingRecord,
    Place,
    ProvisionKind,
    ProvisionRecord,
    Severity,
    TextRecord,
)


@dataclass(frozen=True, slots=True)
class FindingKind:
    """`name` is what an editor reads in a list; the message of a finding says the rest."""

    code: str
    name: str
    severity: Severity = Severity.WARNING


_PRINT = (
    ("sum-mismatch", "合计与各行之和不符"),
    ("row-sum-mismatch", "行内合计与分项不符"),
    ("count-mismatch", "项目个数与合计不符"),
    ("number-repeated", "编号重复"),
    ("number-skipped", "编号跳号"),
    ("group-repeats-row", "分组行与其下首行重复"),
    ("row-repeated", "整行重复"),
    ("cell-repeated", "单元格重复名称"),
    ("position-far", "坐标远离其他各行"),
    ("position-swapped", "经纬度可能互换"),
    ("position-unreadable", "坐标无法读出"),
    ("mixed-brackets", "文号括号不成对"),
    ("year-differs", "文号年份与成文日期不符"),
    ("dates-disagree", "日期前后矛盾"),
    ("cited-later", "引用文号晚于本文"),
    ("issuer-differs", "标题与落款的发文机关不一致"),
    ("appendix-missing", "附件列出但未刊登"),
    ("heading-skipped", "层次序号跳号"),
    ("heading-repeated", "层次序号重复"),
    ("document-number-repeated", "两份文件文号相同"),
    ("contents-unmatched", "目录所列未见正文"),
    ("document-unlisted", "正文未列入目录"),
    ("contents-title-differs", "目录与正文标题不一致"),
    ("contents-order", "目录次序与正文不一致"),
    ("contents-page-order", "目录页码倒退"),
    ("chronicle-order", "大事记日期倒退"),
    ("chronicle-day-unknown", "大事记日期不明"),
    ("secrecy-marked", "文件标有密级"),
    ("issued-after-print", "成文日期晚于出版日期"),
)
_RECORD = (
    ("column-lost", "表格缺列"),
    ("cells-unclear", "单元格界限不明"),
    ("cells-unreadable", "表格无法还原"),
    ("layout-rebuilt", "竖排表格已还原"),
    ("head-unclear", "表头无法还原"),
    ("issue-unnumbered", "期号或年份不明"),
    ("text-lost", "印刷文字未收录"),
    ("text-doubled", "印刷文字重复收录"),
)
_FILE = (
    # Put right by the grid's own order, no value guessed: what the print says stands in the record.
    ("columns-reordered", "表格列序已还原", Severity.WARNING),
    ("cells-shifted", "单元格移位已还原", Severity.WARNING),
    ("cells-displaced", "一列内容脱出表格已归位", Severity.WARNING),
    ("changes-accepted", "文件带有修订痕迹，已全部接受", Severity.WARNING),
    ("comment-kept", "文件中的批注", Severity.WARNING),
    ("hidden-text-dropped", "隐藏文字没有识读", Severity.WARNING),
    ("active-content-ignored", "宏或嵌入对象没有打开", Severity.WARNING),
    ("picture-unshown", "图片格式无法显示", Severity.ERROR),
    ("figure-undescribed", "图没有替代文字", Severity.WARNING),
    ("symbols-unknown", "特殊字体的符号无法识读", Severity.ERROR),
    ("recognition-doubtful", "图片文字识别把握不大", Severity.ERROR),
    ("page-unread", "图片页没有识读", Severity.ERROR),
    ("text-garbled", "文字层与所印不符", Severity.ERROR),
    ("seal-ignored", "电子签章或批注没有识读", Severity.WARNING),
)
FINDING_KINDS = {code: FindingKind(code, name) for code, name in _PRINT} | {
    code: FindingKind(code, name, Severity.ERROR) for code, name in _RECORD
}
FINDING_KINDS |= {code: FindingKind(code, name, severity) for code, name, severity in _FILE}

_NUMBERED = (
    ProvisionKind.CHAPTER,
    ProvisionKind.SECTION,
    ProvisionKind.ARTICLE,
    ProvisionKind.HEADING,
    ProvisionKind.ITEM,
)
# Below these, enumerations start anew within one parent too often for a doubt.
_STRICT = (
    MarkerKind.PART,
    MarkerKind.CHAPTER,
    MarkerKind.SECTION,
    MarkerKind.ARTICLE,
    MarkerKind.HAN,
    MarkerKind.HAN_BRACKET,
)


def finding(
    code: str, message: Said, *, path: str = "", place: Place | None = None, expected: str = "", found: str = ""
) -> FindingRecord:
    """A finding with the severity of its kind. Raises KeyError for a code that is not in the list."""
    return FindingRecord(code, FINDING_KINDS[code].severity, message, path, place, expected, found)


def lost_text(place: Place | None, missing: str) -> FindingRecord:
    """Printed characters that no record holds; `found` has them all."""
    message = said("有 {count} 个印刷字符没有收录：“{words}”。", count=len(missing), words=_shortened(missing))
    return finding("text-lost", message, place=place, found=missing)


def text_held_twice(path: str, place: Place, text: str) -> FindingRecord:
    """Characters printed once that two records hold; `path` names the second."""
    message = said("有 {count} 个印刷字符收录了两次：“{words}”。", count=len(text), words=_shortened(text))
    return finding("text-doubled", message, path=path, place=place, found=text)


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}……"


def check_document(document: DocumentRecord) -> tuple[FindingRecord, ...]:
    """What a document's record contradicts itself in; paths start at the document."""
    checks = (_years, _brackets, _days, _citations, _issuers, _appendices, _headings, _figures)
    return tuple(one for check in checks for one in check(document))


def _years(document: DocumentRecord) -> Iterator[FindingRecord]:
    if document.issued_on is None:
        return
    for number in document.numbers:
        if number.year is not None and number.year != document.issued_on.year:
            message = said(
                "文号“{number}”的年份与成文日期{day}不符。", number=number.normalised, day=document.issued_on
            )
            yield finding(
                "year-differs",
                message,
                place=document.place,
                expected=str(document.issued_on.year),
                found=str(number.year),
            )


def _brackets(document: DocumentRecord) -> Iterator[FindingRecord]:
    for number in document.numbers:
        if mixed_brackets(number.printed):
            yield finding(
                "mixed-brackets",
                said("文号“{number}”的括号不成对。", number=number.printed),
                place=document.place,
                expected=number.normalised,
                found=number.printed,
            )
    for text, provision in _provisions(document):
        for match in find_numbers(provision.marker + provision.heading + provision.text):
            if match.mixed_brackets:
                printed = match.record.printed
                message = said("文号“{number}”的括号不成对。", number=printed)
                yield finding(
                    "mixed-brackets",
                    message,
                    path=_path(text, provision),
                    place=provision.place,
                    expected=match.record.normalised,
                    found=printed,
                )


def _days(document: DocumentRecord) -> Iterator[FindingRecord]:
    if document.issued_on and document.effective_on and document.effective_on < document.issued_on:
        message = said("施行日期早于成文日期{day}。", day=document.issued_on)
        yield finding("dates-disagree", message, place=document.place, found=document.effective_on.isoformat())
    if document.effective_on and document.expires_on and document.expires_on < document.effective_on:
        yield finding(
            "dates-disagree",
            said("失效日期早于施行日期。"),
            place=document.place,
            found=document.expires_on.isoformat(),
        )


def _figures(document: DocumentRecord) -> Iterator[FindingRecord]:
    """A source never says what a picture shows: an editor does."""
    for figure in document.figures:
        message = said("第{n}幅图没有替代文字；请填写图中内容，供看不见图的人了解。", n=figure.n)
        if figure.caption:
            message = said(
                "第{n}幅图“{caption}”没有替代文字；请填写图中内容，供看不见图的人了解。",
                n=figure.n,
                caption=figure.caption,
            )
        yield finding("figure-undescribed", message, path=f"figures/{figure.n}", place=figure.place)


def _citations(document: DocumentRecord) -> Iterator[FindingRecord]:
    for n, citation in enumerate(document.citations, 1):
        number = parse_number(citation.number) if citation.number else None
        if document.issued_on and number and number.year and number.year > document.issued_on.year:
            message = said("所引文号“{number}”晚于成文日期{day}。", number=citation.number, day=document.issued_on)
            yield finding("cited-later", message, path=f"citations/{n}", found=citation.number)


def _issuers(document: DocumentRecord) -> Iterator[FindingRecord]:
    names = [issuer.name for issuer in document.issuers]
    signed = ["".join(line.split()) for line in document.signed_by]
    if not names or not signed or any(name in line or line in name for name in names for line in signed):
        return
    if any(line.endswith(("政府", "办公室", "办公厅", "委员会", "局", "厅", "部")) for line in signed):
        yield finding(
            "issuer-differs",
            said("落款与标题中的发文机关不一致。"),
            place=document.place,
            expected="、".join(names),
            found="、".join(signed),
        )


def _appendices(document: DocumentRecord) -> Iterator[FindingRecord]:
    for n, (before, after) in enumerate(pairwise(document.appendices), 2):
        if before.number is not None and after.number is not None and after.number != before.number + 1:
            code = "number-skipped" if after.number > before.number else "number-repeated"
            message = said("附件编号从{before}到{after}不连续。", before=before.number, after=after.number)
            yield finding(
                code,
                message,
                path=f"appendices/{n}",
                place=after.place,
                expected=str(before.number + 1),
                found=str(after.number),
            )


def _headings(document: DocumentRecord) -> Iterator[FindingRecord]:
    """Numbers that skip or repeat among siblings; articles run through the whole text, whatever chapter they stand in."""
    for text in document.texts:
        last: dict[tuple[str, MarkerKind, int], Marker] = {}
        for provision in text.provisions:
            own = provision.marker if provision.kind in _NUMBERED else ""
            marker = parse_marker(f"{own} {provision.heading or provision.text}") if own else None
            if marker is None or marker.number is None or marker.kind not in _STRICT:
                continue
            parent = "" if marker.kind is MarkerKind.ARTICLE else provision.parent
            key = (parent, marker.kind, provision.level if marker.kind is not MarkerKind.ARTICLE else 0)
            before = last.get(key)
            last[key] = marker
            if before is not None:
                yield from _step(before, marker, _path(text, provision), provision.place)


def _step(before: Marker, after: Marker, path: str, place: Place | None) -> Iterator[FindingRecord]:
    low, high = before.number or 0, after.number or 0
    follows = high == low + 1 or (high == low and after.branch == before.branch + 1)
    # A list that begins anew under the same parent is no repetition.
    if follows or (high == 1 and before.kind in (MarkerKind.HAN, MarkerKind.HAN_BRACKET)):
        return
    code = "heading-skipped" if high > low else "heading-repeated"
    message = said("“{before}”之后是“{after}”。", before=before.printed, after=after.printed)
    yield finding(code, message, path=path, place=place, expected=str(low + 1), found=after.printed)


def _provisions(document: DocumentRecord) -> Iterator[tuple[TextRecord, ProvisionRecord]]:
    return ((text, provision) for text in document.texts for provision in text.provisions)


def _path(text: TextRecord, provision: ProvisionRecord) -> str:
    return f"texts/{text.eid}/provisions/{provision.eid}"
