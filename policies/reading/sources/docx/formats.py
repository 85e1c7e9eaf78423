"""Turns a counter into its printed numeral, by the name of its number format."""

from policies.grammar.numerals import chinese, circled, roman, year_digits

_FINANCIAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_COUNTING = {
    "chineseCounting",
    "chineseCountingThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "japaneseCounting",
    "koreanCounting",
}
_DIGITAL = {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2"}
_CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
# Format, first code point of its run, and the run's length.
_RUNS = {
    "decimalEnclosedFullstop": (0x2488, 20),
    "decimalEnclosedParen": (0x2474, 20),
    "ideographEnclosedCircle": (0x3280, 10),
}


def numeral(value: int, form: str) -> str:
    """`value` from 0 as Word prints it in the format `form`; an unknown format prints figures."""
    if form in ("none", "bullet"):
        return ""
    if value < 0:
        return str(value)
    if form in _COUNTING:
        return chinese(value) if value < 10**8 else str(value)
    if form in ("chineseLegalSimplified", "ideographLegalTraditional"):
        return chinese(value).translate(_FINANCIAL) if value < 10**8 else str(value)
    if form in _DIGITAL:
        return year_digits(value)
    if form in _CIRCLED:
        return circled(value) if value <= 50 else str(value)
    return _enclosed(value, form) or _lettered(value, form) or _plain(value, form)


def _enclosed(value: int, form: str) -> str:
    first, length = _RUNS.get(form, (0, 0))
    return chr(first + value - 1) if 0 < value <= length else ""


def _lettered(value: int, form: str) -> str:
    if value == 0:
        return ""
    if form in ("upperRoman", "lowerRoman") and value < 4000:
        return roman(value) if form == "upperRoman" else roman(value).lower()
    if form in ("upperLetter", "lowerLetter"):
        times, place = divmod(value - 1, 26)
        return chr((65 if form == "upperLetter" else 97) + place) * min(times + 1, 30)
    if form == "ideographTraditional":
        return _STEMS[(value - 1) % 10]
    return _BRANCHES[(value - 1) % 12] if form == "ideographZodiac" else ""


def _plain(value: int, form: str) -> str:
    if form == "decimalZero":
        return f"{value:02d}"
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return str(value).translate(_WIDE)
    return f"- {value} -" if form == "numberInDash" else str(value)
