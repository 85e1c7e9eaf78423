"""Tells which names of organs may be spellings of one: contracted, without their place, or one character apart.

Forms only: whether two organs are one is for an editor to say.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

_NOISE = re.compile(r"[\s\u3000、，,·•.。“”\"'（）()〔〕\[\]《》]|[和与及]")
# Longer parts first: 人力资源和社会保障 holds 保障.
_CONTRACTED = (
    ("人力资源社会保障", "人社"),
    ("发展改革", "发改"),
    ("卫生健康", "卫健"),
    ("住房城乡建设", "住建"),
    ("工业信息化", "工信"),
    ("文化旅游", "文旅"),
    ("农业农村", "农业农村"),
    ("市场监督管理", "市场监管"),
    ("国有资产监督管理", "国资"),
    ("管理委员会", "管委会"),
    ("常务委员会", "常委会"),
    ("委员会", "委"),
    ("办公室", "办"),
    ("办公厅", "办"),
    ("人民政府", "政府"),
    ("街道办事处", "街道办"),
)
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,5}?(?=[省市州县区旗盟])")
# Characters by which organs are told apart: rank, side, order.
_TELLING = frozenset(
    "省市州县区旗盟乡镇村东西南北中上下前后一二三四五六七八九十百0123456789甲乙丙丁厅局部办委院处科所队站"
)
_SHORTEST = 5


class Likeness(StrEnum):
    CONTRACTED = "contracted"  # 市发展和改革委员会, 市发改委
    PLACELESS = "placeless"  # 市财政局, 安澜市财政局
    ONE_APART = "one-apart"  # 安澜市水务局, 安澜市永务局


def contracted(name: str) -> str:
    """安澜市发展和改革委员会 → 安澜市发改委: one spelling for all that offices write of a name."""
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", name))
    for long, short in _CONTRACTED:
        plain = plain.replace(long, short)
    return plain


def alike(names: Iterable[str]) -> Iterator[tuple[str, str, Likeness]]:
    """Pairs of different names that may be one organ's, each pair once, the closest likeness first; nearly linear in time."""
    plain = {name: contracted(name) for name in dict.fromkeys(names)}
    told: set[frozenset[str]] = set()
    for kind, pairs in (
        (Likeness.CONTRACTED, _grouped(plain)),
        (Likeness.PLACELESS, _placeless(plain)),
        (Likeness.ONE_APART, _one_apart(plain)),
    ):
        for first, second in pairs:
            if (pair := frozenset((first, second))) not in told:
                told.add(pair)
                yield first, second, kind


def _grouped(plain: dict[str, str]) -> Iterator[tuple[str, str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for name, short in plain.items():
        groups[short].append(name)
    for found in groups.values():
        yield from ((found[0], other) for other in found[1:])


def _placeless(plain: dict[str, str]) -> Iterator[tuple[str, str]]:
    """A name that opens with a rank alone, and the one name that has a place before it."""
    tails: dict[str, list[str]] = defaultdict(list)
    for name, short in plain.items():
        if match := _PLACE.match(short):
            tails[short[match.end() :]].append(name)
    for name, short in plain.items():
        if len(whole := tails.get(short, [])) == 1:
            yield name, whole[0]


def _one_apart(plain: dict[str, str]) -> Iterator[tuple[str, str]]:
    holes: dict[tuple[int, str], list[tuple[str, str]]] = defaultdict(list)
    for name, short in plain.items():
        if len(short) >= _SHORTEST:
            for n in range(len(short)):
                holes[n, short[:n] + short[n + 1 :]].append((name, short[n]))
    for found in holes.values():
        for at, (first, one) in enumerate(found):
            for second, other in found[at + 1 :]:
                if one != other and not {one, other} & _TELLING:
                    yield first, second
