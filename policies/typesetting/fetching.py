"""What typesetting may fetch: nothing. Pages carry their style sheets inside, so every address is refused."""

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse


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
