"""Who may enter a page of the desk: a logged-in member of one of its roles; others are refused, not redirected.

Where the office asks for a second factor, whoever has none sets one up before anything else.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from gazette.services.reach import within_reach
from gazette.views.desk.origin import page_of_form
from policies.drafting.deeds import Deed
from policies.models import PolicyDocument, Role, User
from policies.services.staff import roles_of
from policies.services.workflow.permission import may

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]

EDITORIAL = (Role.EDITOR, Role.REVIEWER, Role.PUBLISHER)
_EDITORIAL = {role.value for role in EDITORIAL}


def for_roles(*roles: Role) -> Callable[[View[Rest]], View[Rest]]:
    """Asks for the login first, then for the role; `request.desk_roles` holds the roles for the template."""

    def wrap(view: View[Rest]) -> View[Rest]:
        @wraps(view)
        def entered(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
            if not isinstance(request.user, User):
                return _asked_to_log_in(request)
            held = roles_of(request.user)
            if not held & {role.value for role in roles}:
                raise PermissionDenied
            if settings.MFA_REQUIRED and not is_mfa_enabled(request.user):
                messages.warning(request, _("本单位要求两步登录；请先启用动态验证码。"))
                return redirect("mfa_activate_totp")
            _keep_within_reach(request, held, kwargs)
            request.desk_roles = held  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)

        return entered  # type: ignore[return-value]

    return wrap


def _asked_to_log_in(request: HttpRequest) -> HttpResponse:
    """A form whose session has ended leads back to its page: its own address may know no GET."""
    sent_from = page_of_form(request) if request.method == "POST" else ""
    return redirect_to_login(sent_from or request.get_full_path())


def member(request: HttpRequest) -> User:
    """The account whose request it is: behind `for_roles` there always is one."""
    return cast(User, request.user)


def roles_held(request: HttpRequest) -> set[str]:
    """The roles of whoever entered."""
    held: set[str] = request.desk_roles  # type: ignore[attr-defined]  # set at the door, by `for_roles`
    return held


def holds(request: HttpRequest, *roles: Role) -> bool:
    """Whether whoever entered has one of these roles."""
    return not roles_held(request).isdisjoint(role.value for role in roles)


def is_limited(request: HttpRequest) -> bool:
    """Whether whoever entered works for single organs only."""
    return bool(request.desk_limited)  # type: ignore[attr-defined]  # set at the door, by `for_roles`


def _keep_within_reach(request: HttpRequest, held: set[str], named: dict[str, Any]) -> None:
    """An account that works for single organs is refused what other organs are still working on."""
    limited = bool(held & _EDITORIAL) and member(request).organs.exists()
    request.desk_limited = limited  # type: ignore[attr-defined]
    if not limited:
        return
    page = request.resolver_match.url_name if request.resolver_match else ""
    if not within_reach(user=member(request), page=page or "", named=named, writing=request.method == "POST"):
        raise PermissionDenied


def ask(request: HttpRequest, deed: Deed, document: PolicyDocument) -> None:
    """Refuses whoever may not do the deed with this document as it stands now."""
    if not may(user=member(request), deed=deed, document=document):
        raise PermissionDenied
