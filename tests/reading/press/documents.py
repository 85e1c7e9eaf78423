"""Invents documents of the usual kinds, one function for each kind."""

from dataclasses import dataclass
from random import Random
from typing import Any

from tests.reading.press import words
from tests.reading.press.bodies import appendix_grid, plan_blocks, points, regulation_blocks, scheme_blocks
from tests.reading.press.shapes import Block, Document

_ADDRESSED = (
    (["各县（市、区）人民政府", "市直各部门"], "各县（市、区）人民政府，市直各部门："),
    (
        ["各县（市、区）人民政府", "高新区管委会", "市政府各部门、各直属机构"],
        "各县（市、区）人民政府，高新区管委会，市政府各部门、各直属机构：",
    ),
)
_OF_OFFICE = ("plan", "opinion", "reply")  # what a government's office may issue as well


@dataclass(frozen=True)
class Occasion:
    """What is settled before a document's kind has its say: who issues it, when, about what, to whom."""

    chance: Random
    city: str
    code: str
    counties: list[str]
    office: bool
    issuer: str
    serial: int
    number: str
    day: tuple[int, int, int]
    subject: str
    addressees: list[str]
    addressee_line: str
    publicity: str

    def document(self, genre: str, title: str, section: str, *, addressed: bool = True, **given: Any) -> Document:
        """A document with what the occasion settles; `given` has the last word."""
        to = {"addressees": self.addressees, "addressee_line": self.addressee_line} if addressed else {}
        own = {"issuer": self.issuer, "number": self.number, "date": self.day, "signature": [self.issuer], **to}
        return Document(genre, title, section=section, **{**own, **given})


def invent_document(chance: Random, kind: str, place: tuple, year: int, month: int, serial: int) -> Document:
    city, code, _, counties = place
    office = chance.random() < 0.5 and kind in _OF_OFFICE
    series = code + ("办" if office else "") + chance.choice(["发", "规" if not office else "发"])
    day = (year, month, chance.randint(1, 28))
    subject = chance.choice(words.SUBJECTS)
    addressees, line = chance.choice(_ADDRESSED)
    occasion = Occasion(
        chance=chance,
        city=city,
        code=code,
        counties=counties,
        office=office,
        issuer=f"{city}人民政府{'办公室' if office else ''}",
        serial=serial,
        number=f"{series}〔{year}〕{serial}号",
        day=day,
        subject=subject,
        addressees=addressees,
        addressee_line=line,
        publicity=chance.choice(["", "此件公开发布"]),
    )
    return _BY_KIND[kind](occasion)


def _plan(on: Occasion) -> Document:
    """A notice that issues a plan, which may repeal a notice and have a table."""
    chance, year = on.chance, on.day[0]
    name = f"{on.city}{on.subject}{chance.choice(['实施方案', f'行动计划（{year}—{year + 2}年）', '工作方案'])}"
    section = "政府办公室文件" if on.office else "政府文件"
    made = on.document("通知", f"{on.issuer}关于印发{name}的通知", section, publicity=on.publicity)
    old = f"{on.code}发〔{year - 6}〕{chance.randint(1, 90)}号"
    made.body = [Block("paragraph", text=f"《{name}》已经市人民政府同意，现印发给你们，请认真组织实施。")]
    made.enclosed = [(name, plan_blocks(chance))]
    if chance.random() < 0.5:
        title = f"关于做好{on.subject}工作的通知"
        made.enclosed[0][1].append(Block("paragraph", text=f"《{title}》（{old}）同时废止。"))
        made.cites, made.repeals = [old], [{"doc_number": old, "title": title}]
    if chance.random() < 0.6:
        title = f"{on.city}{on.subject}重点任务表"
        made.appendices = [(title, False, appendix_grid(chance, title, on.counties))]
    return made


def _regulation(on: Occasion) -> Document:
    name = f"{on.city}{on.subject}管理办法"
    made = on.document("通知", f"{on.issuer}关于印发《{name}》的通知", "政府文件", publicity=on.publicity)
    made.body = [Block("paragraph", text=f"现将《{name}》印发给你们，请遵照执行。")]
    made.enclosed = [(name, regulation_blocks(on.chance, on.day))]
    return made


def _order(on: Occasion) -> Document:
    """A mayor's order that promulgates a regulation."""
    name, (year, month, _) = f"{on.city}{on.subject}规定", on.day
    number = f"{on.city}人民政府令第{on.serial}号"
    made = on.document("令", f"{on.city}人民政府令", "政府规章", addressed=False, number=number)
    passed = f"已经{year}年{month}月1日市人民政府第{on.chance.randint(10, 60)}次常务会议审议通过"
    made.body = [Block("paragraph", text=f"《{name}》{passed}，现予公布，自{year + 1}年1月1日起施行。")]
    made.signature = [f"市长　{words.name(on.chance)}"]
    made.enclosed = [(name, regulation_blocks(on.chance, (year + 1, 1, 1)))]
    return made


