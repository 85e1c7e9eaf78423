import pytest

from policies.reading.appointments import read_appointments


def read(*paragraphs, issuer="安澜市人民政府"):
    found = read_appointments([(f"main__p_{n}", text) for n, text in enumerate(paragraphs, 1)], issuer=issuer)
    return [(one.name, list(one.appointed), list(one.removed), one.note) for one in found]


DIRECTOR = "安澜市水务局局长"


@pytest.mark.parametrize(
    "text",
    [
        "任命林岚为安澜市水务局局长；",
        "任命林 岚同志为安澜市水务局局长。",
        "林岚 任安澜市水务局局长；",
        "- 林　岚 任安澜市水务局局长；",
        "1．林岚同志任安澜市水务局局长；",
        "林岚担任安澜市水务局局长职务。",
        "聘任林岚为安澜市水务局局长。",
        "经市人民政府研究，决定任命林岚为安澜市水务局局长。",
        "任命：林岚为安澜市水务局局长。",
        "林岚现任安澜市水务局局长",
    ],
)
def test_a_post_gained(text):
    assert read(text) == [("林岚", [DIRECTOR], [], "")]


@pytest.mark.parametrize(
    "text",
    [
        "免去林岚的安澜市水务局局长职务。",
        "免去林 岚同志的安澜市水务局局长职务；",
        "免去林岚安澜市水务局局长职务；",
        "林岚 免去安澜市水务局局长职务；",
        "林岚不再担任安澜市水务局局长职务。",
        "解聘林岚的安澜市水务局局长职务。",
        "因工作调动，免去林岚安澜市水务局局长职务。",
        "免去林岚同志安澜市水务局局长职务。",
        "市人民政府决定，免去林岚的安澜市水务局局长职务。",
        "撤销林岚的安澜市水务局局长职务。",
        "接受林岚辞去安澜市水务局局长职务的请求。",
    ],
)
def test_a_post_lost(text):
    assert read(text) == [("林岚", [], [DIRECTOR], "")]


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("林岚 任安澜市水务局局长（试用期一年）；", ("林岚", [DIRECTOR], [], "试用期一年")),
        ("林岚 任安澜市水务局局长（副处级，试用期一年）；", ("林岚", [DIRECTOR + "（副处级）"], [], "试用期一年")),
        (
            "林岚 现任安澜市水务局局长（正处级），试用期满，正式任职；",
            ("林岚", [DIRECTOR + "（正处级）"], [], "试用期满，正式任职"),
        ),
        ("林岚同志试用期满，正式任安澜市水务局局长；", ("林岚", [DIRECTOR], [], "试用期满，正式任职")),
        (
            "林岚任安澜市水务局局长（兼）、市河长制办公室主任。",
            ("林岚", [DIRECTOR + "（兼）", "市河长制办公室主任"], [], ""),
        ),
        ("免去林岚安澜市水务局局长职务，退休。", ("林岚", [], [DIRECTOR], "退休")),
        (
            "任命林岚为安澜市水务局局长，免去其安澜市财政局副局长职务；",
            ("林岚", [DIRECTOR], ["安澜市财政局副局长"], ""),
        ),
        ("林岚任安澜市水务局局长，不再担任安澜市财政局副局长职务。", ("林岚", [DIRECTOR], ["安澜市财政局副局长"], "")),
        ("聘任欧阳小风为安澜市人民政府参事，聘期三年；", ("欧阳小风", ["安澜市人民政府参事"], [], "聘期三年")),
        ("任小明任安澜市水务局局长", ("任小明", [DIRECTOR], [], "")),
        ("免去林小岚安澜市水务局局长、党组书记职务", ("林小岚", [], [DIRECTOR, "党组书记"], "")),
    ],
)
def test_posts_and_what_is_said_of_them(text, entry):
    assert read(text) == [entry]


@pytest.mark.parametrize(
    ("text", "name", "post"),
    [
        ("免去林岚市财政局局长职务", "林岚", "市财政局局长"),
        ("免去林小岚市财政局局长职务", "林小岚", "市财政局局长"),
        ("免去林岚安澜日报社社长职务", "林岚", "安澜日报社社长"),
        ("免去林小岚公安局副局长职务", "林小岚", "公安局副局长"),
        ("免去欧阳小风云岭县县长职务", "欧阳小风", "云岭县县长"),
    ],
)
def test_where_a_name_ends_that_nothing_parts_from_its_post(text, name, post):
    assert read(text) == [(name, [], [post], "")]


def test_a_closing_line_gives_all_above_their_term():
    assert read("林岚任安澜市水务局局长；", "免去江平的安澜市水务局局长职务。", "以上同志试用期一年。") == [
        ("林岚", [DIRECTOR], [], "试用期一年"),
        ("江平", [], [DIRECTOR], ""),
    ]


@pytest.mark.parametrize("note", ["试用期一年，从任命之日起计算", "试用期一年，自2022年3月起", "挂职时间一年"])
def test_terms_in_brackets_are_notes(note):
    assert read(f"任命林岚为安澜市水务局局长（{note}）。") == [("林岚", [DIRECTOR], [], note)]


def test_several_people_share_a_post():
    assert [one[:2] for one in read("任命林岚、江平为安澜市人民政府副秘书长。")] == [
        ("林岚", ["安澜市人民政府副秘书长"]),
        ("江平", ["安澜市人民政府副秘书长"]),
    ]


def test_several_people_in_one_sentence():
    assert read("决定任命林岚为安澜市水务局局长，江平为安澜市财政局局长；免去许诺的安澜市财政局局长职务。") == [
        ("林岚", [DIRECTOR], [], ""),
        ("江平", ["安澜市财政局局长"], [], ""),
        ("许诺", [], ["安澜市财政局局长"], ""),
    ]


def test_a_head_says_what_the_list_below_does():
    assert read(
        "任命：",
        "林岚为安澜市水务局局长；",
        "江平　安澜市财政局局长",
        "免去下列同志职务：",
        "许诺的安澜市财政局局长职务；",
    ) == [
        ("林岚", [DIRECTOR], [], ""),
        ("江平", ["安澜市财政局局长"], [], ""),
        ("许诺", [], ["安澜市财政局局长"], ""),
    ]


def test_a_full_stop_does_not_part_a_person_from_the_post_lost():
    assert read("林岚同志任安澜市水务局局长。免去其安澜市财政局副局长职务。") == [
        ("林岚", [DIRECTOR], ["安澜市财政局副局长"], "")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "安政任〔2022〕24号",
        "安澜市人民政府任免通知",
        "各县（市、区）人民政府，市直各部门：",
        "经研究，决定：",
        "现将有关事项通知如下：",
        "任免机关为市人民政府。",
        "2022年12月30日",
    ],
)
def test_what_appoints_nobody(text):
    assert read(text) == []


def test_an_entry_names_its_paragraph():
    (one,) = read_appointments([("main__p_2", "林岚任安澜市水务局局长")])
    assert one.provision == "main__p_2"
