"""Everything under /api/v1/."""

from django.urls import include, path, re_path

from gazette.api.chronicle import ChronicleListView
from gazette.api.docs import SchemaView
from gazette.api.issues import IssueDetailView, IssueListView
from policies.api.problems import AbsentView

app_name = "api"

urlpatterns = [
    path("issues/", IssueListView.as_view(), name="issue_list"),
    path("issues/<int:id>/", IssueDetailView.as_view(), name="issue_detail"),
    path("chronicle/", ChronicleListView.as_view(), name="chronicle_list"),
    path("", include("policies.api.urls")),
    path("openapi.json", SchemaView.as_view(), name="schema"),
    re_path(r"^.*$", AbsentView.as_view(), name="absent"),
]