def _opinion(on: Occasion) -> Document:
    title = f"{on.issuer}关于加强{on.subject}工作的实施意见"
    return on.document("意见", title, "政府文件", publicity=on.publicity, body=plan_blocks(on.chance))


def _announcement(on: Occasion) -> Document:
    made = on.document("通告", f"{on.issuer}关于{on.subject}有关事项的通告", "公告通告", addressed=False)
    reason = words.sentence(on.chance, 2)[:-1]
    made.body = [Block("paragraph", text=f"为{reason}，现将有关事项通告如下："), *points(on.chance)]
    return made


def _personnel(on: Occasion) -> Document:
    """Two people appointed, two removed."""
    chance = on.chance
    title = f"{on.issuer}关于{words.name(chance)}等同志职务任免的通知"
    made = on.document("任免", title, "人事任免", number=f"{on.code}任〔{on.day[0]}〕{on.serial}号")
    people = chance.sample(words.NAMES, 4)
    made.body = [Block("paragraph", text="经市人民政府研究，决定：")]
    for who in people[:2]:
        post = f"{on.city}{chance.choice(words.POSTS[:6])}"
        made.body.append(Block("paragraph", text=f"任命{who}为{post}；"))
        made.people.append({"name": who, "appointed": [post], "removed": [], "note": None})
    for who in people[2:]:
        post = f"{on.city}{chance.choice(words.POSTS[:6])}"
        made.body.append(Block("paragraph", text=f"免去{who}的{post}职务。"))
        made.people.append({"name": who, "appointed": [], "removed": [post], "note": None})
    return made


def _reply(on: Occasion) -> Document:
    """To the one county that asked."""
    asking = f"{on.counties[0]}人民政府"
    made = on.document(
        "批复",
        f"{on.issuer}关于{on.counties[0]}{on.subject}规划的批复",
        "政府文件",
        number=f"{on.code}函〔{on.day[0]}〕{on.serial}号",
        addressees=[asking],
        addressee_line=f"{asking}：",
    )
    made.body = [Block("paragraph", text="你单位关于审批规划的请示收悉。现批复如下："), *points(on.chance)]
    return made


def _scheme(on: Occasion) -> Document:
    name = f"{on.city}{on.subject}应急预案"
    made = on.document("通知", f"{on.issuer}关于印发{name}的通知", "政府文件", publicity="此件公开发布")
    made.body = [Block("paragraph", text=f"现将《{name}》印发给你们，请认真贯彻执行。")]
    made.enclosed = [(name, scheme_blocks(on.chance))]
    return made


def _joint(on: Occasion) -> Document:
    """A notice of two departments, two signatures under it."""
    bureaus = on.chance.sample(["财政局", "水务局", "民政局", "交通运输局"], 2)
    first, second = (f"{on.city}{bureau}" for bureau in bureaus)
    return on.document(
        "通知",
        f"{first} {second}关于做好{on.subject}有关工作的通知",
        "部门文件",
        issuer=first,
        number=f"{on.code[0]}财联发〔{on.day[0]}〕{on.serial}号",
        signature=[first, second],
        addressees=["各县（市、区）有关部门", "各有关单位"],
        addressee_line="各县（市、区）有关部门，各有关单位：",
        body=plan_blocks(on.chance),
    )


def _several(on: Occasion) -> Document:
    """A notice that lists three appendices, the last of which is not printed."""
    subject = on.chance.choice(words.SUBJECTS)
    title = f"{on.issuer}关于做好{subject}工作的通知"
    made = on.document("通知", title, "政府文件", publicity="此件公开发布", body=plan_blocks(on.chance))
    first, second, third = (f"{on.city}{subject}{one}" for one in ("任务清单", "项目汇总表", "分布示意图"))
    made.appendices = [
        (first, False, appendix_grid(on.chance, first, on.counties)),
        (second, False, appendix_grid(on.chance, second, on.counties)),
        (third, True, None),
    ]
    return made


_BY_KIND = {
    "plan": _plan,
    "regulation": _regulation,
    "order": _order,
    "opinion": _opinion,
    "announcement": _announcement,
    "personnel": _personnel,
    "reply": _reply,
    "scheme": _scheme,
    "joint": _joint,
    "several": _several,
}
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
