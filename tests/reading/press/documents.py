"""Invents the contents of an issue: documents of the usual kinds as blocks, before anything is printed.

A block is (kind, marker, heading, text): kinds are chapter, heading, item (run-in heading or none), article, paragraph.
"""

from dataclasses import dataclass, field
from random import Random

from tests.reading.press import words

ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class Block:
    kind: str
    level: int = 0
    marker: str = ""
    heading: str = ""
    text: str = ""

    @property
    def printed(self) -> str:
        gap = "　" if self.kind in ("article", "chapter") else " " if self.marker[-1:].isdigit() else ""
        stop = "。" if self.heading and self.text else ""
        return f"{self.marker}{gap}{self.heading}{stop}{self.text}"


@dataclass(frozen=True)
class Grid:
    title: str
    columns: list[str]
    rows: list[list[str]]  # '' stands under a merged cell
    total: list[str] | None = None


@dataclass
class Document:
    genre: str
    title: str
    issuer: str
    number: str
    date: tuple[int, int, int]
    section: str
    addressees: list[str] = field(default_factory=list)
    addressee_line: str = ""
    body: list[Block] = field(default_factory=list)
    enclosed: list[tuple[str, list[Block]]] = field(default_factory=list)
    appendices: list[tuple[str, bool, Grid | None]] = field(default_factory=list)
    publicity: str = ""
    signature: list[str] = field(default_factory=list)
    cites: list[str] = field(default_factory=list)
    repeals: list[dict[str, str]] = field(default_factory=list)
    people: list[dict[str, object]] = field(default_factory=list)


@dataclass
class Issue:
    city: str
    gazette: str
    year: int
    number: int
    month: int
    fields: dict[str, str]
    board: list[tuple[str, list[str]]]
    documents: list[Document]
    chronicle: list[tuple[int, str]]


def plan_blocks(chance: Random) -> list[Block]:
    blocks = [Block("paragraph", text=f"为{words.sentence(chance, 2)[:-1]}，结合实际，制定本方案。")]
    for a in range(chance.randint(3, 5)):
        blocks.append(Block("heading", 1, f"{ORDINALS[a]}、", words.clause(chance)))
        if chance.random() < 0.3:
            blocks += [Block("paragraph", text=words.paragraph(chance, 2, 5)) for _ in range(2)]
            continue
        for b in range(chance.randint(2, 4)):
            marker = f"（{ORDINALS[b]}）"
            if chance.random() < 0.6:
                blocks.append(Block("item", 2, marker, words.clause(chance), words.paragraph(chance, 1, 5)))
            else:
                blocks.append(Block("heading", 2, marker, words.clause(chance)))
                for c in range(chance.randint(2, 3)):
                    blocks.append(Block("item", 3, f"{c + 1}.", words.clause(chance), words.paragraph(chance, 1, 3)))
    return blocks


def regulation_blocks(chance: Random, day: tuple[int, int, int]) -> list[Block]:
    blocks, n = [], 0
    chapters = chance.random() < 0.7
    for a in range(chance.randint(3, 4) if chapters else 1):
        if chapters:
            blocks.append(Block("chapter", 1, f"第{ORDINALS[a]}章", "总则" if a == 0 else words.clause(chance)))
        for _ in range(chance.randint(2, 4)):
            n += 1
            blocks.append(Block("article", 0, f"第{numeral(n)}条", "", words.paragraph(chance, 1, 3)))
            if chance.random() < 0.3:
                blocks[-1] = Block("article", 0, f"第{numeral(n)}条", "", f"{words.clause(chance)}应当符合下列要求：")
                blocks += [Block("item", 9, f"（{ORDINALS[i]}）", "", f"{words.clause(chance)}；") for i in range(3)]
            if chance.random() < 0.2:
                blocks.append(Block("paragraph", text=words.sentence(chance)))
    blocks.append(Block("article", 0, f"第{numeral(n + 1)}条", "", f"本办法自{day[0]}年{day[1]}月{day[2]}日起施行。"))
    return blocks


