"""The site's addresses, from the home page down."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemap_views
from django.urls import URLPattern, URLResolver, include, path, register_converter

from gazette.api import docs
from gazette.converters import CodeConverter, IssueKeyConverter, YearConverter
from gazette.sitemaps import SITEMAPS
from gazette.urls.desk import desk_urls
from gazette.urls.door import door_urls
from gazette.views import annual, health, home, issue_pdf, issues, machine
from policies.views.caching import public_page

register_converter(CodeConverter, "code")
register_converter(YearConverter, "year")
register_converter(IssueKeyConverter, "issuekey")

# The site's default gazette has no code in its addresses.
gazette_urls: list[URLPattern] = [
    path("", issues.gazette_detail, name="gazette_detail"),
    path("<year:year>/", issues.issue_year, name="issue_year"),
    path("<year:year>/contents/", annual.annual_contents, name="annual_contents"),
    path("<year:year>/contents.pdf", annual.annual_contents_pdf, name="annual_contents_pdf"),
    path("<year:year>/<issuekey:key>.pdf", issue_pdf.issue_pdf, name="issue_pdf"),
    path("<year:year>/<issuekey:key>/", issues.issue_detail, name="issue_detail"),
    path("<year:year>/<issuekey:key>/chronicle/", issues.issue_chronicle, name="issue_chronicle"),
]

site_urls: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("gazette/", include(gazette_urls)),
    path("gazette/<code:code>/", include(gazette_urls)),
]

# Pages in two languages: Chinese at the address itself, English below /en/, and no cookie decides.
page_urls = i18n_patterns(
    path("", include((site_urls, "gazette"))),
    path("desk/", include(door_urls)),
    path("desk/", include((desk_urls, "desk"))),
    path("", include("policies.urls")),
    prefix_default_language=False,
)

# What programs look for at a site's root.
root_urls: list[URLPattern] = [
    path("robots.txt", machine.robots, name="robots"),
    path(
        "sitemap.xml",
        public_page(sitemap_views.index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_section"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", public_page(sitemap_views.sitemap), {"sitemaps": SITEMAPS}, name="sitemap_section"),
    path(".well-known/security.txt", machine.security, name="security"),
]

handler400 = "gazette.views.errors.bad_request"
handler403 = "gazette.views.errors.permission_denied"
handler404 = "gazette.views.errors.page_not_found"
handler500 = "gazette.views.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    *root_urls,
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/", include("gazette.api.urls")),
    path("api/docs/", docs.api_docs, name="api_docs"),
    *page_urls,
]
