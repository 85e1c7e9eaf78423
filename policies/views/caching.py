"""What every public page tells caches, and the pages kept here: a tag made of the published records, the templates and the address."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language

from policies.conditionals import etag, public_stamp
from policies.keeping import keep, kept

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

KEPT = 3600  # seconds; a tag never means two pages, so this bounds the room taken, not the age of a page


def public_page(view: View[P]) -> View[P]:
    """A page that is the same for everybody: answered 304 when nothing public changed, and asked for again each time."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        stamp = public_stamp()
        tag = etag(stamp, request.build_absolute_uri(), get_language() or "")
        changed = int(stamp.changed_at.timestamp())
        response: HttpResponseBase | None = get_conditional_response(request, etag=tag, last_modified=changed)
        if response is None:
            request.META["PAGE_TAG"] = tag
            response = view(request, *args, **kwargs)
        if response.status_code in (200, 304):
            response.headers["ETag"] = tag
            response.headers["Last-Modified"] = http_date(changed)
        patch_cache_control(response, public=True, no_cache=True)
        return response

    return wrapper


def kept_page(view: View[P]) -> View[P]:
    """A public page that takes long to set and is kept under its tag; without the store it is set anew."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        tag = request.META.get("PAGE_TAG")
        if tag and (content := kept(f"page:{tag}")):
            return HttpResponse(content)
        response = view(request, *args, **kwargs)
        if tag and response.status_code == 200 and isinstance(response, HttpResponse):
            keep(f"page:{tag}", response.content, KEPT)
        return response

    return public_page(wrapper)