def numeral(n: int) -> str:
    if n <= 10:
        return ORDINALS[n - 1]
    tens, ones = divmod(n, 10)
    return (ORDINALS[tens - 1] if tens > 1 else "") + "十" + (ORDINALS[ones - 1] if ones else "")


def task_grid(chance: Random, title: str, counties: list[str]) -> Grid:
    if chance.random() < 0.5:
        rows, total = [], 0
        for n in range(1, chance.randint(5, 12)):
            amount = chance.randint(100, 9000)
            total += amount
            rows.append(
                [
                    str(n),
                    chance.choice(counties),
                    f"{chance.choice(words.SUBJECTS)}项目",
                    str(amount),
                    f"{chance.randint(2021, 2026)}年",
                ]
            )
        return Grid(
            title, ["序号", "所在地", "项目名称", "总投资（万元）", "建设年限"], rows, ["合计", "", "", str(total), ""]
        )
    rows = []
    for _ in range(chance.randint(2, 4)):
        kind = words.clause(chance)
        for b in range(chance.randint(1, 3)):
            rows.append(
                [
                    kind if b == 0 else "",
                    f"{words.clause(chance)}。",
                    f"市{chance.choice(words.BUREAUS)}",
                    f"{chance.randint(3, 12)}月底前",
                ]
            )
    return Grid(title, ["任务类别", "具体任务", "责任单位", "完成时限"], rows)


