"""The forms of document numbers: how print sets them, and the record that one makes.

The normalised form keeps what tells the kinds apart: `series〔year〕N号`, `series+year年第N号`, `series第N号`.
"""

import re

from policies.grammar.numerals import half_width, parse_chinese
from policies.reading.records import NumberRecord

OPENING = "〔[［(（【〈﹝「〖〘{｛<＜"
CLOSING = "〕]］)）】〉﹞」〗〙}｝>＞"
# Brackets that print mixes without harm: width and the look-alikes of 〔〕 count as one family.
_FAMILIES = ("〔﹝〘", "[［", "(（", "【〖", "〈<＜", "「", "{｛")
_CLOSING_FAMILIES = ("〕﹞〙", "]］", ")）", "】〗", "〉>＞", "」", "}｝")

SPACE = r"[ \t\r\n\u3000\u00a0]{0,8}"
DIGIT = "[0-9０-９]"
_CHINESE_DIGITS = "[一二三四五六七八九十百千零〇○]"
_YEAR = rf"(?:{DIGIT}(?:{SPACE}{DIGIT}){{3}}|[一二][一二三四五六七八九〇○零]{{3}}|{DIGIT}{{2}})"
SERIAL = rf"(?:{DIGIT}(?:{SPACE}{DIGIT}){{0,5}}|{_CHINESE_DIGITS}{{1,8}})"
OPEN, CLOSE = f"[{re.escape(OPENING)}]", f"[{re.escape(CLOSING)}]"
_WORDS = "令|公告|通告|公报|命令|决议|议案|建议|提案"

BRACKETED = re.compile(
    rf"(?P<open>{OPEN}){SPACE}(?P<year>{_YEAR}){SPACE}年?{SPACE}(?P<close>{CLOSE}){SPACE}字?{SPACE}第?{SPACE}"
    rf"(?P<serial>{SERIAL})(?P<branch>(?:{SPACE}[-－—]{SPACE}{DIGIT}{{1,3}})?){SPACE}(?P<end>号(?:之[一二三四五六七八九十])?)?"
)
AFTER_WORD = re.compile(
    rf"(?P<word>{_WORDS}){SPACE}{OPEN}?{SPACE}(?:(?P<year>{_YEAR}){SPACE}年{SPACE})?第?{SPACE}(?P<serial>{SERIAL}){SPACE}号{SPACE}{CLOSE}?"
)
BEFORE_WORD = re.compile(
    rf"(?:(?P<year>{_YEAR}){SPACE}年{SPACE})?第{SPACE}(?P<serial>{SERIAL}){SPACE}号{SPACE}(?P<word>令|公告|通告)"
)
YEAR_FIRST = re.compile(
    rf"(?P<open>{OPEN}){SPACE}(?P<year>{_YEAR}){SPACE}年?{SPACE}(?P<close>{CLOSE}){SPACE}"
    rf"(?P<series>[\u4e00-\u9fff]{{1,8}}[发函字办令电复批规]){SPACE}字?第?{SPACE}(?P<serial>{SERIAL}){SPACE}号"
)
HALF_BRACKETED = re.compile(
    rf"(?P<series>[\u4e00-\u9fff]{{2,20}})(?:{OPEN}(?P<a>{DIGIT}{{4}})|(?P<b>{DIGIT}{{4}}){CLOSE})第?(?P<serial>{DIGIT}{{1,5}})号"
)
BARE = re.compile(rf"(?:(?P<year>{_YEAR}){SPACE}年{SPACE})?第{SPACE}(?P<serial>{SERIAL}){SPACE}号")
_LABEL = re.compile(r"^(?:发文字号|发文号|文件编号|文号|字号|编号)[ \t\u3000]*[:：]?")


def make_record(
    printed: str, series: str, year: str | None, serial: str, *, bracketed: bool, branch: str = ""
) -> NumberRecord:
    """The record of what a form's groups hold. `branch` stands behind the serial: the 1 of 29-1号."""
    name = narrowed(series)
    year_value, serial_value = _year(year), _integer(serial)
    tail = "-" + narrowed(branch).lstrip("-－—") if branch else ""
    return NumberRecord(
        printed.strip(),
        normal_form(name, year_value, serial_value, bracketed=bracketed, tail=tail),
        name,
        year_value,
        serial_value,
    )


def normal_form(series: str, year: int | None, serial: int | None, *, bracketed: bool, tail: str = "") -> str:
    """The one way in which a number is written here."""
    if year is None:
        return f"{series}第{serial}号"
    if bracketed:
        return f"{series}〔{year}〕{serial}{tail}号"
    return f"{series}{year}年第{serial}号"


def unwrapped(text: str) -> str:
    """A number without the label before it and the brackets around it."""
    stripped = _LABEL.sub("", text.strip()).strip()
    if len(stripped) > 2 and stripped[0] in OPENING and stripped[-1] in CLOSING and "号" in stripped[-4:-1]:
        stripped = stripped[1:-1].strip()
    return stripped


def is_series(series: str) -> bool:
    """Whether a text without white space can be what a number counts: 安政发, 安澜市人民政府令."""
    return bool(re.fullmatch(r"[\u3400-\u9fffA-Za-z]{2,40}|令|公告|通告", series))


def are_mixed(opening: str, closing: str) -> bool:
    """Whether two brackets are of different kinds."""
    family = next((i for i, characters in enumerate(_FAMILIES) if opening in characters), -1)
    return closing not in _CLOSING_FAMILIES[family]


def narrowed(text: str) -> str:
    """Figures and letters in half width, without white space."""
    return "".join(half_width(text).split())


def _integer(printed: str) -> int | None:
    plain = narrowed(printed)
    return int(plain) if plain.isdigit() and plain.isascii() else parse_chinese(plain)


def _year(printed: str | None) -> int | None:
    value = _integer(printed) if printed else None
    if value is None or value >= 100:
        return value
    return 1900 + value if value >= 49 else 2000 + value
