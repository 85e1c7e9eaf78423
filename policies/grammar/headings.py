"""Turns the opening of a printed paragraph into its marker and run-in heading: 一、（一）1.（1）①, 1.2.3, 第三章, 第七条之一, ——.

Ranks order the systems from the outside in; a paragraph's level is the number of different ranks open above it.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from policies.grammar.numerals import parse_numeral

_WIDE = str.maketrans("０１２３４５６７８９．（）", "0123456789.()")
_HAN = "[一二三四五六七八九十百千〇○零廿两]{1,7}"
_GAP = "[ \t\u3000\u00a0]"


class MarkerKind(StrEnum):
    PART = "part"  # 编, 分编, 篇
    CHAPTER = "chapter"  # 章
    SECTION = "section"  # 节
    ARTICLE = "article"  # 条
    HAN = "han"  # 一、
    HAN_BRACKET = "han_bracket"  # （一）
    DECIMAL = "decimal"  # 1  1.1  1.1.1 of plans numbered throughout
    ARABIC = "arabic"  # 1.  1、
    ARABIC_BRACKET = "arabic_bracket"  # （1） 1）
    CIRCLED = "circled"  # ①
    LETTER = "letter"  # A. a)
    WORD = "word"  # 一是
    DASH = "dash"  # ——  •  -


RANKS = {kind: rank for rank, kind in enumerate(MarkerKind)}


@dataclass(frozen=True, slots=True)
class Marker:
    """`printed` as it stands, `number` its value (None for a dash), `branch` of 第七条之一, `depth` of 1.2.3, `end` where the text begins."""

    kind: MarkerKind
    printed: str
    number: int | None
    end: int
    depth: int = 1
    branch: int = 0

    @property
    def rank(self) -> float:
        return RANKS[self.kind] + (self.depth - 1) / 10


@dataclass(frozen=True, slots=True)
class Heading:
    """A paragraph taken apart: `marker` may be None; `heading` is what it opens with as a title, `text` what runs on.

    Nothing printed is lost: the stop behind a run-in heading opens `text`.
    """

    marker: Marker | None
    heading: str
    text: str


_DIVISION = re.compile(
    rf"^{_GAP}*第{_GAP}*(?P<number>{_HAN}|\d{{1,4}}){_GAP}*(?P<word>分编|编|篇|章|节|[条條])(?P<branch>之{_GAP}*[一二三四五六七八九十]{{1,3}})?"
    rf"(?P<end>{_GAP}+|(?=[\u3010【\[（(〔])|(?=[^\s的规第、，和及至到所之]))"
)
_DIVISION_KINDS = {
    "编": MarkerKind.PART, "分编": MarkerKind.PART, "篇": MarkerKind.PART,
    "章": MarkerKind.CHAPTER, "节": MarkerKind.SECTION, "条": MarkerKind.ARTICLE, "條": MarkerKind.ARTICLE,
}  # fmt: skip
_HAN_COMMA = re.compile(rf"^{_GAP}*(?P<number>{_HAN}){_GAP}*[、．.]{_GAP}*(?=\S|$)")
_HAN_BRACKET = re.compile(rf"^{_GAP}*[（(〔]{_GAP}*(?P<number>{_HAN}){_GAP}*[）)〕]{_GAP}*[、.．]?{_GAP}*(?=\S|$)")
_DECIMAL = re.compile(
    rf"^{_GAP}*(?P<number>\d{{1,2}}(?:[.．]\d{{1,2}}){{1,4}})(?P<end>[.．、]?{_GAP}+|[.．]?(?=[\u4e00-\u9fff《“]))(?!年|月|日|万|亿|%|％|个|倍|米|公|元|级|千|吨|亩|百|小时|天|℃)"
)
_DECIMAL_TOP = re.compile(
    rf"^{_GAP}*(?P<number>\d{{1,2}}){_GAP}+(?=[\u4e00-\u9fff“《])(?!年|月|日|万|亿|个|倍|名|家|次|项|亩|件|条|种|户|人|级|处|所|座|辆|天|小时|分|米|公里|元|周|岁|台|套|号|张|期|层|栋|批|千|吨|床|届|款|点)"
)
_ARABIC = re.compile(
    rf"^{_GAP}*(?P<number>\d{{1,3}}){_GAP}*(?:[.．、](?!\d)|[.．、](?=(?:19|20)\d{{2}}{_GAP}*年)){_GAP}*(?=[^\s。，,]|$)"
)
_ARABIC_BRACKET = re.compile(
    rf"^{_GAP}*(?:[（(]{_GAP}*(?P<number>\d{{1,2}}){_GAP}*[）)]|(?P<half>\d{{1,2}})[）)]){_GAP}*[、.．]?{_GAP}*(?=\S|$)"
)
_CIRCLED_MARK = re.compile(rf"^{_GAP}*(?P<number>[\u2460-\u2487\u3220-\u3229\u2776-\u277f]){_GAP}*[、.．]?{_GAP}*")
_LETTER = re.compile(rf"^{_GAP}*(?:[（(](?P<a>[A-Za-z])[）)]|(?P<b>[A-Za-z])[.．、）)]){_GAP}*(?=[\u4e00-\u9fff《“])")
_DASH = re.compile(
    rf"^{_GAP}*(?P<mark>[—－–─]{{2,3}}|[—－–─](?!\s*\d)|[•·●○■□◆◇▲△★☆※►▶➢✓]|[-*+]{_GAP}+(?=[\u4e00-\u9fff“《〔（]))(?:{_GAP}*)(?=\S)"
)
_TERMINAL = "。！？!?；;"
_RUN_IN = re.compile(r"^(?P<heading>[^。！？!?；;：:\n]{2,60}?)(?P<stop>[。！])(?P<text>.*)$", re.DOTALL)
_STATES = re.compile(
    r"(?<![主重需必首为扼摘纲])要(?![素求点件闻务地道领义害])|应当|必须|不得|是指|适用于|有权|予以|可以|[^不]由.{2,20}负责|[^不]由.{2,12}(?:启动|承担|组织|确定)"
)
_TITLED_ARTICLE = re.compile(
    rf"^{_GAP}*(?:【(?P<a>[^】]{{2,30}})】|（(?P<b>[^（）]{{2,20}})）|〔(?P<c>[^〕]{{2,20}})〕|\[(?P<d>[^\]]{{2,20}})\]){_GAP}*"
)


def parse_marker(text: str) -> Marker | None:
    """The marker a paragraph opens with. 1.2 年, 2022 年 and 3：1 are figures, not markers."""
    plain = text.translate(_WIDE)
    division = _DIVISION.match(plain)
    if division:
        branch = parse_numeral(division["branch"][1:]) or 0 if division["branch"] else 0
        return _made(_DIVISION_KINDS[division["word"]], text, division, branch=branch)
    for kind, pattern in _PATTERNS:
        match = pattern.match(plain)
        if match:
            return _made(kind, text, match)
    return None


_PATTERNS = (
    (MarkerKind.HAN, _HAN_COMMA),
    (MarkerKind.HAN_BRACKET, _HAN_BRACKET),
    (MarkerKind.ARABIC_BRACKET, _ARABIC_BRACKET),
    (MarkerKind.DECIMAL, _DECIMAL),
    (MarkerKind.ARABIC, _ARABIC),
    (MarkerKind.DECIMAL, _DECIMAL_TOP),
    (MarkerKind.CIRCLED, _CIRCLED_MARK),
    (MarkerKind.LETTER, _LETTER),
    (MarkerKind.DASH, _DASH),
)


def _made(kind: MarkerKind, text: str, match: re.Match[str], *, branch: int = 0) -> Marker | None:
    printed = text[: match.end()].strip(" \t\u3000\u00a0")
    groups = match.groupdict()
    depth = 1
    number: int | None
    if kind is MarkerKind.DECIMAL:
        parts = re.split(r"[.．]", groups["number"])
        number, depth = int(parts[-1]), len(parts)
    elif kind is MarkerKind.CIRCLED:
        number = parse_numeral(groups["number"])
    elif kind is MarkerKind.LETTER:
        number = ord((groups["a"] or groups["b"]).lower()) - ord("a") + 1
    elif kind is MarkerKind.DASH:
        number = None
    else:
        number = parse_numeral(groups.get("number") or groups.get("half") or "")
        if number is None:
            return None
    return Marker(kind, printed, number, match.end(), depth, branch)


def split_heading(text: str) -> Heading:
    """A whole paragraph's marker, heading and text.

    Without closing punctuation all that follows the marker is a heading. With it, a first sentence that other sentences follow
    is a run-in heading when it is short; a paragraph of one sentence is text. Dashes and articles have no run-in headings.
    """
    marker = parse_marker(text)
    if marker is None:
        return Heading(None, "", text.strip())
    rest = text[marker.end :].strip()
    if marker.kind is MarkerKind.ARTICLE:
        return _article(marker, rest)
    if marker.kind in (MarkerKind.PART, MarkerKind.CHAPTER, MarkerKind.SECTION):
        return Heading(marker, rest, "")
    if marker.kind is MarkerKind.DASH:
        return Heading(marker, "", rest)
    if _is_heading_alone(rest):
        return Heading(marker, rest, "")
    run_in = _RUN_IN.match(rest)
    if run_in and run_in["text"].strip() and is_title_like(run_in["heading"]):
        return Heading(marker, run_in["heading"], rest[run_in.end("heading") :])
    return Heading(marker, "", rest)


def _article(marker: Marker, rest: str) -> Heading:
    titled = _TITLED_ARTICLE.match(rest)
    if titled and rest[titled.end() :]:
        return Heading(marker, next(group for group in titled.groups() if group), rest[titled.end() :])
    return Heading(marker, "", rest)


def _is_heading_alone(rest: str) -> bool:
    """What follows a marker is a heading: open-ended, no sentence inside, not the name of another text in a list."""
    inside = any(stop in rest for stop in _TERMINAL)
    return (
        bool(rest)
        and is_open_ended(rest)
        and len(rest) <= 80
        and not inside
        and not re.match(r"《[^》]*》[（(]?", rest)
    )


def is_open_ended(text: str) -> bool:
    """Ends as a title does: without a full stop, comma or colon."""
    return text.rstrip()[-1:] not in _TERMINAL + "，,：:、"


def is_title_like(text: str) -> bool:
    """Short, balanced, and not a whole statement: at most 36 characters, three clauses, and nothing that obliges or defines."""
    if len(text) > 36 or text.count("，") + text.count(",") > 2 or _STATES.search(text):
        return False
    return all(text.count(a) == text.count(b) for a, b in ("（）", "《》", "“”", "()"))