def invent_document(chance: Random, kind: str, place: tuple, year: int, month: int, serial: int) -> Document:
    city, code, _, counties = place
    office = chance.random() < 0.5 and kind in ("plan", "opinion", "reply")
    issuer = f"{city}人民政府{'办公室' if office else ''}"
    series = code + ("办" if office else "") + chance.choice(["发", "规" if not office else "发"])
    day = (year, month, chance.randint(1, 28))
    subject = chance.choice(words.SUBJECTS)
    common = {"issuer": issuer, "date": day, "signature": [issuer], "number": f"{series}〔{year}〕{serial}号"}
    listed = chance.choice(
        [
            (["各县（市、区）人民政府", "市直各部门"], "各县（市、区）人民政府，市直各部门："),
            (
                ["各县（市、区）人民政府", "高新区管委会", "市政府各部门、各直属机构"],
                "各县（市、区）人民政府，高新区管委会，市政府各部门、各直属机构：",
            ),
        ]
    )
    to = {"addressees": listed[0], "addressee_line": listed[1]}
    publicity = chance.choice(["", "此件公开发布"])
    if kind == "plan":
        name = f"{city}{subject}{chance.choice(['实施方案', f'行动计划（{year}—{year + 2}年）', '工作方案'])}"
        made = Document(
            "通知",
            f"{issuer}关于印发{name}的通知",
            section="政府办公室文件" if office else "政府文件",
            publicity=publicity,
            **common,
            **to,
        )
        old = f"{code}发〔{year - 6}〕{chance.randint(1, 90)}号"
        made.body = [Block("paragraph", text=f"《{name}》已经市人民政府同意，现印发给你们，请认真组织实施。")]
        made.enclosed = [(name, plan_blocks(chance))]
        if chance.random() < 0.5:
            made.enclosed[0][1].append(Block("paragraph", text=f"《关于做好{subject}工作的通知》（{old}）同时废止。"))
            made.cites, made.repeals = [old], [{"doc_number": old, "title": f"关于做好{subject}工作的通知"}]
        if chance.random() < 0.6:
            title = f"{city}{subject}重点任务表"
            made.appendices = [(title, False, task_grid(chance, title, counties))]
        return made
    if kind == "regulation":
        name = f"{city}{subject}管理办法"
        made = Document(
            "通知", f"{issuer}关于印发《{name}》的通知", section="政府文件", publicity=publicity, **common, **to
        )
        made.body = [Block("paragraph", text=f"现将《{name}》印发给你们，请遵照执行。")]
        made.enclosed = [(name, regulation_blocks(chance, day))]
        return made
    if kind == "order":
        name = f"{city}{subject}规定"
        made = Document(
            "令", f"{city}人民政府令", section="政府规章", **{**common, "number": f"{city}人民政府令第{serial}号"}
        )
        made.body = [
            Block(
                "paragraph",
                text=f"《{name}》已经{year}年{month}月1日市人民政府第{chance.randint(10, 60)}次常务会议审议通过，现予公布，自{year + 1}年1月1日起施行。",
            )
        ]
        made.signature = [f"市长　{words.name(chance)}"]
        made.enclosed = [(name, regulation_blocks(chance, (year + 1, 1, 1)))]
        return made
    if kind == "opinion":
        made = Document(
            "意见", f"{issuer}关于加强{subject}工作的实施意见", section="政府文件", publicity=publicity, **common, **to
        )
        made.body = plan_blocks(chance)
        return made
    if kind == "announcement":
        made = Document("通告", f"{issuer}关于{subject}有关事项的通告", section="公告通告", **common)
        made.body = [
            Block("paragraph", text=f"为{words.sentence(chance, 2)[:-1]}，现将有关事项通告如下："),
            *[Block("item", 1, f"{ORDINALS[i]}、", "", words.paragraph(chance, 1, 2)) for i in range(3)],
        ]
        return made
    if kind == "personnel":
        made = Document(
            "任免",
            f"{issuer}关于{words.name(chance)}等同志职务任免的通知",
            section="人事任免",
            **{**common, "number": f"{code}任〔{year}〕{serial}号"},
            **to,
        )
        people = chance.sample(words.NAMES, 4)
        made.body = [Block("paragraph", text="经市人民政府研究，决定：")]
        for who in people[:2]:
            post = f"{city}{chance.choice(words.POSTS[:6])}"
            made.body.append(Block("paragraph", text=f"任命{who}为{post}；"))
            made.people.append({"name": who, "appointed": [post], "removed": [], "note": None})
        for who in people[2:]:
            post = f"{city}{chance.choice(words.POSTS[:6])}"
            made.body.append(Block("paragraph", text=f"免去{who}的{post}职务。"))
            made.people.append({"name": who, "appointed": [], "removed": [post], "note": None})
        return made
    if kind == "scheme":
        return _scheme(chance, city, issuer, subject, common, to)
    if kind == "joint":
        return _joint(chance, city, subject, day, code, serial)
    if kind == "several":
        return _several(chance, city, issuer, common, to, counties)
    made = Document(
        "批复",
        f"{issuer}关于{counties[0]}{subject}规划的批复",
        section="政府文件",
        **{**common, "number": f"{code}函〔{year}〕{serial}号"},
    )
    made.addressees, made.addressee_line = [f"{counties[0]}人民政府"], f"{counties[0]}人民政府："
    made.body = [
        Block("paragraph", text="你单位关于审批规划的请示收悉。现批复如下："),
        *[Block("item", 1, f"{ORDINALS[i]}、", "", words.paragraph(chance, 1, 2)) for i in range(3)],
    ]
    return made


def _scheme(chance: Random, city: str, issuer: str, subject: str, common: dict, to: dict) -> Document:
    """An emergency scheme numbered 1, 1.1, 1.1.1."""
    name = f"{city}{subject}应急预案"
    made = Document(
        "通知", f"{issuer}关于印发{name}的通知", section="政府文件", publicity="此件公开发布", **common, **to
    )
    made.body = [Block("paragraph", text=f"现将《{name}》印发给你们，请认真贯彻执行。")]
    blocks = []
    for a in range(1, chance.randint(4, 6)):
        blocks.append(Block("heading", 1, f"{a}", words.clause(chance)))
        for b in range(1, chance.randint(3, 4)):
            blocks.append(Block("heading", 2, f"{a}.{b}", words.clause(chance)))
            if chance.random() < 0.4:
                for c in range(1, 3):
                    blocks.append(Block("heading", 3, f"{a}.{b}.{c}", words.clause(chance)))
                    blocks.append(Block("paragraph", text=words.paragraph(chance, 1, 3)))
            else:
                blocks.append(Block("paragraph", text=words.paragraph(chance, 1, 3)))
    made.enclosed = [(name, blocks)]
    return made


