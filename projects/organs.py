"""Turns a cell of a task table into the organs it names: 市商务局牵头，市财政局等部门按照职责分工负责。"""

import re

from policies.grammar.organs import is_organ, split_addressees

_DUTY = re.compile(
    r"(?:等)?(?:按照?|根据|依)?(?:各自)?(?:职责|职能)?(?:分工)?(?:分别)?(?:负责|落实|配合|牵头|承担|组织实施)(?:落实|实施)?$|等(?:有关|相关)?(?:部门|单位)$"
)
_LABEL = re.compile(r"^(?:(?:牵头|责任|配合|承办|主办|协办|实施)(?:单位|部门)|由|会同)[:：]?")


def organs_in(cell: str) -> tuple[str, ...]:
    """Organs in the order of print, without the words that say who leads and who helps."""
    lines = [part for part in re.split(r"[。；;\n]", cell) if part.strip()]
    names: list[str] = []
    for line in lines:
        apart = line.split()
        parts = apart if len(apart) > 1 and all(is_organ(part) for part in apart) else ["".join(apart)]
        names += [name for part in parts for name in split_addressees(part)]
    return tuple(dict.fromkeys(name for found in names if (name := _bare(found))))


def _bare(name: str) -> str:
    """The name without labels and duties; '' when it held nothing else."""
    plain = _LABEL.sub("", name)
    while (shorter := _DUTY.sub("", plain)) != plain:
        plain = shorter
    return plain
