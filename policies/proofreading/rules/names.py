"""名称写法不一: an organ's name, or a short name the text gives itself, written with a character that only sounds alike."""

import re
from collections import Counter
from collections.abc import Iterator

from pypinyin import Style, lazy_pinyin

from policies.grammar.said import said
from policies.proofreading.manuscript import Manuscript, Passage, Sort
from policies.proofreading.remarks import Kind, Remark

KINDS = (Kind("name-differs", "同一名称写法不一"),)
_HAN = "\u3400-\u9fff"
_SHORT = re.compile(rf"以下(?:统一)?(?:简称|称)(?:为)?[“\"《]?(?P<name>[{_HAN}]{{3,16}})[”\"》]?")
_BODY = re.compile(
    rf"[{_HAN}]{{2,14}}(?:人民政府|办公厅|办公室|委员会|领导小组|工作专班|指挥部|联席会议|管委会|管理局|服务中心|总队|支队|大队|集团公司|有限公司)"
)
_OPENING = re.compile(r"^(?:.*[的由和与及向对在各为经将以等被让使请按])?")
_SHORTEST = 4
_FIXED = "省市县区州旗乡镇村厅局处科"  # these tell organs apart: 市 and 市's homophones are other words


def find(manuscript: Manuscript) -> Iterator[Remark]:
    counted: Counter[str] = Counter()
    for passage in manuscript.passages:
        counted.update(_bodies(passage))
    names = _given(manuscript) | {name for name, times in counted.items() if times > 1}
    halves = _halves(name for name in names if len(name) >= _SHORTEST)
    if not halves:
        return
    pattern = re.compile("|".join(re.escape(half) for half in sorted(halves, key=len, reverse=True)))
    for passage in manuscript.of(Sort.PROSE, Sort.TITLE, Sort.FIELD, Sort.CELL):
        yield from _passage(passage, pattern, halves, names)


def _given(manuscript: Manuscript) -> set[str]:
    fields = manuscript.tree.fields
    given = {*fields.issuers, *fields.addressees, *fields.signed_by}
    shorts = {match["name"] for passage in manuscript.prose for match in _SHORT.finditer(passage.text)}
    return {name for name in given if re.fullmatch(f"[{_HAN}]{{4,24}}", name)} | shorts


def _bodies(passage: Passage) -> Iterator[str]:
    for match in _BODY.finditer(passage.text):
        name = _OPENING.sub("", match.group(), count=1)
        if len(name) >= 5:
            yield name


def _halves(names: Iterator[str]) -> dict[str, list[tuple[str, int]]]:
    """Either half of a name, with the names that it is part of and its place in each: one wrong character spares a half."""
    found: dict[str, list[tuple[str, int]]] = {}
    for name in names:
        middle = len(name) // 2
        for half, place in ((name[:middle], 0), (name[middle:], middle)):
            found.setdefault(half, []).append((name, place))
    return found


def _passage(
    passage: Passage, pattern: re.Pattern[str], halves: dict[str, list[tuple[str, int]]], names: set[str]
) -> Iterator[Remark]:
    told: set[int] = set()
    for match in pattern.finditer(passage.text):
        for name, place in halves[match.group()]:
            start = match.start() - place
            written = passage.text[start : start + len(name)] if start >= 0 else ""
            at = _sounds_alike(written, name)
            if at is not None and start + at not in told and written not in names:
                told.add(start + at)
                reason = said("文中多写作“{name}”，此处为“{written}”。", name=name, written=written)
                yield passage.remark("name-differs", start + at, start + at + 1, reason, name[at])


def _sounds_alike(written: str, name: str) -> int | None:
    """The place of the one character that differs and sounds the same."""
    if len(written) != len(name) or written == name:
        return None
    places = [n for n, (a, b) in enumerate(zip(written, name, strict=True)) if a != b]
    if len(places) != 1:
        return None
    a, b = written[places[0]], name[places[0]]
    if {a, b} & set(_FIXED) or not re.fullmatch(f"[{_HAN}]", a):
        return None
    return places[0] if lazy_pinyin(a, style=Style.NORMAL) == lazy_pinyin(b, style=Style.NORMAL) else None
