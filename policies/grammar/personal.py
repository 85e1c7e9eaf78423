"""Finds numbers that belong to a person in a text: identity cards, mobile phones, bank cards."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

_WIDE = str.maketrans("０１２３４５６７８９ｘＸ", "0123456789xX")
_RUN = re.compile(r"(?<![\d.])\d(?:[ -]?\d){9,18}(?:[ -]?[xX])?(?![\d.])(?!\s?[%％])")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_MOBILE = re.compile(r"(?:86)?(1[3-9]\d{9})")
_CARD_STARTS = "3456"  # of the card schemes; statistics and codes seldom pass the check digit too


class PersonalKind(StrEnum):
    IDENTITY = "personal-identity"  # 居民身份证号码
    MOBILE = "personal-mobile"  # 手机号码
    CARD = "personal-card"  # 银行卡号


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """`text[start:end]` as it stands there, blanks and hyphens within included; `digits` without them."""

    kind: PersonalKind
    start: int
    end: int
    digits: str

    @property
    def masked(self) -> str:
        """What may be shown: the first three and the last two."""
        return f"{self.digits[:3]}{'*' * (len(self.digits) - 5)}{self.digits[-2:]}"


def find_personal(text: str) -> Iterator[PersonalNumber]:
    """The numbers in order of the text; full-width digits count too."""
    for run in _RUN.finditer(text.translate(_WIDE)):
        digits = re.sub("[ -]", "", run[0]).upper()
        kind = _kind(digits)
        if kind:
            yield PersonalNumber(kind, run.start(), run.end(), digits)


def _kind(digits: str) -> PersonalKind | None:
    if is_identity(digits):
        return PersonalKind.IDENTITY
    if _MOBILE.fullmatch(digits):
        return PersonalKind.MOBILE
    if len(digits) in range(16, 20) and digits[0] in _CARD_STARTS and is_luhn(digits):
        return PersonalKind.CARD
    return None


def is_identity(digits: str) -> bool:
    """Eighteen characters with a birthday in them and the right check character (GB 11643)."""
    if not re.fullmatch(r"[1-8]\d{16}[\dX]", digits):
        return False
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS))
    return 1850 <= born.year < 2100 and _CHECKS[total % 11] == digits[17]


def is_luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of those before it."""
    if not digits.isdecimal() or len(set(digits)) == 1:
        return False
    doubled = (int(one) * (2 if n % 2 else 1) for n, one in enumerate(reversed(digits)))
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0
