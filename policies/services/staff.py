"""Deeds on the office's accounts: made and closed by the system administrator, empowered by the security administrator."""

import secrets
from collections.abc import Collection, Iterable

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from policies.grammar.said import said
from policies.models.organ import Organ
from policies.models.people import APART, Role, User


class AccountError(Exception):
    """The deed can't be done; the message says why, for the person who asked."""


def roles_of(user: User) -> set[str]:
    """The names of the roles that an account holds."""
    return set(user.groups.values_list("name", flat=True))


def make_account(*, username: str, name: str, email: str = "") -> tuple[User, str]:
    """A new account without any role, and its first password in clear: the caller shows it once. Raises `AccountError`."""
    password = secrets.token_urlsafe(12)
    try:
        with transaction.atomic():
            user = User.objects.create_user(username=username, first_name=name, email=email, password=password)
    except IntegrityError as error:
        raise AccountError(said("用户名 {username} 已经有人使用。", username=username)) from error
    return user, password


@transaction.atomic
def give_roles(*, user: User, roles: Collection[Role], organs: Iterable[Organ] = (), by: User | None = None) -> None:
    """Gives an account exactly these roles and organs.

    Raises `AccountError` when they exclude each other, and for one's own: nobody gives themselves power.
    """
    if user == by:
        raise AccountError(gettext("不能改自己的角色，请另一位安全管理员来改。"))
    apart = [role for role in roles if role in APART]
    if apart and len(roles) > 1:
        raise AccountError(said("“{role}”不能与其他角色由同一人担任。", role=str(apart[0].label)))
    groups = [Group.objects.get_or_create(name=role.value)[0] for role in roles]
    user.groups.clear()  # first, so that a change from one excluding role to another is possible
    user.groups.add(*groups)
    user.organs.set(organs)


@transaction.atomic
def close_account(*, user: User, by: User) -> None:
    """Nobody can log in with it any more; what it has done stays under its name. Raises `AccountError` for one's own."""
    if user == by:
        raise AccountError(said("不能停用自己的账号。"))
    user.is_active = False
    user.save(update_fields=["is_active"])


def reopen_account(*, user: User) -> None:
    user.is_active = True
    user.save(update_fields=["is_active"])


def replace_password(*, user: User, by: User) -> str:
    """A new password in clear for somebody who has forgotten theirs. Raises `AccountError` for one's own."""
    if user == by:
        raise AccountError(gettext("自己的密码在“我的账号”里修改。"))
    return renew_password(user=user)


def renew_password(*, user: User) -> str:
    """A new password in clear, shown once by the caller; sessions under the old one end with it."""
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.save(update_fields=["password"])
    return password


@transaction.atomic
def renew_passwords(*, roles: Collection[Role]) -> dict[Role, str]:
    """Give the account named like each role a new password, making account and role where they are missing.

    Gives role → password in clear: the caller shows it once, nobody keeps it.
    """
    return {role: _renew(role) for role in roles}


def _renew(role: Role) -> str:
    group, _ = Group.objects.get_or_create(name=role.value)
    user, _ = User.objects.get_or_create(username=role.value)
    user.groups.add(group)
    return renew_password(user=user)
