"""Addresses of documents and what they are listed by."""

from django.urls import URLPattern, path, register_converter

from policies.converters import EidConverter, SlugConverter
from policies.feeds import ChangesFeed
from policies.views import appointments, document_pdf, documents, figures, find, organs, searching, topics
from policies.views.caching import public_page

register_converter(SlugConverter, "slugpath")
register_converter(EidConverter, "eid")

app_name = "policies"

# A slug has slashes, so the pages below a document stand before the document.
document_urls: list[URLPattern] = [
    path("doc/<slugpath:slug>/at/<eid:eid>/", documents.provision_detail, name="provision_detail"),
    path("doc/<slugpath:slug>/tables/<int:n>/", documents.table_detail, name="table_detail"),
    path("doc/<slugpath:slug>/versions/<int:n>/", documents.version_detail, name="version_detail"),
    path(
        "doc/<slugpath:slug>/versions/<int:version>/figures/<int:n>.<slug:suffix>",
        figures.figure_file,
        name="figure_file",
    ),
    path("doc/<slugpath:slug>/diff/<int:n>/<int:m>/", documents.version_difference, name="version_difference"),
    path("doc/<slugpath:slug>/history/", documents.document_history, name="document_history"),
    path("doc/<slugpath:slug>.pdf", document_pdf.document_pdf, name="document_pdf"),
    path("doc/<slugpath:slug>.json", documents.document_json, name="document_json"),
    path("doc/<slugpath:slug>/", documents.document_detail, name="document_detail"),
]

list_urls: list[URLPattern] = [
    path("organs/", organs.organ_list, name="organ_list"),
    path("organs/<slug:code>/", organs.organ_detail, name="organ_detail"),
    path("topics/", topics.topic_list, name="topic_list"),
    path("topics/<slug:code>/", topics.topic_detail, name="topic_detail"),
    path("appointments/", appointments.appointment_list, name="appointment_list"),
]

urlpatterns: list[URLPattern] = [
    *document_urls,
    *list_urls,
    path("find", find.find, name="find"),
    path("search", searching.search, name="search"),
    path("changes.atom", public_page(ChangesFeed()), name="changes"),
]
