"""Whole issues: other cities, other makers, and input that is hardly one."""

from datetime import date
from pathlib import Path

import pytest

from gazette.reading.issue import read_issue
from gazette.reading.records import IssueRecord

PRESENT = Path(__file__).resolve().parents[2]
SAMPLES = [
    PRESENT / "gazette/samples/anlan-2024-3.txt",
    PRESENT / "tests/samples/linhe-2023-2.md",
    PRESENT / "tests/samples/yunxi-2021-11.txt",
]


def read(text: str) -> IssueRecord:
    return read_issue(text.encode())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_nothing_of_a_sample_is_lost(path):
    record = read_issue(path.read_bytes())
    assert record.kept_share >= 0.99
    assert record.unplaced == ()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_reading_is_the_same_every_time_and_in_every_encoding(path):
    data = path.read_bytes()
    assert read_issue(data) == read_issue(data) == read_issue(data.decode().encode("utf-16"))


COUNTY = """
　　沙原县人民政府公报 2020年第6期

　　　　沙原县人民政府
　　关于进一步加强耕地保护工作的意见
　　　　（沙政发〔2020〕35号）

各乡（镇）人民政府，县政府各部门，各有
关单位：
　　为贯彻最严格的耕地保护制度，根据《中
华人民共和国土地管理法》和《岚江省土地管
理条例》，结合我县实际，提出以下意见：
　　一、总体要求
　　坚持保护优先，严守耕地红线，确保全县
耕地保有量不低于50万亩，永久基本农田不少
于42万亩。
　　二、主要措施
　　（一）落实目标责任。县政府与各乡（镇）
签订耕地保护目标责任书，建立考核制度，考
核结果作为领导班子评价的依据。
　　（二）严格用途管制。一般建设项目不得
占用永久基本农田；重大建设项目选址确实难
以避让的，按程序报批。
　　本意见自2020年7月1日起施行，有效期五
年。

　　　　　　　　　　沙原县人民政府
　　　　　　　　　二〇二〇年六月八日

- 1 -

　　　　沙原县人民政府办公室
　　关于印发沙原县“厕所革命”实施方案的
　　　　　　通　　　知
　　　　沙政办发〔2020〕41号

各乡（镇）人民政府，县直各有关单位：
　　经县政府同意，现将《沙原县“厕所革命”
实施方案》印发给你们，请认真组织实施。

　　　　　　　　　2020年6月12日
　　　　　　　　沙原县人民政府办公室

　　抄送：县委各部门，县人大办，县政协办。
　　沙原县人民政府办公室　2020年6月12日印发

　　　　沙原县“厕所革命”实施方案

　　为加快推进全县“厕所革命”，制定本方
案。
　　（一）摸底阶段（2020年6月）。各乡（镇）
开展调查摸底，建立台账。
　　（二）验收阶段（2020年12月）。县住建
局组织验收。

- 2 -

　　　　沙原县2020年6月大事记
　　▲6月1日，县长孙七到东河乡调研“三夏”
生产。
　　▲6月18日至19日，省督查组到我县检查工
作。
"""


def test_a_countys_issue_without_contents():
    record = read(COUNTY)
    assert (record.masthead.title, record.masthead.year, record.masthead.number) == ("沙原县人民政府公报", 2020, 6)
    opinion, notice = record.documents
    assert opinion.title == "沙原县人民政府关于进一步加强耕地保护工作的意见"
    assert opinion.addressees == ("各乡（镇）人民政府", "县政府各部门", "各有关单位")
    assert (opinion.issued_on, opinion.expires_on) == (date(2020, 6, 8), date(2025, 6, 30))
    assert notice.title == "沙原县人民政府办公室关于印发沙原县“厕所革命”实施方案的通知"
    assert (notice.issued_on, notice.signed_by) == (date(2020, 6, 12), ("沙原县人民政府办公室",))
    assert [text.title for text in notice.texts] == ["", "沙原县“厕所革命”实施方案"]
    assert [(str(entry.on), str(entry.end_on)) for entry in record.chronicle][1] == ("2020-06-18", "2020-06-19")
    assert [piece.reason for piece in record.furniture] == ["page-number"] * 2
    assert record.unplaced == ()


