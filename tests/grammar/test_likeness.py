"""Names of organs that may be spellings of one."""

import pytest

from policies.grammar.likeness import Likeness, alike, contracted


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("安澜市发展和改革委员会", "安澜市发改委"),
        ("安澜市 人力资源和社会保障局", "安澜市人社局"),
        ("安澜市人民政府办公室", "安澜市政府办"),
        ("安澜经开区管理委员会", "安澜经开区管委会"),
    ],
)
def test_every_spelling_has_one_short_form(name: str, short: str) -> None:
    assert contracted(name) == short == contracted(short)


def test_contracted_names_are_alike() -> None:
    assert list(alike(["安澜市发展和改革委员会", "安澜市发改委", "安澜市财政局"])) == [
        ("安澜市发展和改革委员会", "安澜市发改委", Likeness.CONTRACTED)
    ]


def test_a_name_without_its_place_is_like_the_only_one_with_it() -> None:
    assert list(alike(["市财政局", "安澜市财政局"])) == [("市财政局", "安澜市财政局", Likeness.PLACELESS)]
    assert not list(alike(["市财政局", "安澜市财政局", "临河市财政局"]))


def test_one_wrong_character_is_noticed() -> None:
    assert list(alike(["安澜市水务局", "安澜市永务局"])) == [("安澜市水务局", "安澜市永务局", Likeness.ONE_APART)]


@pytest.mark.parametrize(
    "names",
    [("安澜市第一中学", "安澜市第二中学"), ("安澜市城东街道办", "安澜市城西街道办"), ("安澜市水务局", "安澜县水务局")],
)
def test_what_tells_organs_apart_is_no_misspelling(names: tuple[str, str]) -> None:
    assert not list(alike(names))
