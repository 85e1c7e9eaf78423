"""Keeps whole answers for a few minutes: an ETag says already of which state of the records and for which address an answer is."""

import zlib

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse

SECONDS = 300
LARGEST = 1_000_000
USUAL = ("", "*/*", "application/json")


def is_kept(request: HttpRequest) -> bool:
    """Only plain addresses are, as programs that pull everything ask for them: to those with parameters there is no end."""
    return not request.META.get("QUERY_STRING") and request.headers.get("Accept", "") in USUAL


def kept(tag: str) -> HttpResponse | None:
    """The answer that bore this ETag, if it was kept."""
    packed = cache.get(_key(tag))
    return HttpResponse(zlib.decompress(packed), content_type="application/json") if packed else None


def keep(tag: str, response: HttpResponse) -> None:
    """Keeps a rendered answer of JSON."""
    if len(response.content) <= LARGEST:
        cache.set(_key(tag), zlib.compress(response.content, 1), SECONDS)


def _key(tag: str) -> str:
    return f"answer.{tag[3:-1]}"
