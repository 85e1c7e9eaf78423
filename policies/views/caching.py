"""What every public page tells caches, and the pages kept here: a tag made of the published records, the templates and the address."""

import hashlib
import zlib
from collections.abc import Callable
from functools import cache, wraps
from typing import Concatenate, ParamSpec

import structlog
from django.conf import settings
from django.core.cache import cache as store
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language
from redis.exceptions import RedisError

from policies.conditionals import etag, public_stamp

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

MAKERS = ("templates", "static", "locale", "policies", "projects", "gazette")
KEPT = 3600  # seconds; a tag never means two pages, so this bounds the room taken, not the age of a page
log = structlog.get_logger(__name__)


def release() -> str:
    """A digest of all that makes pages: one changes with its template or style sheet though no record does."""
    return _digest() if settings.DEBUG else _digest_once()


def _digest() -> str:
    digest = hashlib.blake2b(digest_size=8)
    for folder in MAKERS:
        for path in sorted((settings.BASE_DIR / folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(path.read_bytes())
    return digest.hexdigest()


_digest_once = cache(_digest)


def public_page(view: View[P]) -> View[P]:
    """A page that is the same for everybody: answered 304 when nothing public changed, and asked for again each time."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        stamp = public_stamp()
        tag = etag(stamp, release(), request.build_absolute_uri(), get_language() or "")
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
        if kept := _kept(tag):
            return HttpResponse(zlib.decompress(kept))
        response = view(request, *args, **kwargs)
        if tag and response.status_code == 200 and isinstance(response, HttpResponse):
            _keep(tag, zlib.compress(response.content, 1))
        return response

    return public_page(wrapper)


def _kept(tag: str | None) -> bytes | None:
    try:
        found: bytes | None = store.get(f"page:{tag}") if tag else None
    except RedisError as error:
        log.warning("kept_pages_unreachable", error=str(error))
        return None
    return found


def _keep(tag: str, content: bytes) -> None:
    try:
        store.set(f"page:{tag}", content, KEPT)
    except RedisError as error:
        log.warning("page_not_kept", error=str(error))
