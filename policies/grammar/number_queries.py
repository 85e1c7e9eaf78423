"""Turns what a person types for a document number into a record: without 号, with hyphens for brackets, in part."""

import re

from policies.grammar.number_forms import (
    BRACKETED,
    CLOSE,
    DIGIT,
    OPEN,
    SERIAL,
    SPACE,
    is_series,
    make_record,
    narrowed,
    unwrapped,
)
from policies.grammar.numbers import parse_number
from policies.grammar.numerals import half_width
from policies.reading.records import NumberRecord

_LOOSE = re.compile(
    rf"(?P<series>[\u4e00-\u9fff]{{1,40}}?){SPACE}(?:第{SPACE})?(?P<year>(?:19|20){DIGIT}{{2}}){SPACE}"
    rf"(?:[-－—–/年.．·]|(?<=[\d０-９])(?=[\s第])){SPACE}第?{SPACE}(?P<serial>{DIGIT}{{1,5}}){SPACE}号?"
)
_PART = re.compile(
    rf"{OPEN}?{SPACE}(?P<year>(?:19|20){DIGIT}{{2}}){SPACE}{CLOSE}?{SPACE}第?{SPACE}(?P<serial>{DIGIT}{{1,5}}){SPACE}号"
)


def parse_query(text: str) -> NumberRecord | None:
    """Any way a person types a number: without 号, with hyphens or spaces for brackets, 29号, 〔2022〕29号. None for anything else.

    What was not typed is empty: series '' or year None.
    """
    typed = re.sub(r"(?<=号)\s*(?:文件|文)$", "", text.strip())
    record = parse_number(typed)
    if record:
        return record
    compact = half_width(unwrapped(typed)).strip()
    squeezed = narrowed(compact)
    bracketed = BRACKETED.fullmatch(squeezed)
    if bracketed:
        return make_record(text, "", bracketed["year"], bracketed["serial"], bracketed=True)
    open_ended = BRACKETED.search(squeezed)
    if open_ended and open_ended.end() == len(squeezed) and is_series(squeezed[: open_ended.start()]):
        return make_record(
            text, squeezed[: open_ended.start()], open_ended["year"], open_ended["serial"], bracketed=True
        )
    loose = _LOOSE.fullmatch(compact)
    if loose and is_series(loose["series"]):
        bracketed_kind = not loose["series"].endswith(("令", "公告", "通告"))
        return make_record(text, loose["series"], loose["year"], loose["serial"], bracketed=bracketed_kind)
    return _short_query(text, squeezed)


def _short_query(text: str, squeezed: str) -> NumberRecord | None:
    word = re.fullmatch(rf"(?P<series>[\u4e00-\u9fff]{{0,30}}(?:令|公告|通告))(?P<serial>{SERIAL})号?", squeezed)
    if word:
        return make_record(text, word["series"], None, word["serial"], bracketed=False)
    plain = re.fullmatch(
        rf"(?P<series>[\u4e00-\u9fff]{{2,12}}[发函字办电复批规任])(?P<serial>{DIGIT}{{1,5}})号", squeezed
    )
    if plain:
        return make_record(text, plain["series"], None, plain["serial"], bracketed=False)
    part = _PART.fullmatch(squeezed) or re.fullmatch(rf"(?P<year>)第?(?P<serial>{DIGIT}{{1,5}})号", squeezed)
    return make_record(text, "", part["year"] or None, part["serial"], bracketed=bool(part["year"])) if part else None
