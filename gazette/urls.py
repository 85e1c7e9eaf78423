"""The site's addresses, from the home page down."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps import views as sitemap_views
from django.urls import URLPattern, URLResolver, include, path, register_converter

from gazette.api import docs
from gazette.converters import CodeConverter, IssueKeyConverter, YearConverter
from gazette.sitemaps import SITEMAPS
from gazette.views import health, home, issue_pdf, issues, machine
from gazette.views.desk import figures as desk_figures
from gazette.views.desk import imports as desk_imports
from gazette.views.desk import issues as desk_issues
from gazette.views.desk import login as desk_login
from gazette.views.desk import review as desk_review
from gazette.views.desk import sources as desk_sources
from policies.views.caching import public_page

register_converter(CodeConverter, "code")
register_converter(YearConverter, "year")
register_converter(IssueKeyConverter, "issuekey")

# The site's default gazette has no code in its addresses.
gazette_urls: list[URLPattern] = [
    path("", issues.gazette_detail, name="gazette_detail"),
    path("<year:year>/", issues.issue_year, name="issue_year"),
    path("<year:year>/<issuekey:key>.pdf", issue_pdf.issue_pdf, name="issue_pdf"),
    path("<year:year>/<issuekey:key>/", issues.issue_detail, name="issue_detail"),
    path("<year:year>/<issuekey:key>/chronicle/", issues.issue_chronicle, name="issue_chronicle"),
]

site_urls: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("gazette/", include(gazette_urls)),
    path("gazette/<code:code>/", include(gazette_urls)),
]

desk_urls: list[URLPattern] = [
    path("", desk_issues.desk_home, name="desk_home"),
    path("login/", desk_login.desk_login, name="desk_login"),
    path("logout/", desk_login.desk_logout, name="desk_logout"),
    path("imports/", desk_imports.import_list, name="import_list"),
    path("imports/progress/", desk_imports.import_progress, name="import_progress"),
    path("imports/<int:job_id>/", desk_imports.import_detail, name="import_detail"),
    path("sources/<int:source_id>/file", desk_sources.source_file, name="source_file"),
    path("sources/<int:source_id>/pages/<int:number>.png", desk_sources.source_page, name="source_page"),
    path("imports/<int:job_id>/review/", desk_review.import_review, name="import_review"),
    path("documents/<int:document_id>/figures/", desk_figures.figure_list, name="figure_list"),
    path("figures/<int:figure_id>/", desk_figures.figure_picture, name="figure_picture"),
    path("issues/<int:issue_id>/publish/", desk_issues.issue_publish, name="issue_publish"),
]

# Pages in two languages: Chinese at the address itself, English below /en/, and no cookie decides.
page_urls = i18n_patterns(
    path("", include((site_urls, "gazette"))),
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

handler500 = "gazette.views.errors.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    *root_urls,
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("api/v1/", include("gazette.api.urls")),
    path("api/docs/", docs.api_docs, name="api_docs"),
    *page_urls,
]
