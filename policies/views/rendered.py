"""Serves rendered files: the kept one at once; else the task is queued, waited for briefly, and the reader asked back."""

import time
from collections.abc import Callable
from urllib.parse import quote

import structlog
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from policies.models import RenderedFile
from policies.services.rendering import ready_file

log = structlog.get_logger(__name__)
ASK_AGAIN = 60  # seconds after which an unanswered request to render is queued once more
GIVE_UP, FORGET = 120, 600  # seconds after which a reader is no longer asked to wait, and after which this is forgotten
POLL = 0.15
RETRY_SOON, RETRY_LATER = 3, 60  # what Retry-After says


def rendered_response(
    request: HttpRequest,
    *,
    key: str,
    name: str,
    plain: str,
    back: str,
    queue: Callable[[], object],
    private: bool = False,
) -> HttpResponse:
    """The file of `key` as `name`.pdf; 202 while it is being made, 503 when nobody can be asked to make it or nobody does.

    `queue` sends the task. `plain` is the file's name in ASCII, `back` the address of the page that the reader came from.
    `private`: for whoever is logged in, so that no cache may keep it.
    """
    found = ready_file(key=key)
    if found is None:
        try:
            since = ask(key=key, queue=queue)
        except (OperationalError, RedisError, OSError) as error:
            log.warning("queue_unreachable", error=str(error))
            return _not_yet(request, back, status=503, retry=RETRY_LATER)
        found = _wait_for(key) if request.method == "GET" else None
        if found is None and time.time() - since > GIVE_UP:
            return _not_yet(request, back, status=503, retry=RETRY_LATER)
    if found is None:
        return _not_yet(request, back, status=202, retry=RETRY_SOON)
    return _file(request, found, name, plain, private)


def ask(*, key: str, queue: Callable[[], object]) -> float:
    """Sends the task, once a minute; since when the file has been asked for, in seconds of the epoch."""
    if cache.add(f"rendering:{key}", 1, ASK_AGAIN):
        queue()
    return float(cache.get_or_set(f"rendering-since:{key}", time.time, FORGET) or time.time())


def _wait_for(key: str) -> RenderedFile | None:
    deadline = time.monotonic() + settings.PDF_WAIT_SECONDS
    while (found := ready_file(key=key)) is None and time.monotonic() < deadline:
        time.sleep(POLL)
    return found


def _not_yet(request: HttpRequest, back: str, *, status: int, retry: int) -> HttpResponse:
    context = {"status": status, "retry": retry, "back": back}
    response = render(request, "policies/rendered_later.html", context, status=status)
    response.headers["Retry-After"] = str(retry)
    patch_cache_control(response, no_store=True)
    return response


def _file(request: HttpRequest, found: RenderedFile, name: str, plain: str, private: bool) -> HttpResponse:
    """The bytes with their tag: the key changes whenever a word of the file does."""
    tag, changed = f'"{found.key[:40]}"', int(found.rendered_at.timestamp())
    unchanged = get_conditional_response(request, etag=tag, last_modified=changed)
    if unchanged is not None:
        response: HttpResponse = unchanged
    else:
        with found.file.open("rb") as stored:  # a megabyte or two: not worth a stream
            response = HttpResponse(stored.read(), content_type="application/pdf")
        # Both forms: old programs read the plain name, all others the true one.
        response.headers["Content-Disposition"] = (
            f"inline; filename=\"{plain}.pdf\"; filename*=UTF-8''{quote(name)}.pdf"
        )
    response.headers["ETag"] = tag
    response.headers["Last-Modified"] = http_date(changed)
    if private:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, no_cache=True)
    return response
