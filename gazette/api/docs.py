"""The API's description: for programs as OpenAPI, for people as a page that needs nothing from elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from drf_spectacular.views import SpectacularJSONAPIView

from policies.api.views import PublicView


class SchemaView(PublicView, SpectacularJSONAPIView):
    """本接口的 OpenAPI 说明。"""

    schema = None


def api_docs(request: HttpRequest) -> HttpResponse:
    return render(request, "gazette/api_docs.html")
