"""Turns an issue's record into what its contents, heads, signatures and texts say differently of one document."""

import re
from collections.abc import Iterator, Sequence

from gazette.reading.checks import printed_names, same_title
from gazette.reading.records import ContentsRecord, DisagreementRecord, IssueRecord, SaidRecord
from policies.grammar.dates import find_dates
from policies.grammar.numbers import find_numbers, number_key
from policies.grammar.organs import is_organ, issuers_from_signature, issuers_from_title
from policies.reading.records import DocumentRecord, NumberRecord
from policies.reading.signs import alike
from policies.reading.title_forms import bare

# What a 代字 ends in behind the issuer's short name: 发 of 安政发, 函 of 安政办函, 规 of 安水规.
_SERIES_ENDS = re.compile(r"(?:[发函规字任通电告复议报公令办人]|联)+$")
_OWN_NUMBER = re.compile(
    r"^[（(]?\s*(?P<number>\S{2,12}[〔\[【（(]\d{4}[〕\]】）)]\s*\d{1,4}\s*号)\s*(?:文件)?(?:附件\d*|印发|公布|发布)?\s*[）)]?$"
)
_BYLINE = re.compile(r"^[（(].{0,120}[）)]$")
_FIRST = 3  # provisions of a text that may still speak of the document itself


def find_disagreements(record: IssueRecord) -> tuple[DisagreementRecord, ...]:
    """Document by document: title, number, issuer, date. Each gives all that was said, the document's own word first."""
    entries: dict[int, list[tuple[int, ContentsRecord]]] = {}
    for n, entry in enumerate(record.contents, 1):
        for position in entry.documents:
            entries.setdefault(position, []).append((n, entry))
    found: list[DisagreementRecord] = []
    for n, document in enumerate(record.documents, 1):
        listed = entries.get(n, [])
        for field, said in (
            ("title", _title(n, document, listed)),
            ("number", _number(n, document, listed)),
            ("issuer", _issuer(n, document)),
            ("date", _date(n, document, record)),
        ):
            found += [DisagreementRecord(n, field, tuple(said))] if len(said) > 1 else []
    return tuple(found)


def _title(n: int, document: DocumentRecord, listed: Sequence[tuple[int, ContentsRecord]]) -> list[SaidRecord]:
    names = list(printed_names(document))
    other = [
        SaidRecord("contents", entry.title, f"contents/{at}")
        for at, entry in listed
        if not any(same_title(title, name) for title in (entry.title, bare(entry.title)) for name in names)
    ]
    return [SaidRecord("head", document.title, f"documents/{n}/title"), *other]


def _number(n: int, document: DocumentRecord, listed: Sequence[tuple[int, ContentsRecord]]) -> list[SaidRecord]:
    """A contents line that stands for several documents names one of their numbers at most."""
    own = {number_key(one) for one in document.numbers}
    said = [
        SaidRecord("head", one.normalised, f"documents/{n}/numbers/{at}") for at, one in enumerate(document.numbers, 1)
    ]
    if not own:
        return []
    for at, entry in listed:
        named = [match.record for match in find_numbers(entry.title) if not _quoted(entry.title, match.start)]
        if len(entry.documents) == 1 and named and not any(number_key(one) in own for one in named):
            said += [SaidRecord("contents", named[0].normalised, f"contents/{at}")]
    said += [
        SaidRecord("text", number.normalised, f"documents/{n}/{eid}")
        for eid, number in _numbers_in_text(document)
        if number_key(number) not in own and number.series in {one.series for one in document.numbers}
    ]
    return said if len(said) > len(document.numbers) else []


def _quoted(title: str, at: int) -> bool:
    """Within 《》 a number is that of a document spoken of."""
    return title.count("《", 0, at) > title.count("》", 0, at)


def _numbers_in_text(document: DocumentRecord) -> Iterator[tuple[str, NumberRecord]]:
    """Numbers that stand alone at the opening of what a letter issues: （安政发〔2024〕7号印发）."""
    for text in document.texts[1:]:
        for provision in text.provisions[:_FIRST]:
            match = _OWN_NUMBER.match((provision.heading + provision.text).strip())
            for one in find_numbers(match["number"]) if match else ():
                yield provision.eid, one.record


def _issuer(n: int, document: DocumentRecord) -> list[SaidRecord]:
    """The title's issuers against the signature's, and each number's series against both."""
    titled = issuers_from_title(document.title)
    signed = tuple(name for name in issuers_from_signature(document.signed_by) if is_organ(name))
    said = []
    if titled and signed and {*map(alike, titled)} != {*map(alike, signed)}:
        said += [SaidRecord("title", "、".join(titled), f"documents/{n}/title")]
        said += [SaidRecord("signature", "、".join(signed), f"documents/{n}/signed_by")]
    names = "".join(titled or signed)
    for at, number in enumerate(document.numbers, 1):
        if names and not _abbreviates(number.series, names):
            where, path = ("title", "title") if titled else ("signature", "signed_by")
            said = said or [SaidRecord(where, "、".join(titled or signed), f"documents/{n}/{path}")]
            said += [SaidRecord("series", number.normalised, f"documents/{n}/numbers/{at}")]
    return said


def _abbreviates(series: str, names: str) -> bool:
    """安政办 stands for 安澜市人民政府办公室: its characters come in this order in the issuers' names, whole names too."""
    short = _SERIES_ENDS.sub("", alike(series))
    if len(short) < 2 or not re.fullmatch(r"[\u4e00-\u9fff]+", short):
        return True
    rest = iter(names)
    return short in names or names in short or all(one in rest for one in short)


def _date(n: int, document: DocumentRecord, record: IssueRecord) -> list[SaidRecord]:
    """The signed day against the number's year, a day printed under the title, and the day the issue was printed."""
    signed = document.issued_on
    if signed is None:
        return []
    said = [SaidRecord("signature", signed.isoformat(), f"documents/{n}/issued_on")]
    for at, number in enumerate(document.numbers, 1):
        if number.year and number.year != signed.year:
            said.append(SaidRecord("head", number.normalised, f"documents/{n}/numbers/{at}"))
    for provision in document.texts[0].provisions[:1] if document.texts else ():
        days = [match.on for match in find_dates(provision.text)] if _BYLINE.match(provision.text) else []
        if days and days[0] and "修" not in provision.text and days[0] > signed:
            said.append(SaidRecord("byline", days[0].isoformat(), f"documents/{n}/{provision.eid}"))
    printed = record.masthead.published_on
    if printed and signed > printed:
        said.append(SaidRecord("print", printed.isoformat(), "masthead/published_on"))
    return said
