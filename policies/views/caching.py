"""What every public page tells caches: a tag made of the published records, the templates and the address."""

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from typing import Concatenate, ParamSpec

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import get_language

from policies.conditionals import etag, public_stamp

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


@cache
def release() -> str:
    """A digest of all templates and translations: a page changes with them though no record does."""
    digest = hashlib.blake2b(digest_size=8)
    folders = [settings.BASE_DIR / "templates", *settings.LOCALE_PATHS]
    for path in sorted(path for folder in folders for path in folder.rglob("*") if path.is_file()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def public_page(view: View[P]) -> View[P]:
    """A page that is the same for everybody: answered 304 when nothing public changed, and asked for again each time."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        stamp = public_stamp()
        tag = etag(stamp, release(), request.build_absolute_uri(), get_language() or "")
        changed = int(stamp.changed_at.timestamp())
        unchanged = get_conditional_response(request, etag=tag, last_modified=changed)
        response = view(request, *args, **kwargs) if unchanged is None else unchanged
        if response.status_code in (200, 304):
            response.headers["ETag"] = tag
            response.headers["Last-Modified"] = http_date(changed)
        patch_cache_control(response, public=True, no_cache=True)
        return response

    return wrapper
