"""Why a deed was not done, in words for the person who asked."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from policies.grammar.said import Said, joined, said


class ObstacleKind(StrEnum):
    UNSIGNED = "unsigned"
    EMPTY = "empty"
    UNDECIDED = "undecided"  # 公开属性
    NOT_OPEN = "not-open"  # 依申请公开, 不予公开
    UNEXAMINED = "unexamined"  # 保密审查
    MARKED = "secrecy-marked"
    PERSONAL = "personal"
    ERRORS = "errors"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """`key` names the node of the draft's tree where it is mended, '' where it is no place in the text."""

    kind: ObstacleKind
    message: Said
    key: str = ""


class WorkflowError(Exception):
    """The deed can't be done now."""


class NotAllowedError(WorkflowError):
    """Not by this account, or not at this place."""


class SecondEyesError(WorkflowError):
    """Whoever wrote since the last approval does not approve."""


class GateError(WorkflowError):
    """Something stands in the way of signing or publishing; `obstacles` says what."""

    def __init__(self, title: str, obstacles: Sequence[Obstacle]) -> None:
        self.obstacles = tuple(obstacles)
        reasons = joined((one.message for one in self.obstacles), "；")
        super().__init__(said("《{title}》还不能付印或发布：{reasons}。", title=title, reasons=reasons))
