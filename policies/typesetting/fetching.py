"""What typesetting may fetch: the pictures of the document's own figures, and nothing else. Pages carry their style sheets inside."""

import base64
from collections.abc import Collection

import structlog
from django.core.files.storage import default_storage
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

log = structlog.get_logger(__name__)

SCHEME = "figure:"
_BLANK = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


class ForbiddenAddressError(Exception):
    """A page asked for a file or an address; `str()` names it."""


class NothingFetcher(URLFetcher):  # type: ignore[misc]
    """Refuses every address outside `allowed` and stops the rendering, so that no text can pull in a file or a host.

    The fatal error is a BaseException: `policies.typesetting.press` turns it into `ForbiddenAddressError`.
    """

    allowed: frozenset[str] = frozenset()

    def __init__(self) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url not in self.allowed:
            raise FatalURLFetchingError(url)
        return super().fetch(url, headers)


class FigureFetcher(NothingFetcher):
    """Allows the given addresses, `figure:` and a name in the media storage. A lost picture is left blank: the words matter more."""

    def __init__(self, addresses: Collection[str] = ()) -> None:
        super().__init__()
        self.figures = frozenset(addresses)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url not in self.figures or not url.startswith(SCHEME):
            return super().fetch(url, headers)
        name = url.removeprefix(SCHEME)
        try:
            with default_storage.open(name) as stored:
                return URLFetcherResponse(url, stored.read())
        except OSError:
            log.warning("figure_lost", name=name)
            return URLFetcherResponse(url, _BLANK)
