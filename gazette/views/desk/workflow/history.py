"""Turns moves and approvals into lines that say who did what when, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gazette.drafting.deeds import IssueDeed
from gazette.models import GazetteIssue, IssueStage
from policies.drafting.deeds import Deed
from policies.models import Draft, Stage
from policies.services.workflow.steps import stage_name

DOCUMENT_DEEDS: Mapping[str, str | Promise] = {
    Deed.SUBMIT: gettext_lazy("送校"),
    Deed.APPROVE: gettext_lazy("审核通过"),
    Deed.SPECIAL: gettext_lazy("特批"),
    Deed.SEND_BACK: gettext_lazy("退回"),
    Deed.SIGN: gettext_lazy("付印"),
    Deed.RECALL: gettext_lazy("撤回付印"),
    Deed.PUBLISH: gettext_lazy("发布"),
    Deed.GIVE_UP: gettext_lazy("退稿"),
    Deed.RESUME: gettext_lazy("重新办理"),
}
ISSUE_DEEDS: Mapping[str, str | Promise] = {
    IssueDeed.SUBMIT: gettext_lazy("出清样"),
    IssueDeed.SIGN: gettext_lazy("付印"),
    IssueDeed.SPECIAL: gettext_lazy("特批"),
    IssueDeed.SEND_BACK: gettext_lazy("退回"),
    IssueDeed.RECALL: gettext_lazy("撤回付印"),
    IssueDeed.PUBLISH: gettext_lazy("发布"),
}


@dataclass(frozen=True, slots=True)
class Line:
    at: datetime
    who: str
    what: str
    way: str  # 一校 → 二校
    reason: str


def moves_of_draft(draft: Draft | None) -> list[Line]:
    """Every move of a draft, the newest first; its receipt is the last."""
    if draft is None:
        return []
    moves = draft.moves.select_related("by").order_by("-pk")
    lines = [
        Line(
            one.at,
            one.by.shown_name if one.by else _("系统"),
            str(DOCUMENT_DEEDS.get(one.deed, one.deed)),
            _way(stage_name(one.before, one.before_proof), stage_name(one.after, one.after_proof) if one.after else ""),
            one.reason,
        )
        for one in moves
    ]
    opened = Line(
        draft.opened_at,
        draft.opened_by.shown_name if draft.opened_by else _("系统"),
        _("登记"),
        str(Stage.RECEIVED.label),
        "",
    )
    return [*lines, opened]


def moves_of_issue(issue: GazetteIssue) -> list[Line]:
    """Every move of an issue, the newest first."""
    return [
        Line(
            one.at,
            one.by.shown_name if one.by else _("系统"),
            str(ISSUE_DEEDS.get(one.deed, one.deed)),
            _way(str(IssueStage(one.before).label), str(IssueStage(one.after).label) if one.after else ""),
            one.reason,
        )
        for one in issue.moves.select_related("by").order_by("-pk")
    ]


def _way(before: str, after: str) -> str:
    return f"{before} → {after}" if after else before
