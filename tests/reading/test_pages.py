"""Page numbers and running heads are told from text, and kept as what was dropped."""

import pytest

from policies.reading.lines import Line
from policies.reading.pages import without_furniture


def split(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    kept, dropped = without_furniture([Line(n, line) for n, line in enumerate(text.split("\n"), 1)])
    return [line.text for line in kept if line.text], [(piece.line.text, piece.reason) for piece in dropped]


FRONT = "\n".join(f"第{n}行是本期公报的正文内容，不是页眉。" for n in range(1, 14))


@pytest.mark.parametrize("number", ["— 12 —", "-12-", "· 12 ·", "–  12  –", "第 12 页", "第12页 共50页", "~12~"])
def test_decorated_page_numbers_go(number):
    kept, dropped = split(f"前一句没有结束\n{number}\n在下一页结束。")
    assert kept == ["前一句没有结束", "在下一页结束。"]
    assert dropped == [(number, "page-number")]


def test_bare_numbers_go_when_they_count_on():
    body = "正文的一行文字。\n"
    kept, dropped = split("".join(f"{body * 15}{n}\n" for n in (4, 5, 6)))
    assert [text for text, _ in dropped] == ["4", "5", "6"]
    assert all(text.startswith("正文") for text in kept)


def test_a_column_of_figures_is_no_page_number():
    _, dropped = split("序\n号\n1\n2\n3\n县\n区\n4\n5")
    assert dropped == []


def test_the_numbers_of_a_lists_rows_are_no_page_numbers():
    _, dropped = split("".join(f"{n}\n关于第{n}项工作的实施意见\n" for n in range(1, 9)))
    assert dropped == []


@pytest.mark.parametrize(
    "head",
    ["安澜市人民政府公报  2024·3 市政府文件", "2024年第3期　安澜市人民政府公报", "安澜市人民政府公报 2024 年第 3 期"],
)
def test_running_heads_go(head):
    _, dropped = split(f"{FRONT}\n{head}\n后面的正文。")
    assert dropped == [(head, "running-head")]


def test_the_masthead_at_the_top_stays():
    kept, dropped = split("安澜市人民政府公报 2024年第3期\n" + FRONT)
    assert kept[0] == "安澜市人民政府公报 2024年第3期"
    assert dropped == []


def test_a_section_name_beside_every_page_number_is_a_running_head():
    pages = "".join(f"{FRONT}\n— {n} —\n市政府办公室文件\n" for n in range(1, 5))
    _, dropped = split(pages)
    assert dropped.count(("市政府办公室文件", "running-head")) == 4


def test_numbers_of_documents_at_page_tops_stay():
    pages = "".join(f"{FRONT}\n— {n} —\n安政发〔2024〕{n}号\n" for n in range(1, 6))
    kept, _ = split(pages)
    assert sum(text.startswith("安政发") for text in kept) == 5
