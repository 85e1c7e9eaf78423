"""Tells a text layer that says what was printed from one whose codes lead to other characters, or to none."""

import unicodedata
from collections import Counter
from collections.abc import Iterable

_UNREADABLE = 0.2  # share of characters without meaning from which a layer is of no use
_ENOUGH = 60  # Han characters before their commonness says anything
_COMMON_SHARE = 0.12  # of running Chinese, lists of names among it; wrong codes hit common characters by chance only
_FOREIGN = 0.3  # share of scripts that Chinese print does not set
# The commonest characters of Chinese prose and of official names; in prose they are nearly half.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必"
    "市县府办局省委规范环境保护监督项目标任务责任单负落完善推安全服附章节条款号令州街镇乡村院厅处科室王李张刘陈杨赵黄周吴"
)
_EXPECTED = ("HIRAGANA", "KATAKANA", "CJK", "LATIN", "GREEK", "FULLWIDTH", "BOPOMOFO", "KANGXI", "IDEOGRAPHIC", "ROMAN")


def is_plausible(texts: Iterable[str]) -> bool:
    """Whether what a page's layer holds can be what the page shows. A page with little text is given the benefit of the doubt."""
    counts = Counter(character for text in texts for character in text if not character.isspace())
    total = counts.total()
    if not total:
        return True
    unreadable = sum(count for sign, count in counts.items() if _is_unreadable(sign))
    foreign = sum(count for sign, count in counts.items() if sign.isalpha() and _is_foreign(sign))
    han = sum(count for sign, count in counts.items() if "\u4e00" <= sign <= "\u9fff")
    common = sum(count for sign, count in counts.items() if sign in _COMMON)
    if unreadable >= _UNREADABLE * total or foreign >= _FOREIGN * total:
        return False
    return han < _ENOUGH or common >= _COMMON_SHARE * han


def _is_unreadable(sign: str) -> bool:
    return sign == "\ufffd" or unicodedata.category(sign) in ("Co", "Cn", "Cc", "Cs")


def _is_foreign(sign: str) -> bool:
    return not sign.isascii() and not unicodedata.name(sign, "CJK").startswith(_EXPECTED)
