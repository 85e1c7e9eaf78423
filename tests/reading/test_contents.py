import pytest

from gazette.reading.contents import is_contents_heading, read_contents
from policies.reading.lines import Line

PLAN = "安澜市人民政府关于印发防汛方案的通知"
OPINION = "安澜市人民政府办公室关于加强防火工作的意见"


def lines(text):
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        mark = len(line) - len(line.lstrip("#"))
        found.append(Line(number, line.lstrip("#").strip() if mark else line, None, mark))
    return found


def read(text):
    return [(entry.section, entry.title, entry.page) for entry in read_contents(lines(text)).entries]


PLAIN = [("市政府文件", PLAN, 3), ("市政府办公室文件", OPINION, 12), ("大事记", "大事记", 60)]


@pytest.mark.parametrize(
    "leader",
    [
        "……{}",
        "……………（{}）",
        " .....\t{}",
        "…………({})",
        "\t{}",
        "·······{}",
        ". . . . . . {}",
        "（{}）",
        " —— {}",
        "……第{}页",
        "……{}-{}",
    ],
)
def test_leaders_of_every_kind(leader):
    text = (
        "目　录\n市政府文件\n"
        + PLAN
        + leader.replace("{}", "3")
        + "\n市政府办公室文件\n"
        + OPINION
        + leader.replace("{}", "12")
    )
    text += "\n大事记\n大事记" + leader.replace("{}", "60")
    assert read(text) == PLAIN


def test_a_gap_alone_before_the_page():
    assert read(f"目录\n市政府文件\n{PLAN}　3\n市政府办公室文件\n{OPINION}　12\n大事记\n大事记　60") == PLAIN


@pytest.mark.parametrize("section", ["【{}】", "### {}", "■ {}", "〖{}〗", "◆{}◆"[:4]])
def test_marked_sections(section):
    names = ["市政府文件", "市政府办公室文件", "大事记"]
    sections = [section.format(name) for name in names]
    text = f"## 目 录\n\n{sections[0]}\n\n{PLAN}……3\n\n{sections[1]}\n\n{OPINION}……12\n\n{sections[2]}\n\n大事记……60"
    assert read(text) == PLAIN


def test_titles_over_several_lines_and_blank_lines_between_all():
    text = "\n\n".join(
        [
            "目 次",
            "市政府文件",
            PLAN[:9],
            PLAN[9:14],
            PLAN[14:] + "………(3)",
            "市政府办公室文件",
            OPINION[:11],
            OPINION[11:] + "……(12)",
            "大事记",
            "大事记……(60)",
        ]
    )
    assert read(text) == PLAIN


def test_a_section_that_stands_over_a_bare_page_is_its_own_entry():
    assert read(f"目录\n### 市政府文件\n{PLAN} .....\t3\n### 大事记\n\n.....\t60\n-------\t----") == [
        ("市政府文件", PLAN, 3),
        ("大事记", "大事记", 60),
    ]


def test_a_chronicle_without_a_section_above():
    assert read(f"目录\n市政府文件\n{PLAN}……3\n大事记……60")[-1][1:] == ("大事记", 60)


def test_pages_in_front():
    text = f"目录\n（3）{PLAN[:10]}\n\n{PLAN[10:]}\n\n（12）{OPINION}\n\n（60）大事记\n\n主办：安澜市人民政府办公室\n\n· 1 ·"
    assert read(text) == [("", PLAN, 3), ("", OPINION, 12), ("", "大事记", 60)]
    text = f"目录\n市政府文件\n3　{PLAN}\n市政府办公室文件\n12　{OPINION}\n大事记\n60　大事记"
    assert read(text) == PLAIN


def test_pages_on_lines_of_their_own():
    text = f"目录\n市政府文件\n{PLAN}\n……\n3\n市政府办公室文件\n{OPINION}\n……12\n"
    assert read(text) == [("市政府文件", PLAN, 3), ("市政府办公室文件", OPINION, 12)]


def test_no_pages_at_all():
    text = (
        f"目录\n市政府文件\n{PLAN[:12]}\n{PLAN[12:]}\n市政府办公室文件\n{OPINION}\n大事记\n主办：安澜市人民政府办公室"
    )
    found = read(text)
    assert found[:2] == [("市政府文件", PLAN, None), ("市政府办公室文件", OPINION, None)]


def test_an_entry_that_lost_its_page_among_others():
    text = f"目录\n市政府文件\n{PLAN}\n安澜市人民政府关于同意规划的批复……8\n市政府办公室文件\n{OPINION}……12"
    assert read(text) == [
        ("市政府文件", PLAN, None),
        ("市政府文件", "安澜市人民政府关于同意规划的批复", 8),
        ("市政府办公室文件", OPINION, 12),
    ]


