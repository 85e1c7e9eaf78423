"""Who may write a draft now, and what to say to those who may not."""

from django.utils.translation import gettext as _

from policies.models import Draft, Role, Stage, User
from policies.services.staff import roles_of


def why_not(*, draft: Draft, user: User) -> str:
    """Why this account can't write the draft now, in words for its owner; '' when it can."""
    if draft.closed_at is not None:
        return _("这份编辑稿已经结束。")
    if draft.stage in (Stage.GALLEY, Stage.SIGNED):
        return _("清样和付印的文稿不能再改；需要改动时请先退回校对。")
    if Role.EDITOR not in roles_of(user):
        return _("只有编辑可以改动文稿。")
    own = set(user.organs.values_list("pk", flat=True))
    if own and not draft.document.issuer_links.filter(organ__in=own).exists():
        return _("这份文稿不属于您的单位。")
    return ""
