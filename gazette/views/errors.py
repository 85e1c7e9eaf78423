"""What a reader sees when a page can't be shown; no page here asks the database."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

RETRY_AFTER = 60  # seconds


def server_error(request: HttpRequest) -> HttpResponse:
    """500, or 503 while the database can't be reached: that passes, and programs should come back."""
    if isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        page = render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER), "Cache-Control": "no-store"})
    return HttpResponse(render_to_string("500.html"), status=500, headers={"Cache-Control": "no-store"})
