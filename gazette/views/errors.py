"""What a reader sees when a page can't be shown, and a program when the API fails; nothing here asks the database."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from policies.api.problems import MEDIA_TYPE, problem

RETRY_AFTER = 60  # seconds
API = "/api/v1/"


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
