"""A view that does nothing, beside the site: what server and middleware cost by themselves."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from gazette.urls import urlpatterns as site


def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(b'{"count": 0}', content_type="application/json")


urlpatterns = [path("bare/", bare), *site]
