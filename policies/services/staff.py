"""Deeds on the office's accounts."""

import secrets
from collections.abc import Collection

from django.contrib.auth.models import Group
from django.db import transaction

from policies.models.people import Role, User


@transaction.atomic
def renew_passwords(*, roles: Collection[Role]) -> dict[Role, str]:
    """Give the account named like each role a new password, making account and role where they are missing.

    Gives role → password in clear: the caller shows it once, nobody keeps it.
    """
    return {role: _renew(role) for role in roles}


def _renew(role: Role) -> str:
    group, _ = Group.objects.get_or_create(name=role.value)
    user, _ = User.objects.get_or_create(username=role.value)
    password = secrets.token_urlsafe(12)
    user.set_password(password)
    user.save(update_fields=["password"])
    user.groups.add(group)
    return password
