"""Keeps whole answers for a few minutes: an ETag says already of which state of the records and for which address an answer is."""

from django.http import HttpRequest, HttpResponse

from policies import keeping

SECONDS = 300
LARGEST = 1_000_000
USUAL = ("", "*/*", "application/json")


def is_kept(request: HttpRequest) -> bool:
    """Only plain addresses are, as programs that pull everything ask for them: to those with parameters there is no end."""
    return not request.META.get("QUERY_STRING") and request.headers.get("Accept", "") in USUAL


def kept(tag: str) -> HttpResponse | None:
    """The answer that bore this ETag, if it was kept."""
    content = keeping.kept(_key(tag))
    return HttpResponse(content, content_type="application/json") if content else None


def keep(tag: str, response: HttpResponse) -> None:
    """Keeps a rendered answer of JSON."""
    if len(response.content) <= LARGEST:
        keeping.keep(_key(tag), response.content, SECONDS)


def _key(tag: str) -> str:
    return f"answer.{tag[3:-1]}"
