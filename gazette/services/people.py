"""The office's accounts: one for each role at the first start, and the system's own for archive loading."""

import secrets

from django.contrib.auth.models import Group
from django.db import transaction

from policies.models import Role, User

SYSTEM_ACCOUNT = "system"
_ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no look-alikes: it is read off a screen
_LENGTH = 16


class NoSuchAccountError(Exception):
    """No account of this name may act."""


def make_roles() -> None:
    """A group for each role. Harmless to repeat."""
    for role in Role:
        Group.objects.get_or_create(name=role.value)


@transaction.atomic
def create_role_accounts() -> dict[str, str]:
    """Makes the account of every role that has none, named as the role; user name → first password of the new ones only."""
    make_roles()
    made = {}
    for role in Role:
        if User.objects.filter(username=role.value).exists():
            continue
        made[role.value] = new_password()
        user = User.objects.create_user(role.value, password=made[role.value], is_staff=True, first_name=role.label)
        user.groups.add(Group.objects.get(name=role.value))
    return made


@transaction.atomic
def set_password(*, username: str) -> str:
    """Gives an account a new password and returns it. Raises `NoSuchAccountError`."""
    user = account_named(username=username)
    password = new_password()
    user.set_password(password)
    user.save(update_fields=["password"])
    return password


def account_named(*, username: str) -> User:
    """An account that a person may act under. Raises `NoSuchAccountError`."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise NoSuchAccountError(f"没有名为 {username} 的可用账号。")
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


def new_password() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
