"""Where a form of the desk was sent from, so that one that could not be taken leads back there and not to its bare address."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from gazette.views.errors import form_refused

AGAIN = "again"  # in the address of a page whose form was not taken: the page says so and puts back what was typed


def page_of_form(request: HttpRequest) -> str:
    """The page of the desk that sent the form, marked `AGAIN`; '' when the browser does not say or it is none of ours."""
    said = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(said, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return ""
    parts = urlsplit(said)
    if not parts.path.removeprefix("/en").startswith(reverse("desk:desk_home").removeprefix("/en")):
        return ""
    query = QueryDict(parts.query, mutable=True)
    query[AGAIN] = "1"
    return f"{parts.path}?{query.urlencode()}"


def old_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The answer to a form whose token is no longer the session's, as after a login in another tab: its page, anew."""
    page = page_of_form(request)
    return redirect(page) if page else form_refused(request)