def test_contents_find_documents_that_have_neither_number_nor_addressees():
    record = read(
        "临河市人民政府公报\n2022年第4期\n目录\n政务报告\n政府工作报告……………（1）\n政策解读\n《临河市犬只管理办法》解读……………（9）\n"
        "政府工作报告\n——2022年1月10日在临河市第六届人民代表大会第一次会议上\n临河市市长　李　四\n各位代表：\n"
        "现在，我代表市人民政府，向大会报告工作。\n一、工作回顾\n过去一年，经济平稳运行。\n"
        "《临河市犬只管理办法》解读\n一、出台背景是什么？\n为了规范养犬行为。\n"
    )
    assert [document.title for document in record.documents] == ["政府工作报告", "《临河市犬只管理办法》解读"]
    assert [line.documents for line in record.contents] == [(1,), (2,)]


def test_a_title_that_page_tops_repeat_is_dropped_from_the_sentence():
    title = "安澜市人民政府关于加强城市内河管护工作的通知"
    record = read(
        f"{title}\n安政发〔2024〕5号\n各县（区）人民政府：\n各级各部门要切实加强对内河管护工作的组织\n— 2 —\n{title}\n"
        "领导，落实管护经费。\n安澜市人民政府\n2024年3月1日\n"
    )
    (paragraph,) = record.documents[0].texts[0].provisions
    assert paragraph.text == "各级各部门要切实加强对内河管护工作的组织领导，落实管护经费。"
    assert [piece.reason for piece in record.furniture] == ["page-number", "repeated-title"]


PERSONNEL = (
    "安澜市人民政府任免通知\n安政任〔2024〕1号\n张三任市财政局局长。\n安政任〔2024〕2号\n免去李四的市水务局局长职务。\n"
)


def test_notices_that_share_one_printed_title_are_documents_each():
    record = read("安澜市人民政府公报\n2024年第1期\n目录\n任免通知…………（1）\n" + PERSONNEL)
    assert [document.title for document in record.documents] == ["安澜市人民政府任免通知"] * 2
    assert [document.numbers[0].serial for document in record.documents] == [1, 2]


@pytest.mark.parametrize(
    "text",
    [
        "这里没有任何文件。",
        "安澜市人民政府公报\n2024年第3期\n",
        "目录\n",
        "甲\n" * 2000,
        "1\n2\n3\n" * 300,
        "（" * 5000,
        "《" * 5000,
        "附件1\n" * 500,
        "安政发〔2024〕1号\n" * 500,
        "# 一、\n" * 500,
        "序号\t名称\n" * 500,
        "安澜市人民政府关于做好防汛工作的通知\n" * 200,
    ],
)
def test_what_is_hardly_an_issue_gives_a_record(text):
    record = read(text)
    assert 0.0 <= record.kept_share <= 1.0


@pytest.mark.slow
def test_a_text_of_megabytes_is_read():
    head = (
        "安澜市人民政府公报\n2024年第3期\n安澜市人民政府关于河道管护的通知\n安政发〔2024〕5号\n各县（区）人民政府：\n"
    )
    body = "".join(
        f"（{n}）各县（区）人民政府应当加强河道管护，\n并于每年{n % 12 + 1}月底前报告第{n}次检查情况。\n"
        for n in range(20_000)
    )
    record = read(head + body + "安澜市人民政府\n2024年3月1日\n")
    assert len((head + body).encode()) > 2_000_000
    assert [document.issued_on for document in record.documents] == [date(2024, 3, 1)]
    assert record.kept_share > 0.99


def test_a_list_of_repealed_documents_is_no_run_of_documents():
    record = read(
        "青屏区人民政府公报\n2021年第3期\n青屏区人民政府关于公布文件清理结果的决定\n青政规〔2021〕1号\n各镇人民政府：\n"
        "区人民政府决定废止下列文件，现予公布。\n附件：废止的文件目录\n青屏区人民政府\n2021年3月20日\n附件\n废止的文件目录\n"
        "1\n青屏区人民政府关于加强消防工作的意见\n青政〔2008〕3号\n2\n青屏区人民政府关于促进就业的通知\n青政〔2009〕15号\n"
        "3\n青屏区人民政府办公室关于印发青屏区\n燃煤锅炉管理办法的通知\n青政办〔2010〕9号\n"
        "青屏区财政局关于做好2021年度会计\n人员信息采集工作的通知\n各镇财政所：\n请做好信息采集工作。\n青屏区财政局\n2021年3月25日\n"
    )
    assert [document.title for document in record.documents] == [
        "青屏区人民政府关于公布文件清理结果的决定",
        "青屏区财政局关于做好2021年度会计人员信息采集工作的通知",
    ]
