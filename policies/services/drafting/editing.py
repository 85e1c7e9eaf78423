"""Who may write a draft now, and what to say to those who may not."""

from django.utils.translation import gettext as _

from policies.drafting.deeds import Deed
from policies.models import Draft, Role, Stage, User
from policies.services.staff import roles_of
from policies.services.workflow.permission import may


def stands(*, draft: Draft) -> str:
    """Why nobody may write the draft now, in words; '' when it is open."""
    if draft.closed_at is not None:
        return _("这份编辑稿已经结束。")
    if draft.stage == Stage.SIGNED:
        return _("已经付印的文稿不能再改；需要改动时请先撤回付印。")
    return ""


def why_not(*, draft: Draft, user: User) -> str:
    """Why this account can't write the draft now, in words for its owner; '' when it can."""
    standing = stands(draft=draft)
    if standing or may(user=user, deed=Deed.EDIT, document=draft.document):
        return standing
    if Role.EDITOR not in roles_of(user):
        return _("只有编辑可以改动文稿。")
    return _("这份文稿不属于您的单位。")
