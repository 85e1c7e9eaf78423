"""Turns the paragraphs of a personnel notice into appointments: one entry a person and paragraph, as print gives them.

任命林岚为…, 林岚任…，免去其…职务, 免去林岚的…职务, 聘任, 解聘, 不再担任, several people or posts at once; what a bracket or a
clause says of the term (试用期一年, 试用期满，正式任职, 退休) is the note, ranks and 兼 stay with the post.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from policies.grammar.names import is_name, split_names
from policies.grammar.organs import split_top
from policies.reading.records import AppointmentRecord

_BULLET = re.compile(
    r"^\s*(?:[-•·●◆■▪*—]+|[（(]?[\d０-９]{1,3}[）).．、]|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[①-⑳㉑-㉟])\s*"
)
_NUMBERED = re.compile(r"^\s*[\u4e00-\u9fff]{1,12}\s*[〔\[［﹝（(]\d{4}[〕\]］﹞）)]\s*\d{1,4}\s*号[，,：:、\s]*")
_LEAD = re.compile(
    r"^(?:.{0,60}?(?:研究|讨论|审议|表决|通过|提名|建议|同意|决议|批准))?.{0,40}?决定[：:，,、]?\s*|^(?:因|经|根据|鉴于)[^，,：:]{1,60}[，,：:]\s*"
)
_APPOINT = "任命|聘任|聘用|续聘|委任|任用|委派|选举|推选|增补|当选|任"
_REMOVE = "免去|免除|解聘|撤销|罢免|免|撤去|解除"
_HOLD = "被任命为|任命为|聘任为|聘为|续聘为|现任|担任|兼任|转任|改任|升任|调任|续任|任|为"
_LEAVE = "不再担任|不再兼任|不再任|不再兼|辞去|卸任"
_PEOPLE = r"(?P<names>[^，,；;。：:]{2,80}?)(?:等)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?(?:名|位|人)?(?:同志)?"
_APPOINTING = re.compile(rf"^(?:{_APPOINT}){_PEOPLE}[ \t\u3000]*(?:为|任|担任)(?P<posts>.+)$")
_REMOVING = re.compile(
    rf"^(?:{_REMOVE}){_PEOPLE}[ \t\u3000]*(?:的|原任的?|所任的?|所担任的?|担任的?|兼任的?|原)(?P<posts>.+)$"
)
_REMOVING_COMRADE = re.compile(rf"^(?:{_REMOVE})(?P<names>[^，,；;。：:]{{2,80}}?)同志(?P<posts>.+)$")
_REMOVING_BARE = re.compile(rf"^(?:{_REMOVE})(?P<rest>.+?)$")
_HIS = re.compile(rf"^(?:同时)?(?:并)?(?:{_REMOVE})(?:其|他|她)?(?:原)?(?:所任|担任|兼任|原任)?的?(?P<posts>.+)$")
_HOLDING = re.compile(rf"^{_PEOPLE}[ \t\u3000]*[，,]?(?:{_HOLD})(?P<posts>.+)$")
_CONFIRMED = re.compile(
    rf"^{_PEOPLE}[ \t\u3000]*[，,]?(?:任职)?试用期(?:已)?满[，,]?(?:考核合格[，,])?(?:正式)?(?:任命为|任|担任)(?P<posts>.+)$"
)
_LEAVING = re.compile(
    rf"^(?:(?:接受|同意|批准){{0,1}}){_PEOPLE}[ \t\u3000]*(?:{_LEAVE}|{_REMOVE})(?:其)?(?P<posts>.+)$"
)
_PATTERNS = ((_APPOINTING, False), (_REMOVING_COMRADE, True), (_REMOVING, True), (_LEAVING, True), (_HOLDING, False))
_POSSESSIVE = re.compile(rf"^{_PEOPLE}的(?P<posts>.+?)职务?(?:自然免除|自行免除|相应免除|予以免去|同时免去)?$")
_COMRADE = re.compile(r"^(?P<names>[^，,；;。：:]{2,80}?)同志的?(?P<posts>.+?)(?:职务)?$")
_BESIDE = re.compile(
    r"^(?P<names>[\u3400-\u9fff·]{2,4}|[\u3400-\u9fff][ \u3000]{1,3}[\u3400-\u9fff])[ \t\u3000]+(?P<posts>\S.{3,})$"
)
_ALSO = re.compile(r"^(?:同时)?(?:并)?(?:仍)?(?:兼任|担任|任|任命为|聘任为|兼|为)(?P<posts>.{4,})$")
_ALSO_LEAVES = re.compile(rf"^(?:同时)?(?:并)?(?:{_LEAVE})(?P<posts>.+)$")
_CONTEXT = re.compile(rf"(?P<remove>{_REMOVE})|(?:{_APPOINT})")
_CONTEXT_LINE = re.compile(
    rf"^(?:[^，。；]{{0,30}}?)(?P<verb>{_APPOINT}|免去|免除|解聘)(?:下列|以下)?(?:人员|同志|干部)*(?:的?职务)?(?:如下)?[：:]?$"
)
_TERM = re.compile(
    r"试用|聘期|任期|任职时间|任职期|挂职期|挂职时间|时间|起?计?算|[自从].{2,20}起|正式任职|为期|期满|退休|另有任用|辞职|逝世|去世|调离|调出|工作调动|主持|保留|享受|不再|改任"
)
_DUTY = re.compile(r"(?:的)?(?:(?:行政)?职务|之职|一职|(?<=[\u4e00-\u9fff])职)(?:的(?:请求|申请|报告))?$")
_POST_END = re.compile(
    r"(?:长|主任|书记|秘书|委员|常委|巡视员|调研员|督学|督察员|督察|专员|总监|经理|董事|监事|主席|理事|会长|社长|师|官|助理|代表|参事|馆员|顾问|总裁|主管|指导员|教导员|政委|政治委员|协管员|干事|编辑|负责人|组员|成员|律师|人选|职员|县令|站长|参谋|队员|科员|局员)(?:[（(][^（()）]{1,30}[）)])?$"
)
_ABOVE = re.compile(r"^(?:以上|上述)[^，。；]{0,12}?(?P<note>试用期(?!满)[^。；]{1,30})")
# What organs' names begin with where no place stands before them.
_ORGAN_HEAD = re.compile(
    r"[省市县区州]|中国|中共|国家|人民|公安|财政|教育|教体|科技|科学|民政|司法|人社|人力|自然|生态|环境|住建|住房|交通|水利|水务|农业|商务|文化|文旅|卫生|卫健|应急|审计|统计|医保|医疗|信访|机关|"
    r"政务|行政|政府|城管|城市|林业|林草|能源|工信|工业|发改|发展|市场|税务|国资|外事|民族|退役|体育|广播|乡村|金融|大数据|供销|接待|档案|地震|气象|人防|高新|经开|经济|开发|招商|投资|公共|住房|地方|驻|副|正|第[一二三四五六七八九十]"
)
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,8}?[省市县区州旗盟]")


@dataclass
class _Person:
    name: str
    appointed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_appointments(paragraphs: Iterable[tuple[str, str]], *, issuer: str = "") -> tuple[AppointmentRecord, ...]:
    """From (eid, text) pairs in print's order. `issuer` tells where a name ends that runs into its post: 免去林岚安澜市…."""
    place = _PLACE.match(issuer)
    reader = _Reader(place.group() if place else "")
    found: list[AppointmentRecord] = []
    for eid, text in paragraphs:
        above = _ABOVE.match(_BULLET.sub("", text).strip())
        if above:
            found = [replace(one, note=one.note or above["note"]) if one.appointed else one for one in found]
        for person in reader.of_paragraph(text) if not above else ():
            found.append(
                AppointmentRecord(
                    person.name,
                    tuple(person.appointed),
                    tuple(person.removed),
                    "，".join(dict.fromkeys(person.notes)),
                    eid,
                )
            )
    return tuple(found)


