"""The labels of a masthead in every spacing: turns a printed line into its (label, value) pairs."""

import re
from dataclasses import dataclass

_GAP = "[ \\t\u3000\u00a0]{0,6}"
_ANY_FIELD = {
    "publisher": "编辑出版|出版编辑|编辑出版发行|编辑发行|编辑出版单位|编辑印发|编辑单位|出版单位|编印单位|编印|编辑部|编辑室|编辑者|出版者|出版发行|出版|编制|编辑",
    "sponsor": "主管主办|主办单位|主办|主办者|主管单位|主管|承办单位|承办|协办|指导单位",
    "phone": "联系电话|编辑部电话|编辑室电话|咨询电话|办公电话|电话、传真|电话及传真|电话（传真）|电话(传真)|电话/传真|电话传真|电话号码|电话",
    "phone_other": "发行电话|投稿电话|征订电话|赠阅电话|订阅电话|举报电话|监督电话|热线电话|服务热线|传真电话|传真号码|传真",
    "postcode": "邮政编码|邮编",
    "address": "编辑部地址|编辑室地址|通信地址|通讯地址|联系地址|办公地址|单位地址|社址|地址",
    "printer": "印刷单位|承印单位|承印|承印厂|承印者|印制单位|印刷厂|印刷装订|制版印刷|排版印刷|设计印刷|印制|印刷",
    "permit_number": "内部资料性出版物准印证号|内部资料性出版物准印证|内部资料准印证号|内部资料准印证|准印证号码|准印证号|准印证编号|准印证|准印号|准印|印刷许可证号|内资准印证",
    "serial_number": "国内统一连续出版物号|国内统一刊号|国内统一刊号CN|统一刊号|连续出版物号|刊号|国内刊号|国际标准连续出版物号|国际标准刊号|国际刊号|邮发代号|国内发行代号|国外发行代号",
    "published_on": "出版日期|出版时间|出刊日期|出刊时间|发行日期|印刷日期|印制日期|印发日期|付印日期",
    "frequency": "刊期|出版周期|刊类",
    "slogan": "办刊宗旨|宗旨|刊训",
    "": "网址|网站|官方网站|网上查阅|电子邮箱|电子邮件|电子信箱|邮箱|免费赠阅|赠阅范围|赠阅|发行范围|发行单位|发行对象|发送对象|发送单位|发行|印数|定价|开本|印张|微信公众号|公众号|投稿邮箱|公开范围|国内代号",
}
_ROLE_WORDS = (
    "编辑委员会主任委员|编辑委员会副主任委员|编辑委员会主任|编辑委员会副主任|编辑委员会委员|编辑委员会成员|编委会主任|编委会副主任|编委会委员|编委会成员|"
    "编委主任|编委副主任|编委成员|名誉主任|主任委员|副主任委员|常务副主任|主任|副主任|编委会|编委|委员|成员|名誉主编|总编辑|副总编辑|执行总编|常务副总编|总编|副总编|"
    "执行主编|常务副主编|本期主编|主编|副主编|执行副主编|责任编辑|本期责任编辑|执行责任编辑|执行编辑|特约编辑|文字编辑|美术编辑|本期编辑|责编|美编|编辑人员|编辑|编审|责任校对|校对|"
    "总顾问|顾问|主审|审核|审稿|审定|终审|监审|编务|策划|总策划|监制|总监制|出品人|社长|副社长|发行人|版式设计|封面设计|装帧设计|美术设计|设计|排版|摄影|封面摄影|编辑部主任|组稿|统筹|负责人|召集人|秘书长|秘书"
)
_FIELD_OF = {word: name for name, words in _ANY_FIELD.items() for word in words.split("|")}
ROLES = frozenset(_ROLE_WORDS.split("|"))
_WORDS = sorted({*_FIELD_OF, *ROLES}, key=len, reverse=True)


def _spaced(word: str) -> str:
    return _GAP.join(re.escape(character) for character in word)


_LABEL = re.compile(
    f"(?:^|(?<=[ \\t\u3000\u00a0|；;。，,（(】]))(?P<label>{'|'.join(_spaced(word) for word in _WORDS)})"
    f"(?:{_GAP}[（(][^（()）\\d]{{1,8}}[）)])?(?:{_GAP}[:：∶︰]{_GAP}|(?=[ \\t\u3000\u00a0])|$)"
)
_UNKNOWN = re.compile(f"^(?P<label>[\u4e00-\u9fffA-Z](?:{_GAP}[\u4e00-\u9fffA-Za-z、（）()/-]){{1,15}}){_GAP}[:：∶︰]")
_BEHIND = re.compile(
    f"^(?P<value>[\u4e00-\u9fff《》（）()]{{4,40}}?){_GAP}(?P<label>{'|'.join(map(_spaced, ('主管主办', '主管', '主办', '编辑出版', '编辑发行', '编印', '编辑', '出版', '承印', '印刷', '印制')))})$"
)
_ORGAN_END = re.compile(r"(?:政府|办公[室厅]|编辑[部室]|[局厅部委院厂社室会]|公司|中心)$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """`field` names a masthead field, 'role' for a board's role, 'sponsor', 'phone_other', 'serial_number', '' for labels kept as they are."""

    label: str
    value: str
    field: str
    colon: bool = False


def split_labels(text: str) -> list[Labelled]:
    """The labels of one line with their values, in order; [] for a line that opens with no label.

    通信地址：文华路1号　邮政编码：100000 gives two; 安澜市人民政府办公室主办 has its label behind.
    """
    stripped = text.strip()
    found = [match for match in _LABEL.finditer(stripped) if match.end() > match.start("label")]
    if not found or found[0].start() > 1:
        return _other(stripped)
    pairs = []
    for match, following in zip(found, [*found[1:], None], strict=True):
        end = following.start("label") if following else len(stripped)
        label = "".join(match["label"].split())
        value = stripped[match.end() : end].strip(" \t\u3000\u00a0;；|,，")
        pairs.append(Labelled(label, value, _field(label, value), colon=bool(re.search(r"[:：∶︰]", match.group()))))
    return pairs


def opens_with_label(text: str) -> bool:
    """The line opens with a masthead's label, its value beside it, below it or missing."""
    return bool(split_labels(text))


def _other(text: str) -> list[Labelled]:
    behind = _BEHIND.match(text)
    if behind and _ORGAN_END.search(behind["value"]):
        label = "".join(behind["label"].split())
        return [Labelled(label, behind["value"], _FIELD_OF.get(label, ""))]
    unknown = _UNKNOWN.match(text)
    if unknown and len(text) <= 60:
        return [Labelled("".join(unknown["label"].split()), text[unknown.end() :].strip(), "", colon=True)]
    return []


def _field(label: str, value: str) -> str:
    """编辑 is a role over people and a publisher over an organ."""
    if label in ROLES and label in _FIELD_OF:
        plain = "".join(value.split())
        return _FIELD_OF[label] if _ORGAN_END.search(plain) else "role"
    return "role" if label in ROLES else _FIELD_OF[label]
