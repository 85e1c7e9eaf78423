from datetime import date

import pytest

from gazette.reading.labels import split_labels
from gazette.reading.masthead import read_masthead
from gazette.reading.numbering import IssueNumber, read_issue_number
from policies.grammar.names import is_name, split_names
from policies.reading.lines import Line


def read(text, **hints):
    return read_masthead([Line(number, line) for number, line in enumerate(text.split("\n"), 1)], **hints)


def board(text):
    return dict(read(text).board)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2022年第4期", IssueNumber(2022, 4)),
        ("2023年 第1期", IssueNumber(2023, 1)),
        ("2022.4", IssueNumber(2022, 4)),
        ("安澜市人民政府公报 2023·7", IssueNumber(2023, 7)),
        ("二〇二二年第四期", IssueNumber(2022, 4)),
        ("第 3 期 （总第 87 期）", IssueNumber(None, 3, None, 87)),
        ("2022 年 第 7 号 总号：1760", IssueNumber(2022, 7, None, 1760)),
        ("双月刊 2023年第2期 总第14期", IssueNumber(2023, 2, None, 14)),
        ("2022年4月30日 第4期", IssueNumber(2022, 4)),
        ("2022年第3—4期合刊", IssueNumber(2022, 3, 4, None, "combined")),
        ("2022年第1、2期", IssueNumber(2022, 1, 2, None, "combined")),
        ("2022年增刊", IssueNumber(2022, None, None, None, "supplement")),
        ("2022年增刊第1期", IssueNumber(2022, 1, None, None, "supplement")),
        ("（总号：203）", IssueNumber(None, None, None, 203)),
        ("文昌街78号", IssueNumber()),
        ("电话 0590-6010088", IssueNumber()),
    ],
)
def test_numbers_of_issues(text, number):
    assert read_issue_number(text) == number


COLUMN = """安澜市人民政府 公报
传达政令 公开政务
服务发展 便民利企
（月刊）
2024年第3期（总第87期）
准印证号: 岚新出(2024)准印字第LB036号
主 任
副 主 任 祁望舒

编 委

彭小飞 李 明
段 葳 王必飞
何志礼
主　　编　方若衡
副 主 编
责任编辑 陶 昱　秦小满
编辑出版：
安澜市人民政府办公室
地址：
安澜市文华路78号
电话、传真：
(0590) 6010088
邮政编码：
368800
印制：
安澜市文汇数码印刷
工作室"""


def test_labels_over_values_and_names_over_lines():
    found = read(COLUMN)
    assert (found.title, found.year, found.number, found.total_number, found.frequency) == (
        "安澜市人民政府公报",
        2024,
        3,
        87,
        "月刊",
    )
    assert found.slogan == "传达政令 公开政务 服务发展 便民利企"
    assert found.permit_number == "岚新出(2024)准印字第LB036号"
    assert (found.publisher, found.address) == ("安澜市人民政府办公室", "安澜市文华路78号")
    assert (found.phone, found.postcode, found.printer) == ("(0590) 6010088", "368800", "安澜市文汇数码印刷工作室")
    assert found.board == (
        ("主任", ()),
        ("副主任", ("祁望舒",)),
        ("编委", ("彭小飞", "李明", "段葳", "王必飞", "何志礼")),
        ("主编", ("方若衡",)),
        ("副主编", ()),
        ("责任编辑", ("陶昱", "秦小满")),
    )


def test_blank_lines_between_all_change_nothing():
    assert read(COLUMN.replace("\n", "\n\n")) == read(COLUMN)


def test_several_labels_on_one_line_and_labels_behind():
    found = read(
        "临禾县人民政府公报\n双月刊 2023年第2期 总第14期\n临禾县人民政府办公室主办\n"
        "通信地址：临禾县禾兴大道6号　邮政编码：723800　电话：0590-5236677　传真：0590-5236678\n承印：临禾县春风印刷厂　出版日期：2023年4月30日"
    )
    assert (found.publisher, found.address, found.postcode) == ("临禾县人民政府办公室", "临禾县禾兴大道6号", "723800")
    assert (found.phone, found.printer, found.published_on) == ("0590-5236677", "临禾县春风印刷厂", date(2023, 4, 30))
    assert ("传真", "0590-5236678") in found.fields


def test_who_publishes_comes_before_who_sponsors():
    text = "主管：临禾县人民政府\n主办：临禾县人民政府办公室\n编辑部：临禾县人民政府公报编辑部"
    assert read(text).publisher == "临禾县人民政府公报编辑部"
    assert read(text.rsplit("\n", 1)[0]).publisher == "临禾县人民政府办公室"


@pytest.mark.parametrize(
    ("text", "permit"),
    [
        ("内部资料性出版物准印证号：岚内资（2024）第036号", "岚内资（2024）第036号"),
        ("内部资料准印证：平新出内准字2023-016号", "平新出内准字2023-016号"),
        ("岚新出准印字第AL012号", "岚新出准印字第AL012号"),
        ("国内统一刊号：CN 53-1001/D", "CN 53-1001/D"),
        ("ISSN 1004-3438  CN 11-1611/D", "ISSN 1004-3438  CN 11-1611/D"),
    ],
)
def test_permits(text, permit):
    assert read(text).permit_number == permit


