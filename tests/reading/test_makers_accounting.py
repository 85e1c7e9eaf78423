"""What counts as printed: gaps between a masthead's pieces, tags and pipes of tables, titles printed twice."""

from datetime import date

from gazette.reading.issue import read_issue

LETTER = """海川市人民政府关于加强防火工作的通知
海政〔2019〕8号
各县人民政府：
请遵照执行。
海川市人民政府
2019年2月3日
"""


def test_publisher_number_and_day_on_one_line_are_all_kept():
    record = read_issue(
        f"海川市人民政府公报\n海川市人民政府主办　　2019年第2期　　2019年2月28日出版\n\n{LETTER}".encode()
    )
    assert (record.masthead.year, record.masthead.number) == (2019, 2)
    assert record.masthead.publisher == "海川市人民政府"
    assert record.masthead.published_on == date(2019, 2, 28)
    assert record.unplaced == ()


def test_tags_and_pipes_of_tables_are_no_print():
    table = (
        "附件\n\n获奖名单\n\n<table><tr><td>序号</td><td>名称</td></tr><tr><td>1</td><td>老电报局</td></tr></table>\n"
    )
    pipes = "附件\n\n获奖名单\n\n| 序号 | 名称 | 备注 |\n| --- | --- | --- |\n| 1 | 老电报局 | |\n| 合计 | | |\n"
    assert read_issue(f"{LETTER}\n{table}".encode()).kept_share > 0.99
    assert read_issue(f"{LETTER}\n{pipes}".encode()).unplaced == ()
