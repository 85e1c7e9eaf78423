"""Why a deed was not done, in words for the person who asked."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from policies.grammar.said import joined, said

if TYPE_CHECKING:
    from policies.services.workflow.gate import Obstacle


class WorkflowError(Exception):
    """The deed can't be done now."""


class NotAllowedError(WorkflowError):
    """Not by this account, or not at this place."""


class SecondEyesError(WorkflowError):
    """Whoever wrote since the last approval does not approve."""


class GateError(WorkflowError):
    """Something stands in the way of signing or publishing; `obstacles` says what."""

    def __init__(self, title: str, obstacles: "Sequence[Obstacle]") -> None:
        self.obstacles = tuple(obstacles)
        reasons = joined((one.message for one in self.obstacles), "；")
        super().__init__(said("《{title}》还不能付印或发布：{reasons}。", title=title, reasons=reasons))
