"""Turns what a person typed into what is looked for: a document number, quoted phrases, words, or a pasted fragment."""

import re
from dataclasses import dataclass, field

import rjieba

from policies.grammar.number_queries import parse_query
from policies.grammar.numbers import find_numbers
from policies.reading.records import NumberRecord
from policies.search.characters import fold, squeeze
from policies.search.questions import content_words, without_question
from policies.search.vectors import MAX_WORD, number_words

MAX_LENGTH = 300
MAX_TERMS = 24
SHORT = 8
_QUOTED = re.compile(r"[\"“”「『]([^\"“”「」『』]{2,})[\"“”」』]")
# 市政府 is what everybody says and 市人民政府 what print says: both hold 政府.
_GOVERNMENT = re.compile("[省市县区州乡镇]政府")
_WORD = re.compile(r"[0-9a-z\u3400-\u9fff\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Query:
    """`number`: the whole text is one. `terms`: words that must all be there. `phrases`: quoted, must stand so.
    `fragment`: the whole text squeezed, which is looked for as it is beside the words; '' where that makes no sense."""

    text: str
    number: NumberRecord | None = None
    terms: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    fragment: str = ""
    marks: tuple[str, ...] = field(default=())  # what is marked in the hits

    def __bool__(self) -> bool:
        return bool(self.number or self.terms or self.numbers or self.phrases or self.fragment)

    @property
    def is_one_word(self) -> bool:
        """The whole text is one word: what holds it as it stands, inside a longer word or not, is all there is to find."""
        return self.terms == (self.fragment,) and not self.numbers

    @property
    def exact(self) -> bool:
        """A number or a quotation is asked for as it stands: nothing that is merely like it is an answer."""
        return bool(self.number or self.numbers or self.phrases)


def parse(text: str) -> Query:
    """Any text; one without a letter, digit or Han character gives an empty query."""
    text = " ".join(text.replace("\0", " ").split())[:MAX_LENGTH]
    number = parse_query(text)
    if number:
        return Query(text, number=number, marks=tuple(dict.fromkeys([number.printed, *number_words(number)])))
    rest, numbers = _without_numbers(text)
    phrases = _whole_quotation(rest)
    if phrases:
        return Query(text, numbers=numbers, phrases=phrases, marks=phrases)
    terms = tuple(dict.fromkeys(_terms(rest)))[:MAX_TERMS]
    fragment = "" if _are_separate(text) else squeeze(text)
    marks = tuple(dict.fromkeys([*sorted(terms, key=len, reverse=True), *numbers]))
    return Query(
        text, terms=terms, numbers=numbers, fragment=fragment if len(fragment) > 1 or not terms else "", marks=marks
    )


def _are_separate(text: str) -> bool:
    """Short words with spaces between them are meant apart; a pasted line has spaces only where print broke it."""
    words = text.split()
    return len(words) > 1 and all(len(word) <= SHORT and _WORD.search(fold(word)) for word in words)


def _without_numbers(text: str) -> tuple[str, tuple[str, ...]]:
    found = find_numbers(text)
    for match in reversed(found):
        text = f"{text[: match.start]} {text[match.end :]}"
    return text, tuple(dict.fromkeys(match.record.normalised for match in found))


def _whole_quotation(text: str) -> tuple[str, ...]:
    """Quotation marks ask for the words as they stand only where nothing but spaces is outside them."""
    phrases = tuple(squeeze(match) for match in _QUOTED.findall(text))
    outside = squeeze(_QUOTED.sub(" ", text))
    return tuple(phrase for phrase in phrases if phrase) if not outside else ()


def _terms(text: str) -> list[str]:
    text = _GOVERNMENT.sub(" 政府 ", text)
    words = [word for word in rjieba.cut(fold(without_question(text))) if _WORD.search(word)]
    return [word[:MAX_WORD] for word in content_words(words)]
