"""What every view of the API does alike: validators, 304 before any work is done, reading for everybody from everywhere."""

from typing import Any, cast

from django.http.response import HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_etags
from drf_spectacular.utils import OpenApiResponse
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from policies.api.answers import is_kept, keep, kept
from policies.api.cursors import KeysetPagination
from policies.api.problem_serializers import ProblemSerializer
from policies.conditionals import etag, public_stamp

CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Last-Modified, Retry-After"}
PREFLIGHT = {
    "Allow": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}
PROBLEMS = {
    (code, "application/problem+json"): OpenApiResponse(ProblemSerializer, description=description)
    for code, description in {
        400: "参数的值不合要求",
        404: "没有这条记录，或尚未发布",
        406: "没有所要的格式",
        429: "请求过于频繁",
    }.items()
}
GONE = {
    (410, "application/problem+json"): OpenApiResponse(ProblemSerializer, description="文件已撤下，附原因与替代文件")
}


class PublicView(APIView):
    """One address of the API, the same for everybody."""

    http_method_names = ["get", "head", "options"]
    answers_kept = False  # for a few minutes, see `answers`

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An answer known by its ETag costs one small query, and one given lately little more; all leave with their validators."""
        if request.method not in ("GET", "HEAD"):
            return _open(super().dispatch(request, *args, **kwargs))
        stamp = public_stamp()
        changed = int(stamp.changed_at.timestamp())
        tag = etag(stamp, request.build_absolute_uri(), request.headers.get("Accept", ""))
        if tag in parse_etags(request.headers.get("If-None-Match", "")):
            return _open(HttpResponseNotModified(headers={"ETag": tag, "Last-Modified": http_date(changed)}))
        keeping = self.answers_kept and is_kept(request)
        if keeping and (known := kept(tag)):
            self._answer_with(known)
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code == 200:
            if keeping and isinstance(response, Response):
                response.add_post_render_callback(lambda rendered: keep(tag, rendered))
            response.headers["ETag"], response.headers["Last-Modified"] = tag, http_date(changed)
            response = get_conditional_response(request, tag, changed, cast(HttpResponse, response)) or response
        return _open(response)

    def _answer_with(self, known: HttpResponse) -> None:
        """In place of the work; what comes before it, the limit of requests first of all, is done as ever."""
        for method in ("get", "head"):
            setattr(self, method, lambda *_args, **_kwargs: known)

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A preflight is answered without a body; the schema describes the rest."""
        return Response(status=204, headers=PREFLIGHT)


class PublicList(PublicView, generics.ListAPIView[Any]):
    """A list in the common envelope. `ordering` names non-null fields, the last one unique."""

    pagination_class = KeysetPagination
    ordering: tuple[str, ...] = ("id",)


class PublicDetail(PublicView, generics.RetrieveAPIView[Any]):
    """One record."""


def _open(response: HttpResponseBase) -> HttpResponseBase:
    for name, value in CORS.items():
        response.headers.setdefault(name, value)
    return response
