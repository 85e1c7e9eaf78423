"""The words of the deeds bar: what each deed is called, what it asks before it is done, and in which order they stand."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gazette.drafting.deeds import IssueDeed
from policies.drafting.deeds import Deed


class Asks(StrEnum):
    NOTHING = "nothing"
    CONFIRMATION = "confirmation"
    REASON = "reason"
    HOUR = "hour"
    EXAMINER = "examiner"


class Gate(StrEnum):
    """What must be clear before the deed is offered."""

    OPEN = "open"
    TEXT = "text"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Words:
    deed: Deed | IssueDeed
    label: str | Promise
    asks: Asks = Asks.NOTHING
    ask: str | Promise = ""
    gate: Gate = Gate.OPEN
    forward: bool = False  # on the way to the public: shown as the main button
    apart: bool = False  # against the way, or around a rule: kept away from the others


DOCUMENT_WORDS = (
    Words(Deed.SUBMIT, _("送校"), forward=True),
    Words(Deed.APPROVE, _("审核通过"), forward=True),
    Words(
        Deed.SIGN,
        pgettext_lazy("办理", "付印"),
        Asks.CONFIRMATION,
        _("付印以后正文不能再改；需要改动时，先写明原因撤回付印。"),
        Gate.TEXT,
        forward=True,
    ),
    Words(
        Deed.PUBLISH,
        _("发布"),
        Asks.CONFIRMATION,
        _("发布后公众即可看到，地址从此不变。可以早于所在的一期公报发布。"),
        Gate.ALL,
        forward=True,
    ),
    Words(Deed.SCHEDULE, _("定时发布"), Asks.HOUR, _("到时再核查一遍；有一项不满足就不发布，并通知您。"), Gate.ALL),
    Words(
        Deed.SEND_BACK,
        pgettext_lazy("办理", "退回"),
        Asks.REASON,
        _("稿子回到编辑手里，改好后从这一校重新审核。"),
        apart=True,
    ),
    Words(Deed.RECALL, _("撤回付印"), Asks.REASON, _("稿子回到清样，可以再改，改后重新付印。"), apart=True),
    Words(
        Deed.SPECIAL,
        _("特批"),
        Asks.REASON,
        _("自己改过的稿子由自己审核，要写明理由；特批单独列出，随时可查。"),
        apart=True,
    ),
    Words(Deed.RESUME, _("重新办理"), forward=True),
    Words(Deed.GIVE_UP, _("退稿"), Asks.REASON, _("不再办理这份稿子；文字保留在编辑台，不会发布。"), apart=True),
)

ISSUE_WORDS = (
    Words(IssueDeed.SUBMIT, _("编排完成，出清样"), forward=True),
    Words(
        IssueDeed.SIGN,
        _("本期付印"),
        Asks.CONFIRMATION,
        _("付印以后不能再调整编排；需要时先撤回付印。"),
        Gate.TEXT,
        forward=True,
    ),
    Words(
        IssueDeed.PUBLISH,
        _("发布这一期"),
        Asks.CONFIRMATION,
        _("发布后，本期和本期尚未发布的公文公众即可看到。"),
        Gate.ALL,
        forward=True,
    ),
    Words(
        IssueDeed.SCHEDULE, _("定时发布"), Asks.HOUR, _("到时再核查一遍；有一项不满足就不发布，并通知您。"), Gate.ALL
    ),
    Words(IssueDeed.SUBMIT_READY, _("来稿全部送校"), Asks.CONFIRMATION, _("把本期还在来稿环节的公文全部送校。")),
    Words(
        IssueDeed.APPROVE_READY,
        _("校次全部通过"),
        Asks.CONFIRMATION,
        _("您已看过本期在校的公文，逐件审核通过当前一校；您改过的除外。"),
    ),
    Words(
        IssueDeed.SIGN_READY, _("清样全部付印"), Asks.CONFIRMATION, _("把本期没有障碍的清样逐件付印，其余写明原因。")
    ),
    Words(IssueDeed.EXAMINE, _("登记全期保密审查"), Asks.EXAMINER, _("为本期还没有登记的公文逐件登记。")),
    Words(IssueDeed.DISCLOSE, _("全期定为主动公开"), Asks.CONFIRMATION, _("把本期公开属性未定的公文定为主动公开。")),
    Words(IssueDeed.SEND_BACK, _("退回编排"), Asks.REASON, _("清样回到编辑手里。"), apart=True),
    Words(IssueDeed.RECALL, _("撤回付印"), Asks.REASON, _("本期回到清样，可以再调整。"), apart=True),
    Words(
        IssueDeed.SPECIAL,
        _("特批付印"),
        Asks.REASON,
        _("自己编排的一期由自己付印，要写明理由；特批单独列出。"),
        Gate.TEXT,
        apart=True,
    ),
)
