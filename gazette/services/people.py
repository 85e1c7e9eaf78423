"""Who acts: the roles as groups, an account a person may act under, and the system's own for archive loading."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.db.models import Count, Exists, OuterRef, Q

from policies.grammar.said import said
from policies.models import Role, User

SYSTEM_ACCOUNT = "system"


class NoSuchAccountError(Exception):
    """No account of this name may act."""


def make_roles() -> None:
    """A group for each role. Harmless to repeat."""
    for role in Role:
        Group.objects.get_or_create(name=role.value)


def account_named(*, username: str) -> User:
    """An account that a person may act under. Raises `NoSuchAccountError`."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise NoSuchAccountError(said("没有名为 {username} 的可用账号。", username=username))
    return user


def system_account() -> User:
    """Acts where no person is named; nobody can log in with it."""
    user, made = User.objects.get_or_create(
        username=SYSTEM_ACCOUNT, defaults={"is_active": False, "first_name": "系统"}
    )
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    return user


@dataclass(frozen=True, slots=True)
class Accounts:
    """How many can be used, how many of these have no role yet, and how many no second factor."""

    open: int
    without_role: int
    without_factor: int


def count_accounts() -> Accounts:
    """In one query, for those who look after them."""
    factor = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    people = User.objects.filter(is_active=True).exclude(username="system")
    counted = people.annotate(safe=Exists(factor), held=Exists(User.groups.through.objects.filter(user=OuterRef("pk"))))
    return Accounts(
        **counted.aggregate(
            open=Count("pk"),
            without_role=Count("pk", filter=Q(held=False)),
            without_factor=Count("pk", filter=Q(safe=False)),
        )
    )
