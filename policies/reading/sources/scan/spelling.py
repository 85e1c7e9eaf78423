"""Mends what recognition of Chinese print mistakes by habit. Every rule reads the form around a sign; each keeps the length."""

import re

from policies.reading.signs import is_han

_HAN = "\u4e00-\u9fff"
_WIDE = f"{_HAN}，。、；：？！（）《》〈〉“”‘’〔〕…—"
_NUMERALS = "一二三四五六七八九十百零〇"
_FULL = str.maketrans(",:;?!()", "，：；？！（）")
_NARROW = str.maketrans("０１２３４５６７８９％．＋－／", "0123456789%.+-/")
_OPEN, _CLOSE = re.escape("[［【〔「『{"), re.escape("]］】〕」』}")

_YEAR = re.compile(
    rf"(?<=[{_HAN}])(?:[{_OPEN}]((?:19|20)\d\d)[{_CLOSE})）]?|[(（]((?:19|20)\d\d)[{_CLOSE}])(?=第?\d|第?$)"
)
_DASH = re.compile(r"(?<=\d)一(?=\d)|(?<=[\d年月日%])[一\-－–](?=(?:19|20)\d\d(?!\d)|\d{1,4}[年月日])")
_LONG_DASH = re.compile(rf"(?<=[{_HAN}”》）])[一\-－–—]{{2}}(?=[{_HAN}“《（])")
_NOUGHT = re.compile(rf"(?<=[{_NUMERALS}])[oO0○◯〇口](?=[{_NUMERALS}○oO0年])|(?<=二)[oO0○◯](?=[{_NUMERALS}oO0○])")
_SIGN = re.compile(rf"(?<=[{_WIDE}])[,:;?!]|[,;?!](?=[{_HAN}])|[:](?=[{_HAN}《“（])")
_ONE = re.compile(rf"(?:(?<=[{_HAN}，。、；：（“])|^)-(?=[{_HAN}])")
_TITLE = re.compile(r"<(?=[^<>]{1,80}[>〉])|<(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff）])>")
_LEADERS = re.compile(r"(?<=[^\d\s.])[·‧•.…]{1,}$")
_PAGE = re.compile(r"^[\-一—－–]{1,2}(\s*\d{1,4}\s*)[\-一—－–]{1,2}$")


def mended(text: str) -> str:
    """The text as it was printed in all likelihood; lines of a page number may lose a sign, others keep their length."""
    text = _PAGE.sub(r"—\1—", text.translate(_NARROW))
    text = _YEAR.sub(_year, text)
    text = _DASH.sub("—", text)
    text = _ONE.sub("一", text)
    text = _TITLE.sub(lambda match: "〈" if match.group() == "<" else "〉", text)
    text = _LEADERS.sub(lambda match: "…" * len(match.group()), text)
    text = _LONG_DASH.sub("——", text)
    text = _NOUGHT.sub("〇", text)
    text = _SIGN.sub(lambda match: match.group().translate(_FULL), text)
    text = _brackets(text)
    return _quotes(text)


def _year(match: re.Match[str]) -> str:
    """The year of a document number in its tortoise shells; a lost one is not made up."""
    text = match.group()
    year = match[1] or match[2]
    return f"〔{year}〕" if len(text) == len(year) + 2 else text


def _brackets(text: str) -> str:
    """Round brackets as wide as what they hold: with Han characters inside or beside them, full."""
    signs = list(text)
    open_at: list[int] = []
    for index, sign in enumerate(text):
        if sign in "(（":
            open_at.append(index)
        elif sign in ")）" and open_at:
            _paired(signs, open_at.pop(), index)
        elif sign == ")" and is_han(text[index - 1 : index]):
            signs[index] = "）"
    for index in open_at:
        if is_han(text[index + 1 : index + 2]):
            signs[index] = "（"
    return "".join(signs)


def _paired(signs: list[str], first: int, last: int) -> None:
    around = signs[max(0, first - 1) : last + 2]
    if any(map(is_han, around)):
        signs[first], signs[last] = "（", "）"


def _quotes(text: str) -> str:
    """Straight quotation marks around Han characters become curved ones, in turns."""
    if '"' not in text or not re.search(rf"[{_HAN}]", text):
        return text
    opens = text.count("“") <= text.count("”")
    signs = []
    for sign in text:
        signs.append(("“" if opens else "”") if sign == '"' else sign)
        opens = not opens if sign == '"' else opens if sign not in "“”" else sign == "”"
    return "".join(signs)
