"""What a reader sees when a page can't be shown, and a program when the API fails.

Whoever is logged in sees the trouble of the desk's addresses within the desk; `server_error` asks the database nothing.
"""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve, reverse

from policies.api.problems import MEDIA_TYPE, problem

RETRY_AFTER = 60  # seconds
API = "/api/v1/"


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, or 413 for a form that is larger than the site takes."""
    status = 413 if isinstance(exception, (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)) else 400
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 403)


def form_refused(request: HttpRequest) -> HttpResponse:
    """403 for a form of a page that was opened before the last login or logout; what it says was not done."""
    return _page(request, 403, "403_csrf.html")


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, 404)


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """For an address that only takes a form, and was opened: typed, or after a login that came between."""
    return _page(request, 405)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database can't be reached: that passes, and programs should come back."""
    passing = isinstance(sys.exc_info()[1], (OperationalError, InterfaceError))
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": str(RETRY_AFTER)} if passing else {})
    status = 503 if passing else 500
    if request.path.startswith(API):
        detail = "数据库暂时无法访问，请稍后再试。" if passing else "服务器出错，错误已记录。"
        body = problem(status, detail, instance=request.path)
        return JsonResponse(body, status=status, content_type=MEDIA_TYPE, headers=headers)
    return HttpResponse(render_to_string(f"{status}.html"), status=status, headers=headers)


def _page(request: HttpRequest, status: int, template: str = "") -> HttpResponse:
    at_desk = request.path.startswith(reverse("desk:desk_home")) and request.user.is_authenticated
    frame = "gazette/desk/_desk.html" if at_desk else "base.html"
    context = {"frame": frame, "at_desk": at_desk, "above": _above(request.path)}
    return render(request, template or f"{status}.html", context, status=status)


def _above(path: str) -> str:
    """The nearest address above this one that is a page's; '' where there is none."""
    parts = path.strip("/").split("/")
    for count in range(len(parts) - 1, 0, -1):
        above = "/" + "/".join(parts[:count]) + "/"
        try:
            resolve(above)
        except Resolver404:
            continue
        return above
    return ""