class _Reader:
    """`context`: what a head above does to the people listed below it, 任命： or 免去："""

    def __init__(self, place: str) -> None:
        self.place = place
        self.context = ""

    def of_paragraph(self, text: str) -> list[_Person]:
        people: dict[str, _Person] = {}
        last: list[_Person] = []
        text = _NUMBERED.sub("", text)
        head, _, tail = text.partition("：" if "：" in text else ":")
        line = _CONTEXT_LINE.match(_BULLET.sub("", (head if tail else text).strip().rstrip("：:")))
        if line:
            self.context = "remove" if _CONTEXT.match(line["verb"]) and re.match(_REMOVE, line["verb"]) else "appoint"
            text = tail
        for printed in split_top(text, "；;。\n"):
            clause = _LEAD.sub("", _BULLET.sub("", printed)).strip()
            last = self._of_clause(clause, people, last) or last
        return [person for person in people.values() if person.appointed or person.removed]

    def _of_clause(self, clause: str, people: dict[str, _Person], last: list[_Person]) -> list[_Person]:
        segments = split_top(clause, "，,")
        found: list[_Person] = []
        pending = ""
        for segment in segments:
            whole = f"{pending}，{segment}" if pending else segment
            named = self._named(whole)
            if named:
                names, posts, removes = named
                found = [people.setdefault(name, _Person(name)) for name in names]
                self._give(found, posts, removes=removes)
                pending = ""
            elif not self._more(segment, found or last):
                pending = whole if not found else ""
        return found

    def _named(self, clause: str) -> tuple[tuple[str, ...], str, bool] | None:
        """Names, posts, and whether they are lost, of a clause that names people."""
        for pattern, removes in _PATTERNS:
            match = pattern.match(clause)
            if match and (names := _people(match["names"])) and _is_post(match["posts"]):
                return names, match["posts"], removes
        confirmed = _CONFIRMED.match(clause)
        if confirmed and (names := _people(confirmed["names"])):
            return names, f"{confirmed['posts']}（试用期满，正式任职）", False
        bare = _REMOVING_BARE.match(clause)
        if bare and (cut := self._name_end(bare["rest"])):
            return _people(bare["rest"][:cut]), bare["rest"][cut:], True
        if self.context:
            for pattern in (_POSSESSIVE, _COMRADE, _BESIDE):
                match = pattern.match(clause)
                if match and (names := _people(match["names"])):
                    return names, match["posts"], self.context == "remove"
        return None

    def _name_end(self, text: str) -> int:
        """Where a name ends that nothing parts from its post; 0 when that can't be told."""
        ends = [end for end in (2, 3, 4) if end < len(text) and is_name(text[:end])]
        placed = [end for end in ends if self.place and text[end:].startswith((self.place, self.place[:-1]))]
        located = [
            end
            for end in ends
            if re.match(r"[\u4e00-\u9fff]{2}[省市县区州]|[省市县区州](?:人民)?[\u4e00-\u9fff]", text[end:])
        ]
        headed = [end for end in ends if _ORGAN_HEAD.match(text[end:])]
        return next(iter([*placed, *headed, *located]), 0)

    def _more(self, segment: str, people: list[_Person]) -> bool:
        """A further clause about the same people: 免去其…职务, 兼任…, 试用期一年, 退休."""
        if not people:
            return False
        his, also, leaves = _HIS.match(segment), _ALSO.match(segment), _ALSO_LEAVES.match(segment)
        if leaves:
            self._give(people, leaves["posts"], removes=True)
        elif his and (
            segment.startswith(("免去其", "同时", "并")) or _DUTY.search(segment) or _POST_END.search(segment)
        ):
            self._give(people, his["posts"], removes=True)
        elif also and _POST_END.search(_DUTY.sub("", also["posts"])):
            self._give(people, also["posts"], removes=False)
        elif _TERM.search(segment) and len(segment) <= 40:
            for person in people:
                person.notes.append(segment)
        else:
            return False
        return True

    def _give(self, people: list[_Person], printed: str, *, removes: bool) -> None:
        posts, notes = _posts(printed)
        for person in people:
            (person.removed if removes else person.appointed).extend(posts)
            person.notes += notes


