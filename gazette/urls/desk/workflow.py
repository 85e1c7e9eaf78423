"""Addresses of the life of documents and issues at the desk, below /desk/."""

from django.urls import URLPattern, path

from gazette.views.desk.workflow import documents, issues, press, registering, specials

workflow_urls: list[URLPattern] = [
    path("documents/new/", registering.document_new, name="document_new"),
    path("documents/<int:document_id>/do/<slug:deed>/", documents.document_deed, name="document_deed"),
    path("issues/<int:issue_id>/press/", press.issue_press, name="issue_press"),
    path("issues/<int:issue_id>/do/<slug:deed>/", issues.issue_deed, name="issue_deed"),
    path("special-approvals/", specials.special_list, name="special_list"),
]
