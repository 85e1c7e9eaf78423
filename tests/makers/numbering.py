"""Word's automatic numbering for the markers of Chinese offices: 一、 （一） 1. （1） 第一条 第一章, each list started where print starts it."""

import re
from dataclasses import dataclass

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

_DIGITS = "零一二三四五六七八九"
_CHINESE = "chineseCounting"
# form: how the marker is read, Word's format of the number, and the level's text
FORMS = {
    "chapter": (re.compile(r"第([一二三四五六七八九十]+)章[\u3000 ]*"), _CHINESE, "第%1章", "space"),
    "article": (re.compile(r"第([一二三四五六七八九十百]+)条[\u3000 ]*"), _CHINESE, "第%1条", "space"),
    "first": (re.compile(r"([一二三四五六七八九十]+)、"), _CHINESE, "%1、", "nothing"),
    "second": (re.compile(r"（([一二三四五六七八九十]+)）"), _CHINESE, "（%1）", "nothing"),
    "third": (re.compile(r"(\d+)\. ?(?!\d)"), "decimal", "%1.", "nothing"),
    "fourth": (re.compile(r"（(\d+)）"), "decimal", "（%1）", "nothing"),
}
_INNER = {
    "chapter": ("first", "second", "third", "fourth"),
    "first": ("second", "third", "fourth"),
    "second": ("third", "fourth"),
    "third": ("fourth",),
}


def value(numeral: str) -> int:
    """三十二 as 32."""
    if numeral.isdigit():
        return int(numeral)
    total, held = 0, 0
    for sign in numeral:
        if sign in "十百":
            total += (held or 1) * (10 if sign == "十" else 100)
            held = 0
        else:
            held = _DIGITS.index(sign)
    return total + held


@dataclass
class Numbering:
    """The lists of one Word file. A marker that goes on where its list stands is left to the list."""

    document: Document
    made: int = 0

    def __post_init__(self) -> None:
        self.part = self.document.part.numbering_part.element
        self.abstract = {form: 900 + n for n, form in enumerate(FORMS)}
        first = self.part.find("{*}num")
        for form, number in self.abstract.items():
            _, format_, text, suffix = FORMS[form]
            node = parse_xml(
                f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
                f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{format_}"/><w:suff w:val="{suffix}"/>'
                f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
            )
            if first is not None:
                first.addprevious(node)
            else:
                self.part.append(node)
        self.running: dict[str, tuple[int, int]] = {}

    def start_anew(self) -> None:
        """A new text begins: its lists count from their own start."""
        self.running = {}

    def take(self, text: str) -> tuple[str, int, int]:
        """The text without the marker that a list will print, that list's number and the marker's length; list 0: none."""
        for form, (pattern, _, _, _) in FORMS.items():
            found = pattern.match(text)
            if not found:
                continue
            number = value(found[1])
            num_id, last = self.running.get(form, (0, 0))
            if number != last + 1 or not num_id:
                num_id = self._list(form, number)
            self.running[form] = (num_id, number)
            for inner in _INNER.get(form, ()):
                self.running.pop(inner, None)
            return text[found.end() :], num_id, found.end()
        return text, 0, 0

    def _list(self, form: str, start: int) -> int:
        self.made += 1
        number = 900 + self.made
        self.part.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{self.abstract[form]}"/>'
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
            )
        )
        return number


def number_paragraph(paragraph: Paragraph, list_number: int) -> None:
    properties = paragraph._p.get_or_add_pPr()
    node = properties.get_or_add_numPr()
    node.get_or_add_ilvl().val = 0
    node.get_or_add_numId().val = list_number
