"""Who takes part in the talk about a document or an issue: may comment on it, and give and take tasks."""

from gazette.models import GazetteIssue
from policies.drafting.deeds import Deed
from policies.models import PolicyDocument, Role, User
from policies.services.staff import roles_of
from policies.services.workflow.permission import may

_EDITORIAL = {Role.EDITOR.value, Role.REVIEWER.value, Role.PUBLISHER.value}


def may_take_part(
    *, user: User, deed: Deed, document: PolicyDocument | None = None, issue: GazetteIssue | None = None
) -> bool:
    """`deed` is COMMENT or ASSIGN. An issue is the whole office's: accounts for single organs only read it."""
    if document is not None:
        return may(user=user, deed=deed, document=document)
    return issue is not None and bool(_EDITORIAL & roles_of(user)) and not user.organs.exists()


def colleagues() -> list[User]:
    """Everybody who works on texts, with roles and organs fetched, by name."""
    people = User.objects.filter(is_active=True, groups__name__in=_EDITORIAL).distinct()
    return list(people.prefetch_related("groups", "organs").order_by("first_name", "username"))
