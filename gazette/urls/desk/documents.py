"""Addresses of one document and its text: its page, the editor, its drafts, revisions and figures, below /desk/."""

from django.urls import URLPattern, path

from gazette.views.desk import documents, drafts, editor, figures, revisions

documents_urls: list[URLPattern] = [
    path("documents/<int:document_id>/figures/", figures.figure_list, name="figure_list"),
    path("figures/<int:figure_id>/", figures.figure_picture, name="figure_picture"),
    path("documents/", documents.document_list, name="document_list"),
    path("documents/<int:document_id>/", documents.document_detail, name="document_detail"),
    path("documents/<int:document_id>/edit/", editor.document_edit, name="document_edit"),
    path("documents/<int:document_id>/panel/source/", editor.source_panel, name="source_panel"),
    path("documents/<int:document_id>/draft.json", drafts.draft_json, name="draft_json"),
    path("documents/<int:document_id>/draft/save/", drafts.draft_save, name="draft_save"),
    path("documents/<int:document_id>/draft/presence/", drafts.draft_presence, name="draft_presence"),
    path("documents/<int:document_id>/revisions/", revisions.revision_list, name="revision_list"),
    path("documents/<int:document_id>/revisions/compare/", revisions.revision_compare, name="revision_compare"),
    path("documents/<int:document_id>/revisions/<int:n>/", revisions.revision_detail, name="revision_detail"),
    path(
        "documents/<int:document_id>/revisions/<int:n>/restore/",
        revisions.revision_restore,
        name="revision_restore",
    ),
    path("documents/<int:document_id>/panel/revisions/", revisions.revision_panel, name="revision_panel"),
]
