"""Numbers of persons: found by their check digits, whatever stands around them; the numbers below are invented."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policies.grammar.personal import PersonalKind, find_personal, is_luhn

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity(region: int, day: int, serial: int) -> str:
    bare = f"{region:06}{19000101 + day}{serial:03}"
    return bare + "10X98765432"[sum(int(one) * weight for one, weight in zip(bare, WEIGHTS)) % 11]


def card(bare: str) -> str:
    return bare + next(str(n) for n in range(10) if is_luhn(f"{bare}{n}"))


def kinds(text: str) -> list[PersonalKind]:
    return [one.kind for one in find_personal(text)]


@given(
    st.integers(110000, 659999),
    st.integers(0, 27),
    st.integers(1, 999),
    st.sampled_from(["", "身份证号", "（", "编号A："]),
)
def test_every_identity_number_is_found_in_any_surroundings(region: int, day: int, serial: int, before: str) -> None:
    number = identity(region, day, serial)
    found = list(find_personal(f"{before}{number}。"))
    assert [(one.kind, one.digits) for one in found] == [(PersonalKind.IDENTITY, number)]
    assert found[0].start == len(before)


@given(st.integers(110000, 659999), st.integers(0, 27), st.integers(1, 999), st.integers(1, 9))
def test_a_wrong_check_digit_is_no_identity_number(region: int, day: int, serial: int, shift: int) -> None:
    number = identity(region, day, serial)
    last = "0123456789"[(int(number[-1].replace("X", "0")) + shift) % 10]
    assert PersonalKind.IDENTITY not in kinds(number[:-1] + last)


@pytest.mark.parametrize(
    "text", ["13800138000", "138-0013-8000", "138 0013 8000", "１３８００１３８０００", "+8613800138000"]
)
def test_mobile_numbers_are_found_however_they_are_set(text: str) -> None:
    assert kinds(f"联系电话：{text}。") == [PersonalKind.MOBILE]


@pytest.mark.parametrize("bare", ["622202100112345678", "621700000000123", "625965000000123"])
def test_bank_cards_are_found_with_and_without_gaps(bare: str) -> None:
    number = card(bare)
    spaced = " ".join(number[n : n + 4] for n in range(0, len(number), 4))
    assert kinds(number) == kinds(spaced) == [PersonalKind.CARD]


@pytest.mark.parametrize(
    "text",
    [
        "安政发〔2024〕7号",
        "总投资13800138000.50元",
        "0874-3128000",
        "91530300MA6K5XXXXX",
        "2022年1月1日至2024年12月31日",
        "0000000000000000",
        "103.123456789012345",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert kinds(text) == []


def test_what_is_shown_hides_the_middle() -> None:
    (found,) = find_personal("13800138000")
    assert found.masked == "138******00"


@given(st.text(alphabet="0123456789 -Xx.年月日，１２", max_size=80))
def test_places_are_within_the_text_and_in_order(text: str) -> None:
    found = list(find_personal(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
