"""Turns every error of the API into an RFC 9457 problem document."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView, exception_handler

MEDIA_TYPE = "application/problem+json"

TITLES = {
    400: "请求参数有误",
    403: "没有权限",
    404: "没有这条记录",
    405: "不支持该方法",
    406: "没有所要的格式",
    410: "文件已撤下",
    415: "不支持该媒体类型",
    429: "请求过于频繁",
    500: "服务器出错",
    503: "暂时无法提供服务",
}


class Withdrawn(exceptions.APIException):
    """A document that was published and taken down again. `extra` holds reason and successor for the answer."""

    status_code = status.HTTP_410_GONE
    default_detail = "该文件已撤下。"
    default_code = "withdrawn"

    def __init__(self, reason: str = "", successor: str | None = None) -> None:
        super().__init__(reason or self.default_detail)
        self.extra = {"reason": reason, "successor": successor}


def problem(status_code: int, detail: str, **extra: Any) -> dict[str, Any]:
    """The members every problem has; `type` is about:blank, so that `title` says what the status means."""
    return {
        "type": "about:blank",
        "title": TITLES.get(status_code, "错误"),
        "status": status_code,
        "detail": detail,
        **extra,
    }


def handle(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: what it can't answer is left to Django."""
    response = exception_handler(error, context)
    if response is None:
        return None
    request: Request = context["request"]
    body = problem(response.status_code, _sentence(error), instance=request.path, **_extra(error))
    answer = Response(body, status=response.status_code, content_type=MEDIA_TYPE)
    for header in ("Allow", "Retry-After", "WWW-Authenticate"):
        if header in response.headers:
            answer.headers[header] = response.headers[header]
    return answer


def _sentence(error: Exception) -> str:
    if isinstance(error, exceptions.ValidationError):
        return "有参数的值不合要求，见 errors。"
    if isinstance(error, (Http404, exceptions.NotFound)):
        return "该地址没有可公开的记录。"
    if isinstance(error, PermissionDenied):
        return "没有权限。"
    return str(getattr(error, "detail", error))


def _extra(error: Exception) -> dict[str, Any]:
    if isinstance(error, exceptions.ValidationError):
        return {"errors": _errors(error.detail)}
    return getattr(error, "extra", {})


def _errors(detail: Any) -> list[dict[str, str]]:
    """[{"parameter", "detail"}], one for each complaint."""
    if isinstance(detail, dict):
        return [
            {"parameter": str(name), "detail": str(message)}
            for name, messages in detail.items()
            for message in messages
        ]
    return [{"parameter": "", "detail": str(message)} for message in detail]


class AbsentView(APIView):
    """Any address under the API that no other view has."""

    schema = None
    http_method_names = ["get", "head", "options"]

    def get(self, request: Request, **kwargs: str) -> Response:
        raise exceptions.NotFound
