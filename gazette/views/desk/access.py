"""Who may enter a page of the desk: a logged-in member of one of its roles; others are refused, not redirected."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from policies.models import Role, User

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]

EDITORIAL = (Role.EDITOR, Role.REVIEWER, Role.PUBLISHER)


def roles_of(user: User) -> set[str]:
    return set(user.groups.values_list("name", flat=True))


def for_roles(*roles: Role) -> Callable[[View[Rest]], View[Rest]]:
    """Asks for the login first, then for the role; `request.desk_roles` holds the roles for the template."""

    def wrap(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def entered(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
            held = roles_of(request.user)  # type: ignore[arg-type]  # login_required lets no anonymous user in
            if not held & {role.value for role in roles}:
                raise PermissionDenied
            request.desk_roles = held  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        return login_required(entered)  # type: ignore[return-value]

    return wrap
