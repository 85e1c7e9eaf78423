"""What every answer carries beside its content, and how long a session may rest."""

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from gazette.views.desk.door import client_address
from gazette.views.errors import method_not_allowed
from policies.services.auditing import acting

POLICY = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"


def permissions_policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse the browser's devices to every page: a public record needs none of them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response

    return middleware


SEEN = "seen_at"
BACKGROUND = "X-Background"  # a page's own asking, which is no sign of a person
_RARELY = 60  # seconds between two notes of a person's presence: not every request has to write its session


def idle_logout(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """End a session that nobody has used for a while; the next page asks for the login and then goes on where one was."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time.time())
            seen = request.session.get(SEEN, now)
            if now - seen > settings.SESSION_IDLE_SECONDS:
                logout(request)
                messages.info(request, _("离开太久，已自动退出；请重新登录，会回到刚才的页面。"))
            elif BACKGROUND not in request.headers and (SEEN not in request.session or now - seen >= _RARELY):
                request.session[SEEN] = now
        return get_response(request)

    return middleware


def page_of_forms(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Give people a page where an address takes no such request; the bare answer shows as the browser's own error."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if (
            response.status_code != 405
            or request.method != "GET"
            or response.content
            or not request.accepts("text/html")
        ):
            return response
        page = method_not_allowed(request)
        page.headers["Allow"] = response.headers["Allow"]
        return page

    return middleware


def named_actor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let the audit log know whose deed a change is."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.method in ("GET", "HEAD", "OPTIONS") or not request.user.is_authenticated:
            return get_response(request)
        with acting(user=request.user, address=client_address(request)):
            return get_response(request)

    return middleware
