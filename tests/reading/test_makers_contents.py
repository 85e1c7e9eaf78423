"""Contents as other offices print them: numbers in brackets, issuers left out, sections behind a page."""

from gazette.reading.issue import read_issue
from policies.reading.title_forms import bare

FRONT = """海川市人民政府公报
2019
第2号
（总第112号）

目　　录

市政府规章
海川市绿化管理办法（市政府令第45号）	(1)
市政府文件
关于公布第三批名录的通知（海政〔2019〕8号）	(6)
统计资料
2019年1月份主要指标	(12)
"""
BODY = """
海川市人民政府令
第45号
《海川市绿化管理办法》已经市政府第31次常务会议通过，现予公布，自2019年3月1日起施行。
市长 丁远帆
2019年1月25日
海川市绿化管理办法
第一条 为了促进绿化事业的发展，制定本办法。
第二条 本办法自2019年3月1日起施行。

海川市人民政府
关于公布第三批名录的通知
海政〔2019〕8号
各县、区人民政府：
市政府同意第三批名录，现予公布。
海川市人民政府
2019年2月3日

2019年1月份主要指标
指标名称	计量单位	1月
固定资产投资	亿元	25.3
社会消费品零售总额	亿元	41.20
"""


def test_entries_with_numbers_in_brackets_name_their_documents():
    record = read_issue((FRONT + BODY).encode())
    assert [(entry.section, entry.page, entry.documents) for entry in record.contents] == [
        ("市政府规章", 1, (1,)),
        ("市政府文件", 6, (2,)),
        ("统计资料", 12, (3,)),
    ]
    assert [finding for finding in record.findings if finding.code.startswith("contents")] == []


def test_a_text_known_from_the_contents_alone_opens_a_document():
    record = read_issue((FRONT + BODY).encode())
    last = record.documents[-1]
    assert (last.title, len(last.tables)) == ("2019年1月份主要指标", 1)
    assert record.unplaced == ()


def test_a_section_behind_the_page_of_the_entry_before_it():
    contents = "目 录\n【政府规章】\n海川市绿化管理办法 …………… (3) 【市政府文件】\n海川市人民政府关于公布第三批名录的通知 ……\n……………… (5)\n"
    record = read_issue(f"海川市人民政府公报\n2019年第2期\n{contents}{BODY}".encode())
    assert [(entry.section, entry.page) for entry in record.contents] == [("政府规章", 3), ("市政府文件", 5)]


def test_a_single_blank_before_the_page():
    contents = "# 目录\n\n# 【政府规章】\n\n海川市绿化管理办法 3\n\n# 【市政府文件】\n\n海川市人民政府关于公布第三批名录的通知 5\n"
    record = read_issue(f"# 海川市人民政府公报\n\n2019年第2期\n\n{contents}{BODY}".encode())
    assert [(entry.title[-4:], entry.page) for entry in record.contents] == [("管理办法", 3), ("录的通知", 5)]


def test_a_register_number_belongs_to_the_document_below_it():
    text = "穗岭市交通局关于甲的通知\n穗交〔2019〕3号\n各有关单位:\n请遵照执行。\n穗岭市交通局\n2019年3月28日\nSL0320190013\n穗岭市交通局关于乙的通知\n穗交〔2019〕4号\n各有关单位:\n请认真执行。\n"
    record = read_issue(text.encode())
    assert [p.text for d in record.documents for p in d.texts[0].provisions] == ["请遵照执行。", "请认真执行。"]
    assert [piece.text for piece in record.furniture] == ["SL0320190013"]


def test_a_text_printed_again_after_its_amendment_is_a_text_of_its_own():
    text = """南屏市人民政府令
第12号
《南屏市人民政府关于修改〈南屏市养犬管理规定〉的决定》已经市人民政府同意，现予公布。
市长 杨思齐
2018年5月28日
南屏市人民政府关于修改《南屏市养犬管理规定》的决定
市人民政府决定对《南屏市养犬管理规定》作如下修改：
一、删去第十条。
本决定自公布之日起施行。
南屏市养犬管理规定
第一条 为加强养犬管理，制定本规定。
第二条 本规定适用于本市。
"""
    (document,) = read_issue(text.encode()).documents
    assert [one.title for one in document.texts[1:]] == [
        "南屏市人民政府关于修改《南屏市养犬管理规定》的决定",
        "南屏市养犬管理规定",
    ]


def test_a_contents_table_counts_its_rows_and_names_sections_by_form():
    table = "| 序号 | 标题 | 文号 | 页码 |\n|---|---|---|---|\n| 1 | 海川市人民政府关于公布第三批名录的通知 | 海政〔2019〕8号 | 5 |\n"
    record = read_issue(f"# 海川市人民政府公报\n\n2019年第2期\n\n## 目录\n\n{table}{BODY}".encode())
    assert [(entry.title, entry.page) for entry in record.contents] == [
        ("海川市人民政府关于公布第三批名录的通知 海政〔2019〕8号", 5)
    ]
    assert record.contents[0].documents == (2,)


def test_a_title_without_what_the_contents_add():
    assert bare("安澜市关于转发甲意见的通知安政办发〔2014〕66号") == "安澜市关于转发甲意见的通知"
    assert bare("政府工作报告——2022年1月10日在会议上") == "政府工作报告"
    assert bare("关于甲的通知(安政发[2018]22号)") == "关于甲的通知"