def test_forms_of_a_board():
    assert board("编委会主任：林 岚（兼）\n副主任：江平、欧阳小风、许 诺") == {
        "编委会主任": ("林岚",),
        "副主任": ("江平", "欧阳小风", "许诺"),
    }
    assert board("主编　林岚　　副主编　江平　　责任编辑　许诺") == {
        "主编": ("林岚",),
        "副主编": ("江平",),
        "责任编辑": ("许诺",),
    }
    assert board("主 编　　副主编　　责任编辑\n林岚　　江平　　许诺") == {
        "主编": ("林岚",),
        "副主编": ("江平",),
        "责任编辑": ("许诺",),
    }
    assert board("编辑　林岚　江平\n传达政令 宣传政策") == {"编辑": ("林岚", "江平")}
    assert board("编辑：安澜市人民政府办公室") == {}


def test_the_title_in_quotes_or_in_a_running_head():
    assert read("出版：《云溪市人民政府公报》编辑室").title == "云溪市人民政府公报"
    found = read("", running_heads=["云溪市人民政府公报　2021·11　市政府文件"])
    assert (found.title, found.year, found.number) == ("云溪市人民政府公报", 2021, 11)
    assert read("安澜市人民政府公报\n2024年第3期", running_heads=["云溪市人民政府公报 2021·11"]).year == 2024


@pytest.mark.parametrize(
    "text",
    [
        "安澜市人民政府公报\n2022\n第\n4\n期",
        "安澜市\n人民政府公报\n2022\n04",
        "安澜市人民政府 公报\n2022 年第 4 期",
        "安澜市人民政府\n公 报\n（2022·4）",
        "安澜市人民政府公报（月刊）2022年第4期 总第64期",
        "# 安澜市人民政府公报\n2022年 第4期 (半月刊)",
    ],
)
def test_titles_and_numbers_scattered_over_lines(text):
    found = read(text.replace("# ", ""))
    assert (found.title, found.year, found.number) == ("安澜市人民政府公报", 2022, 4)


def test_sponsors_behind_their_names():
    found = read("安澜政报\n安澜市人民政府主管主办\n《安澜政报》编辑部编辑\n内部资料 免费交流")
    assert (found.title, found.publisher, found.slogan) == ("安澜政报", "《安澜政报》编辑部", "")
    assert ("主管主办", "安澜市人民政府") in found.fields


def test_dates_of_print():
    assert read("安澜市人民政府公报\n2024年第3期\n2024年3月31日出版").published_on == date(2024, 3, 31)
    assert read("安澜市人民政府公报\n第3期\n2024 年 3 月 31 日").year == 2024


def test_what_has_no_label_is_kept():
    found = read("安澜市人民政府政务刊物\n网址：www.anlan.example\n赠阅范围：各村（居）民委员会")
    assert found.fields == (
        ("网址", "www.anlan.example"),
        ("赠阅范围", "各村（居）民委员会"),
        ("", "安澜市人民政府政务刊物"),
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("彭小飞 李 明", ("彭小飞", "李明")),
        ("李　明", ("李明",)),
        ("顾云岫　陶 昱　邹怀民", ("顾云岫", "陶昱", "邹怀民")),
        ("陈 平 柴正茂", ("陈平", "柴正茂")),
        ("林 小 岚", ("林小岚",)),
        ("李 明 王 芳", ("李明", "王芳")),
        ("林岚、江平，许诺同志", ("林岚", "江平", "许诺")),
        ("买买提·艾力 林岚（女）", ("买买提·艾力", "林岚")),
        ("", ()),
    ],
)
def test_lists_of_names(text, names):
    assert split_names(text) == names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("林岚", True),
        ("欧阳小风", True),
        ("买买提·艾力", True),
        ("传达政令", False),
        ("宣传政策", False),
        ("办公室", False),
        ("林", False),
    ],
)
def test_names(text, name):
    assert is_name(text) is name


def test_a_sentence_has_no_labels():
    assert split_labels("电话会议由市长主持，各县（市、区）设分会场。") == []
    assert split_labels("主任会议讨论了有关事项") == []


def test_a_year_on_a_line_of_its_own_belongs_to_the_number() -> None:
    found = read_masthead(_lines("澄江市人民政府公报", "2021", "第5号", "（总第36号）"))
    assert (found.year, found.number, found.total_number) == (2021, 5, 36)


def test_two_years_on_lines_of_their_own_tell_nothing() -> None:
    assert read_masthead(_lines("澄江市人民政府公报", "2021", "2022", "第5号")).year is None


def _lines(*texts: str) -> list[Line]:
    return [Line(number, text) for number, text in enumerate(texts, 1)]