def test_what_stands_between_is_left_to_the_masthead():
    text = f"目录\n\n市政府文件\n\n{PLAN}……(3)\n\n安澜市人民政府政务刊物\n\n— 1 —\n\n{OPINION}……(12)\n\n编辑出版：\n安澜市人民政府办公室\n\n电话：\n(0590) 6010088"
    reading = read_contents(lines(text))
    assert [(entry.title, entry.page) for entry in reading.entries] == [(PLAN, 3), (OPINION, 12)]
    assert reading.last == 11
    assert reading.lines == {1, 3, 5, 11}


def test_orders_personnel_and_years_in_titles():
    text = "目录\n市政府令\n安澜市人民政府令（第3号）………（3）\n人事任免\n安澜市人民政府关于林岚等同志职务任免的通知……（5）\n安澜市2023年法治政府建设情况报告…………（7）\n安澜市防汛三年行动方案（2022—2024年）………（9）"
    assert read(text) == [
        ("市政府令", "安澜市人民政府令（第3号）", 3),
        ("人事任免", "安澜市人民政府关于林岚等同志职务任免的通知", 5),
        ("人事任免", "安澜市2023年法治政府建设情况报告", 7),
        ("人事任免", "安澜市防汛三年行动方案（2022—2024年）", 9),
    ]


def test_nothing_without_a_heading():
    assert read(f"{PLAN}……3") == []


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("目　　录", True),
        ("## 目 次", True),
        ("【目录】", True),
        ("目录 CONTENTS", True),
        ("本期目录", True),
        ("行政职权目录", False),
        ("目录管理办法", False),
    ],
)
def test_headings(text, heading):
    assert is_contents_heading(text) is heading


TWO = [("市政府文件", PLAN, 3), ("市政府文件", OPINION, 12)]


@pytest.mark.parametrize(
    "text",
    [
        f"目录\n市政府文件\n{PLAN}……3 {OPINION}……12",
        f"目录\n市政府文件\n{PLAN}......... 3 {OPINION}......... 12",
        f"目\n录\n市政府文件\n{PLAN}………3\n{OPINION}………12",
        f"**目　录**\n\n**市政府文件**\n\n{PLAN} ............ **3**\n\n{OPINION} ............ **12**",
        f"## 目录\n### 市政府文件\n- {PLAN} (3)\n- {OPINION} (12)",
        f"目录\n市政府文件\n1.{PLAN}………3\n2.{OPINION}………12",
        f"目录\n市政府文件\n{PLAN}————————3\n{OPINION}- - - - - - 12",
        f"目录\n市政府文件\n{PLAN}………\n(3)\n{OPINION}……\n(12)",
        f"目录\n市政府文件\n{PLAN}　　3\n安政发〔2022〕3号\n{OPINION}　　12\n安政办发〔2022〕4号",
        f"目录\n\nContents\n\n市政府文件\n\n    {PLAN}/3\n\n    {OPINION}/12",
        f"目录\n市政府文件\n| 标题 | 页码 |\n|---|---|\n| {PLAN} | 3 |\n| {OPINION} | 12 |",
    ],
)
def test_what_layout_models_and_editors_make_of_it(text):
    assert read(text) == TWO


def test_leaders_and_pages_tell_a_contents_that_lost_its_heading():
    text = f"安澜市人民政府公报\n2022年第4期\n市政府文件\n{PLAN}……3\n{OPINION}……12\n大事记\n2022年3月大事记……20\n主办：安澜市人民政府办公室"
    assert read(text) == [*TWO, ("大事记", "2022年3月大事记", 20)]


def test_a_state_gazette_without_sections():
    text = (
        "目　　录\n岚江省人民政府令（第 752 号） ……………（4）\n地名管理条例 ……………（4）\n岚江省人民政府关于同意在安澜等 27 个城市设立\n"
        "综合试验区的批复 ……………（33）\n岚江省任免工作人员 ……………（48）\n主管主办：岚江省人民政府办公厅"
    )
    assert read(text) == [
        ("", "岚江省人民政府令（第752号）", 4),
        ("", "地名管理条例", 4),
        ("", "岚江省人民政府关于同意在安澜等27个城市设立综合试验区的批复", 33),
        ("", "岚江省任免工作人员", 48),
    ]


def test_the_contents_and_not_the_highlights_of_a_cover():
    text = f"本期要目\n{OPINION}\n\n目　录\n市政府文件\n{PLAN}……3\n目　录\n{OPINION}……12"
    assert read(text) == TWO


def test_a_title_goes_on_behind_the_page_of_its_first_line() -> None:
    lines = [
        Line(1, "目录"),
        Line(2, "安澜市人民政府关于印发水渠管理方案……………（3）", opens=True),
        Line(3, "的通知", opens=False),
        Line(4, "安澜市人民政府关于做好防汛工作的通知……………（7）", opens=True),
    ]
    entries = read_contents(lines).entries
    assert [(one.title, one.page) for one in entries] == [
        ("安澜市人民政府关于印发水渠管理方案的通知", 3),
        ("安澜市人民政府关于做好防汛工作的通知", 7),
    ]
