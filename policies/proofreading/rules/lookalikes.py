"""识别之误: characters that recognition or typing puts for others that look like them."""

import re
import unicodedata
from collections.abc import Iterator

from policies.grammar.said import said
from policies.proofreading.manuscript import Manuscript, Passage, Sort
from policies.proofreading.remarks import Kind, Remark
from policies.proofreading.rules.traditional import SIMPLIFIED
from policies.reading.records import Severity

KINDS = (
    Kind("traditional-character", "夹用繁体字", Severity.ERROR),
    Kind("foreign-letter", "夹用形近的外文字母", Severity.ERROR),
    Kind("english-word", "夹用英文单词", Severity.ERROR),
    Kind("zero-form", "年份中“〇”的写法不规范"),
    Kind("letter-for-figure", "字母误作数字", Severity.ERROR),
    Kind("sun-for-day", "“日”误作“曰”", Severity.ERROR),
    Kind("stray-character", "文字编码有误", Severity.ERROR),
)
_HAN = "\u3400-\u9fff"
_TRADITIONAL = re.compile(f"[{''.join(SIMPLIFIED)}]")
_LATIN_FOR = dict(zip("АВЕКМНОРСТХасеорхуΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaceopxyABEZHIKMNOPTYXo", strict=True))
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u04ff]+")
_WORDS = {"and": "和", "or": "或", "And": "和", "Or": "或", "AND": "和"}
_ENGLISH = re.compile(rf"(?<=[{_HAN}、”》）])\s*(?P<word>and|And|AND|or|Or)\s*(?=[{_HAN}“《（])")
_YEAR = re.compile(r"[一二][一二三四五六七八九〇○零◯OoＯ0０]{3}(?=\s*年)")
_FIGURE = re.compile(
    r"(?<![A-Za-z0-9\-_/.])(?=[0-9OolI]*\d)(?=[0-9OolI]*[OolI])[0-9OolI]+(?=\s*(?:年|月|日|号|%|％|万元|亿元|公里|亩|人|户))"
)
_SUN = re.compile(r"(?<=[\d一二三四五六七八九十])曰|(?<=[今昨明次])曰(?=[起前止，。])")
# Radicals and compatibility forms that a PDF's text layer gives for the characters themselves.
_RADICAL = re.compile("[\u2e80-\u2fdf\uf900-\ufad9]")
_STRAY = re.compile("[\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffd\u00ad\ue000-\uf8ff\x00-\x08\x0b-\x1f\x7f]")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    for passage in manuscript.passages:
        yield from _characters(passage)
        if passage.sort in (Sort.PROSE, Sort.TITLE, Sort.FIELD):
            yield from _words(passage)


def _characters(passage: Passage) -> Iterator[Remark]:
    text = passage.text
    for match in _TRADITIONAL.finditer(text):
        right = SIMPLIFIED[match.group()]
        reason = said("“{found}”是繁体字，应为“{right}”。", found=match.group(), right=right)
        yield passage.remark("traditional-character", match.start(), match.end(), reason, right)
    for match in _RADICAL.finditer(text):
        right = unicodedata.normalize("NFKC", match.group())
        if right != match.group():
            reason = said("此处是与“{right}”同形的部首或兼容字。", right=right)
            yield passage.remark("stray-character", match.start(), match.end(), reason, right)
    for match in _STRAY.finditer(text):
        reason = said("此处有看不见或无法显示的字符（{code}）。", code=f"U+{ord(match.group()):04X}")
        visible = "\ue000" <= match.group() <= "\uf8ff" or match.group() == "\ufffd"
        yield passage.remark("stray-character", match.start(), match.end(), reason, None if visible else "")
    yield from _foreign(passage)


def _foreign(passage: Passage) -> Iterator[Remark]:
    """One or two Cyrillic or Greek letters that look Latin; a longer word is a word, and α alone a sign."""
    for match in _FOREIGN.finditer(passage.text):
        letters = match.group()
        if len(letters) <= 2 and all(one in _LATIN_FOR for one in letters):
            right = "".join(_LATIN_FOR[one] for one in letters)
            reason = said("“{found}”不是拉丁字母，应为“{right}”。", found=letters, right=right)
            yield passage.remark("foreign-letter", match.start(), match.end(), reason, right)


def _words(passage: Passage) -> Iterator[Remark]:
    text = passage.text
    for match in _ENGLISH.finditer(text):
        right = _WORDS[match["word"]]
        reason = said("“{found}”应为“{right}”。", found=match["word"], right=right)
        yield passage.remark("english-word", match.start(), match.end(), reason, right)
    for match in _YEAR.finditer(text):
        right = re.sub("[○零◯OoＯ0０]", "〇", match.group())
        if right != match.group():
            reason = said("汉字年份里的零写作“〇”：{right}。", right=f"{right}年")
            yield passage.remark("zero-form", match.start(), match.end(), reason, right)
    for match in _FIGURE.finditer(text):
        right = match.group().translate(str.maketrans("OolI", "0011"))
        reason = said("“{found}”里有字母，应为“{right}”。", found=match.group(), right=right)
        yield passage.remark("letter-for-figure", match.start(), match.end(), reason, right)
    for match in _SUN.finditer(text):
        yield passage.remark(
            "sun-for-day", match.start(), match.end(), said("“{found}”应为“{right}”。", found="曰", right="日"), "日"
        )
