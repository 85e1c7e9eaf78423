"""A label and a caption over a grid that runs across columns go with the grid, a column's own last line does not."""

from policies.reading.sheets.setting import Fragment
from policies.reading.sheets.table_heads import table_heads

GRID = Fragment(50, 600, 550, 700, 10, number=0)
LAST = Fragment(50, 540, 290, 550, 10, "措施，确保各项任务按期完成。")
BESIDE = Fragment(310, 540, 550, 550, 10, "统筹推进，切实维护群众合法权益。")
LABEL = Fragment(50, 556, 80, 566, 10, "附件1")
CAPTION = Fragment(240, 575, 360, 586, 11, "重点任务清单")


def test_label_and_caption_go_with_the_grid_below_them() -> None:
    assert table_heads(GRID, [LAST, BESIDE, LABEL, CAPTION]) == [LABEL, CAPTION]


def test_a_longer_column_keeps_its_last_line() -> None:
    tail = Fragment(50, 556, 120, 566, 10, "项工作落实。")
    assert table_heads(GRID, [LAST, BESIDE, tail]) == []


def test_what_stands_far_above_or_beside_another_line_is_no_head() -> None:
    assert table_heads(GRID, [LAST, Fragment(310, 556, 420, 566, 10, "三、其他"), LABEL]) == []
    assert table_heads(GRID, [Fragment(50, 500, 80, 510, 10, "附件1")]) == []
