"""Who may write a draft now, and what to say to those who may not."""

from django.utils.translation import gettext as _

from policies.drafting.deeds import Deed
from policies.models import Draft, Role, Stage, User
from policies.services.workflow.permission import deeds_of, staff_of


def why_not(*, draft: Draft, user: User) -> str:
    """Why this account can't write the draft now, in words for its owner; '' when it can."""
    if draft.closed_at is not None:
        return _("这份编辑稿已经结束。")
    staff = staff_of(user)
    if Deed.EDIT in deeds_of(staff=staff, document=draft.document):
        return ""
    if Role.EDITOR not in staff.roles:
        return _("只有编辑可以改动文稿。")
    if draft.stage == Stage.SIGNED:
        return _("已经付印的文稿不能再改；需要改动时请先撤回付印。")
    return _("这份文稿不属于您的单位。")
