"""The plain files that programs look for at a site's root."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

ROBOTS = """\
User-agent: *
Disallow: /desk/
Disallow: /search
Disallow: /en/search
Sitemap: {sitemap}
"""
SECURITY = """\
Contact: {contact}
Expires: {expires}
Preferred-Languages: zh, en
Canonical: {canonical}
"""


def robots(request: HttpRequest) -> HttpResponse:
    return _plain(ROBOTS.format(sitemap=request.build_absolute_uri(reverse("sitemap"))))


def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. Where no contact is set, the home page names the office and its telephone."""
    expires = (timezone.now() + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    return _plain(
        SECURITY.format(
            contact=settings.SECURITY_CONTACT or request.build_absolute_uri(reverse("gazette:home")),
            expires=expires.isoformat(),
            canonical=request.build_absolute_uri(request.path),
        )
    )


def _plain(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
