"""Finds who is meant by @ in a remark: @用户名, or @ before the name that a person is shown by."""

import re
from collections.abc import Iterable

from policies.models import User

_ACCOUNT = re.compile(r"@([A-Za-z][\w.-]{2,29})", re.ASCII)
_NAMED = re.compile(r"@([^\s@]{2,30})")


def mentioned(*, text: str, among: Iterable[User]) -> list[User]:
    """Those of `among` whom the text names, each once. Account names count in any case; of names that begin alike the longest."""
    people = list(among)
    accounts = {user.username.casefold(): user for user in people}
    found = [accounts.get(name.rstrip(".-").casefold()) for name in _ACCOUNT.findall(text)]
    for written in _NAMED.findall(text):
        called = [user for user in people if user.first_name and written.startswith(user.first_name)]
        longest = max((len(user.first_name) for user in called), default=0)
        found += [user for user in called if len(user.first_name) == longest]
    return list(dict.fromkeys(user for user in found if user))
