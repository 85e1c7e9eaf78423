"""The forms of titles: what a document's or a text's title looks like, and what a section's name."""

import re
from collections.abc import Sequence

from policies.grammar.genres import genre_of
from policies.grammar.organs import issuer_from_title, issuers_from_title
from policies.reading.signs import alike, squeeze

LONGEST = 140
_ADDED = re.compile(
    r"\s*[（(][^（()）]{2,60}[）)]$|(?:(?<=[知见定告复函报令法案划则议])|\s+)(?:(?![的知见告法案划则议])[\u4e00-\u9fff]){1,8}[〔\[﹝]\d{4}[〕\]﹞]\s*\d{1,4}\s*号$"
)
_LETTERS = frozenset(
    (
        "通知",
        "决定",
        "公告",
        "通告",
        "意见",
        "批复",
        "函",
        "通报",
        "报告",
        "令",
        "决议",
        "公报",
        "议案",
        "任免",
        "公示",
        "纪要",
        "命令",
    )
)
_SECTION = re.compile(
    r"^[【\[（(〔◆●■★\s]*(?:[\u4e00-\u9fff]{0,14}(?:政府令|文件|规章|规范性文件|政策解读|人事任免|人事信息|任免事项|部门文件|领导讲话|政务报告|政务要闻|政务公告|公告公示|公文选登|文件选编|法规规章|地方性法规))[】\]）)〕\s]*$"
    r"|^[【〔◆●■★]\s*[\u4e00-\u9fff]{2,14}\s*[】〕]?$"
)


def one_line(pieces: Sequence[str]) -> str:
    """A title printed over several lines on one; the blank between joint issuers is a mark of its own and stays."""
    printed = " ".join(pieces)
    title = squeeze(printed)
    names = issuers_from_title(printed)
    together = "".join(names)
    return title.replace(together, " ".join(names), 1) if len(names) > 1 and title.startswith(together) else title


def canonical(title: str) -> str:
    """A title for comparison: only its characters, no punctuation, brackets or white space."""
    return re.sub(r"[\W_]+", "", alike(title))


def bare(title: str) -> str:
    """A contents' title without what it adds in brackets or behind a dash: …的通知（安政发〔2022〕3号）, 报告——在…会议上."""
    plain = re.split(r"——|──", title.strip(), maxsplit=1)[0]
    previous = ""
    while plain != previous:
        previous, plain = plain, _ADDED.sub("", plain).rstrip()
    return plain or title


def is_section_label(text: str) -> bool:
    """A section's name printed above its first document: 【市政府文件】, 人事任免."""
    return len(text) <= 20 and not text.strip().endswith("人民政府令") and bool(_SECTION.match(text.strip()))


def is_title(text: str) -> bool:
    """Ends in a genre, is balanced, and holds no full stop."""
    plain = squeeze(text)
    if not 4 <= len(plain) <= LONGEST or any(stop in plain for stop in "。；！？：;:"):
        return plain in ("公告", "通告", "通知", "决定") and len(plain) >= 2
    balanced = all(plain.count(a) == plain.count(b) for a, b in ("《》", "（）", "〈〉", "“”"))
    return balanced and genre_of(plain) != ""


def is_letter_title(text: str) -> bool:
    """A title of an official document itself: an issuer before 关于 or before the genre, and a genre that letters have."""
    plain = squeeze(text)
    return (
        is_title(plain) and genre_of(plain) in _LETTERS and (bool(issuer_from_title(plain)) or plain.startswith("关于"))
    )
