"""Turns numerals of every printed kind into integers and back: Chinese, circled, bracketed, dotted, roman, full-width."""

import re
import unicodedata

ZERO = "〇○零◯"
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | dict.fromkeys(ZERO, 0)
_DIGITS |= {"两": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 20, "卅": 30, "卌": 40}

CHINESE = "".join(_DIGITS) + "".join(_UNITS) + "".join(_TENS)
ROMAN_LETTERS = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_STEPS = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
# Code points of the first member of each run, the value it stands for, and the length of the run.
_RUNS = (
    (0x2460, 1, 20),  # ①
    (0x3251, 21, 15),  # ㉑
    (0x32B1, 36, 15),  # ㊱
    (0x2776, 1, 10),  # ❶
    (0x24EB, 11, 10),  # ⓫
    (0x2780, 1, 10),  # ➀
    (0x278A, 1, 10),  # ➊
    (0x24F5, 1, 10),  # ⓵
    (0x2474, 1, 20),  # ⑴
    (0x2488, 1, 20),  # ⒈
    (0x3220, 1, 10),  # ㈠
    (0x3280, 1, 10),  # ㊀
    (0x2160, 1, 12),  # Ⅰ
    (0x2170, 1, 12),  # ⅰ
)
_SYMBOLS = {chr(first + i): value + i for first, value, length in _RUNS for i in range(length)} | {"⓪": 0, "⓿": 0}
CIRCLED = "".join(character for character in _SYMBOLS if character not in "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫⅰⅱⅲⅳⅴⅵⅶⅷⅸⅹⅺⅻ")
_FULL_WIDTH = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}
_WIDE_ALPHANUMERICS = {wide: half for wide, half in _FULL_WIDTH.items() if chr(half).isalnum()}


def half_width(text: str) -> str:
    """Full-width digits and Latin letters to half width; every character keeps its place, punctuation its width."""
    return text.translate(_WIDE_ALPHANUMERICS)


def parse_chinese(text: str) -> int | None:
    """一百二十三, 二〇二二, 廿五, 两千 to an integer; None when it is no whole Chinese numeral."""
    if not text or any(character not in CHINESE + "万亿" for character in text):
        return None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            section += (digit or 1) * _UNITS[character]
            digit = 0
        elif character in _TENS:
            section += _TENS[character]
        elif character == "万":
            total += (section + digit or 1) * 10**4
            section = digit = 0
        else:
            total = (total + section + digit or 1) * 10**8
            section = digit = 0
    return total + section + digit


def chinese(value: int) -> str:
    """1 to 99,999,999 in the short form that headings use: 十一, 一百零五, 二万三千."""
    if not 0 <= value < 10**8:
        raise ValueError(f"{value} has no short Chinese form here")
    if value == 0:
        return "零"
    high, low = divmod(value, 10**4)
    text = (_section(high) + "万" if high else "") + (
        ("零" if high and low < 1000 else "") + _section(low) if low else ""
    )
    return text[1:] if text.startswith("一十") else text


def _section(value: int) -> str:
    digits = "零一二三四五六七八九"
    text = ""
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            text += digits[digit] + name
        elif text and value and not text.endswith("零"):
            text += "零"
    return text


def year_digits(year: int) -> str:
    """2022 to 二〇二二, as signatures print it."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))


def parse_roman(text: str) -> int | None:
    """ⅩⅣ, XIV, xiv to 14; None when it is no roman numeral in its canonical form."""
    plain = unicodedata.normalize("NFKC", text).upper()
    if not plain or not ROMAN_LETTERS.fullmatch(plain):
        return None
    values = [_ROMAN_VALUES[letter] for letter in plain]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def roman(value: int) -> str:
    """1 to 3999 in capital Latin letters."""
    if not 0 < value < 4000:
        raise ValueError(f"{value} has no roman form")
    text = ""
    for step, letters in _ROMAN_STEPS:
        while value >= step:
            text += letters
            value -= step
    return text


def circled(value: int) -> str:
    """0 to 50 as ⓪, ①, … ㊿."""
    if value == 0:
        return "⓪"
    for first, start, length in _RUNS[:3]:
        if start <= value < start + length:
            return chr(first + value - start)
    raise ValueError(f"{value} has no circled form")


def parse_numeral(text: str) -> int | None:
    """Any whole numeral, white space around it ignored: 12, １２, 十二, ⑫, ⒓, Ⅻ, XII."""
    plain = half_width(text.strip())
    if plain.isascii() and plain.isdigit():
        return int(plain)
    if plain in _SYMBOLS:
        return _SYMBOLS[plain]
    value = parse_chinese(plain)
    return parse_roman(plain) if value is None else value
