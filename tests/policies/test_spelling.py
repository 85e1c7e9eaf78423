import pytest

from policies.services.spelling import free_code, initials, place_code, short_government, syllables


@pytest.mark.parametrize(
    ("name", "expected"),
    [("安政办发", "azbf"), ("安澜市人民政府", "alsrmzf"), ("ＡＢ", "x"), ("", "x")],
)
def test_initials(name: str, expected: str) -> None:
    assert initials(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("安澜市人民政府令", "安政令"),
        ("某某省安澜市人民政府公告", "安政公告"),
        ("安澜市人民政府办公室通告", "安政办通告"),
        ("安澜市水务局公告", "安澜市水务局公告"),
    ],
)
def test_governments_shorten_as_in_their_numbers(name: str, expected: str) -> None:
    assert short_government(name) == expected


def test_place_code_is_the_place_without_its_rank() -> None:
    assert place_code("安澜市人民政府公报") == "anlan"
    assert place_code("临河县人民政府 公报") == "linhe"
    assert place_code("") == "gazette"


def test_sort_key_is_whole_pinyin() -> None:
    assert syllables("安澜") == "an lan"


def test_taken_codes_get_a_number() -> None:
    assert free_code("azf", {"azf", "azf-2"}.__contains__) == "azf-3"
