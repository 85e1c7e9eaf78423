"""The ground floor's addresses under /api/v1/; the namespace `api` is the including site's."""

from django.urls import path, register_converter

from policies.api.appointments import AppointmentListView
from policies.api.documents.views import DocumentDetailView, DocumentListView
from policies.api.organs import OrganListView
from policies.api.search import SearchView
from policies.api.tables import TableDetailView
from policies.api.topics import TopicListView
from policies.converters import SlugConverter

register_converter(SlugConverter, "documentslug")

document_urls = [
    path("documents/", DocumentListView.as_view(), name="document_list"),
    path("documents/<documentslug:slug>/tables/<int:n>/", TableDetailView.as_view(), name="table_detail"),
    path("documents/<documentslug:slug>/", DocumentDetailView.as_view(), name="document_detail"),
]

urlpatterns = [
    *document_urls,
    path("appointments/", AppointmentListView.as_view(), name="appointment_list"),
    path("organs/", OrganListView.as_view(), name="organ_list"),
    path("search/", SearchView.as_view(), name="search"),
    path("topics/", TopicListView.as_view(), name="topic_list"),
]