def _people(printed: str) -> tuple[str, ...]:
    names = split_names(re.sub(r"^(?:由|对|将|同意|接受|批准|任命|聘任)|(?:等)?同志$", "", printed.strip()))
    return names if names and all(is_name(name) for name in names) else ()


def _is_post(printed: str) -> bool:
    plain = _DUTY.sub("", re.split(r"[，,]", printed)[0].strip())
    return plain != printed.strip() or any(_POST_END.search(part) for part in split_top(plain, "、")) or "（" in plain


def _posts(printed: str) -> tuple[list[str], list[str]]:
    """Posts one by one, and what their brackets say of the term."""
    notes: list[str] = []
    plain = re.sub(
        r"[（(]([^（()）]{1,60})[）)]", lambda match: _bracket(match.group(1), notes), "".join(printed.split())
    )
    plain = _DUTY.sub("", plain.strip("，,；;。：: ")).strip("的")
    posts: list[str] = []
    for part in split_top(plain, "、"):
        if posts and not _POST_END.search(posts[-1]):
            posts[-1] += "、" + part
        else:
            posts.append(part)
    return [_DUTY.sub("", post) for post in posts], notes


def _bracket(inside: str, notes: list[str]) -> str:
    """Ranks and 兼 stay in the bracket, terms become notes."""
    parts = re.split(r"[，,；;]", inside)
    terms = [part for part in parts if _TERM.search(part)]
    notes += terms
    kept = [part for part in parts if part not in terms]
    return f"（{'，'.join(kept)}）" if kept else ""
