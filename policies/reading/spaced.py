"""Parts a printed line into cells at its blanks, leaving alone the blanks that print sets inside a cell."""

import re

from policies.reading.signs import compact

_FIGURE = re.compile(r"^[-+−约≥≤<>≧≦＞＜]*\d[\d,，]*(?:\.\d+)?(?:%|％|‰|[万亿]?(?:元|亩|户|人|吨|个|千瓦))?$|^[-—–/]+$")
_HAN = re.compile(r"^[\u4e00-\u9fff]$")
_OPEN, _CLOSE = "（(〔[《“", "）)〕]》”"
_AFTER_NUMBER = re.compile(r"^(?:年|月|日|号|季度|万元|亿元|元|万亩|亩|公里|千米|平方米|万千瓦|万吨|吨|万人|户|%|％)")
_WIDE = re.compile(r"\s{2,}|\u3000+")


def is_figure(text: str) -> bool:
    """Whether a cell without white space is a figure or the dash that stands for none."""
    return bool(_FIGURE.match(text))


def split_cells(text: str, width: int | None = None) -> list[str]:
    """A line's cells. Wide gaps part them when they make `width` cells; otherwise every blank does that print has no other use for."""
    wide = [part for part in _WIDE.split(text.strip()) if part]
    if width is not None and len(wide) == width and width > 1:
        return [" ".join(part.split()) for part in wide]
    cells = _joined(text)
    if width is not None and len(cells) > width:
        cells = _merged(cells, width)
    return cells


def _joined(text: str) -> list[str]:
    cells: list[str] = []
    for token in text.split():
        if cells and _belongs(cells[-1], token):
            glue = "" if _HAN.match(cells[-1][-1]) and _HAN.match(token[0]) else " "
            cells[-1] += glue + token
        else:
            cells.append(token)
    return cells


def _belongs(cell: str, token: str) -> bool:
    """Whether a token goes on with the cell before it: an open bracket, a number's unit, a date, letters set apart."""
    opened = sum(cell.count(mark) for mark in _OPEN) - sum(cell.count(mark) for mark in _CLOSE)
    if opened > 0 or token[0] in "）)》”、，；。" or re.match(r"^[（(][^（()）]{1,8}[）)]$", token):
        return True
    if re.search(r"\d$", cell) and _AFTER_NUMBER.match(token):
        return True
    if re.search(r"\d\s*[年月]$", cell) and re.match(r"^\d{1,2}(?:[月日].*)?$", token):
        return True
    if re.search(r"[≥≤<>≧≦＞＜±]$", cell) or cell[-1] in "、，—" or re.search(r"^[—~至]", token):
        return True
    return bool(
        _HAN.match(cell[-1])
        and _HAN.match(token)
        and re.match(r"^(?:[\u4e00-\u9fff]\s?)+$", cell)
        and len(compact(cell)) <= 2
    )


def _merged(cells: list[str], width: int) -> list[str]:
    """Too many cells: neighbours go together where Han meets a figure or letters inside what is surely one name."""
    result = list(cells)
    while len(result) > width:
        pairs = [
            i
            for i in range(1, len(result))
            if re.search(r"[\u4e00-\u9fff]$", result[i - 1])
            and re.match(r"^[A-Za-z\d]+$", result[i])
            and i + 1 < len(result)
        ]
        place = next(
            (i for i in pairs if re.match(r"^[\u4e00-\u9fff]", result[i + 1]) and not is_figure(result[i + 1])), None
        )
        if place is None or len(result) - width < 2:
            return cells
        result[place - 1 : place + 2] = [" ".join(result[place - 1 : place + 2])]
    return result