def _joint(chance: Random, city: str, subject: str, day: tuple[int, int, int], code: str, serial: int) -> Document:
    """A notice of two departments, two signatures under it."""
    first, second = (f"{city}{bureau}" for bureau in chance.sample(["财政局", "水务局", "民政局", "交通运输局"], 2))
    made = Document(
        "通知",
        f"{first} {second}关于做好{subject}有关工作的通知",
        first,
        f"{code[0]}财联发〔{day[0]}〕{serial}号",
        day,
        "部门文件",
    )
    made.signature = [first, second]
    made.addressees, made.addressee_line = (
        ["各县（市、区）有关部门", "各有关单位"],
        "各县（市、区）有关部门，各有关单位：",
    )
    made.body = plan_blocks(chance)
    return made


def _several(chance: Random, city: str, issuer: str, common: dict, to: dict, counties: list[str]) -> Document:
    """A notice that lists three appendices, the last of which is not printed."""
    subject = chance.choice(words.SUBJECTS)
    made = Document(
        "通知", f"{issuer}关于做好{subject}工作的通知", section="政府文件", publicity="此件公开发布", **common, **to
    )
    made.body = plan_blocks(chance)
    first, second, third = f"{city}{subject}任务清单", f"{city}{subject}项目汇总表", f"{city}{subject}分布示意图"
    made.appendices = [
        (first, False, task_grid(chance, first, counties)),
        (second, False, task_grid(chance, second, counties)),
        (third, True, None),
    ]
    return made


KINDS = [
    "plan",
    "regulation",
    "order",
    "opinion",
    "announcement",
    "personnel",
    "reply",
    "plan",
    "scheme",
    "joint",
    "several",
]


def invent_issue(seed: int) -> Issue:
    """An issue from a seed: the same seed gives the same issue."""
    chance = Random(seed)
    place = chance.choice(words.CITIES)
    year, month = chance.randint(2016, 2025), chance.randint(2, 12)
    kinds = chance.sample(KINDS, chance.randint(4, 7))
    documents = [invent_document(chance, kind, place, year, month, 10 + 3 * i) for i, kind in enumerate(kinds)]
    documents.sort(key=lambda one: one.section)
    fields = {
        "frequency": chance.choice(["月刊", "双月刊", "季刊"]),
        "publisher": f"{place[0]}人民政府办公室",
        "postcode": str(chance.randint(100000, 899999)),
        "phone": f"0{chance.randint(310, 999)}-{chance.randint(2000000, 8999999)}",
        "address": f"{place[0]}文华路{chance.randint(1, 99)}号",
        "printer": f"{place[0]}文汇印务有限公司",
        "permit_number": f"内资准字第{chance.randint(100, 999)}号",
    }
    names = chance.sample(words.NAMES, 8)
    board = [("主任", names[:1]), ("副主任", names[1:3]), ("委员", names[3:7]), ("责任编辑", names[7:])]
    days = sorted(chance.sample(range(1, 28), 6))
    chronicle = [
        (day, f"市领导{words.name(chance)}调研{chance.choice(words.SUBJECTS)}工作，{words.sentence(chance, 2)}")
        for day in days
    ]
    return Issue(
        place[0], f"{place[0]}人民政府公报", year, chance.randint(1, 12), month - 1, fields, board, documents, chronicle
    )
