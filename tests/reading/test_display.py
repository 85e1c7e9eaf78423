"""Titles told by how they are set, where their words alone would not tell."""

import pytest

from policies.reading.display import display_title
from policies.reading.lines import Line, Look


def lines(*set_in: tuple[str, float]) -> list[Line]:
    body = [(f"第{n}段的文字按正文字号排印，长短不一，用来定出正文的大小。", 10.5) for n in range(4)]
    return [Line(n, text, 1, look=Look(size)) for n, (text, size) in enumerate([*set_in, *body], 1)]


def test_lines_of_one_larger_size_are_one_title() -> None:
    found = display_title(lines(("安澜市关于推动社区医院", 15), ("更好服务居民的实施方案", 15)), 0)
    assert found == (1, "安澜市关于推动社区医院更好服务居民的实施方案")


def test_a_title_ends_where_the_size_does() -> None:
    assert display_title(lines(("安澜市社区医院建设方案", 15), ("一、总体要求", 12)), 0) == (
        0,
        "安澜市社区医院建设方案",
    )


@pytest.mark.parametrize("text", ["一、总体要求", "（此件公开发布）", "现印发给你们，请认真执行。"])
def test_large_lines_that_are_no_title(text: str) -> None:
    assert display_title(lines((text, 15)), 0) is None


def test_a_source_that_tells_no_sizes_tells_no_titles() -> None:
    assert display_title([Line(1, "安澜市社区医院建设方案"), Line(2, "正文。")], 0) is None
