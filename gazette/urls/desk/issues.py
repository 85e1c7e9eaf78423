"""Addresses of compiling an issue: its contents, masthead, chronicle, proofs, and the ledger of numbers, below /desk/."""

from django.urls import URLPattern, path

from gazette.views.desk import builder, chronicle, issue_list, issues, masthead, numbers, previews

issues_urls: list[URLPattern] = [
    path("documents/<int:document_id>/preview/", previews.document_preview, name="document_preview"),
    path("documents/<int:document_id>/preview/page/", previews.document_preview_page, name="document_preview_page"),
    path(
        "documents/<int:document_id>/preview/state/",
        previews.document_preview_state,
        name="document_preview_state",
    ),
    path("documents/<int:document_id>/preview.pdf", previews.document_preview_pdf, name="document_preview_pdf"),
    path("proofs/<str:key>/<int:number>.png", previews.proof_sheet, name="proof_sheet"),
    path("issues/", issue_list.issue_list, name="issue_list"),
    path("issues/new/", issue_list.issue_new, name="issue_new"),
    path("issues/<int:issue_id>/", builder.issue_detail, name="issue_detail"),
    path("issues/<int:issue_id>/compose/", builder.issue_compose, name="issue_compose"),
    path("issues/<int:issue_id>/undo/", builder.issue_undo, name="issue_undo"),
    path("issues/<int:issue_id>/masthead/", masthead.issue_masthead, name="issue_masthead"),
    path("issues/<int:issue_id>/chronicle/", chronicle.issue_chronicle, name="issue_chronicle"),
    path("issues/<int:issue_id>/preview/", previews.issue_preview, name="issue_preview"),
    path("issues/<int:issue_id>/preview/page/", previews.issue_preview_page, name="issue_preview_page"),
    path(
        "issues/<int:issue_id>/preview/chronicle/",
        previews.issue_preview_chronicle,
        name="issue_preview_chronicle",
    ),
    path("issues/<int:issue_id>/preview/state/", previews.issue_preview_state, name="issue_preview_state"),
    path("issues/<int:issue_id>/preview.pdf", previews.issue_preview_pdf, name="issue_preview_pdf"),
    path("numbers/", numbers.number_list, name="number_list"),
    path("numbers/reason/", numbers.number_reason, name="number_reason"),
    path("issues/<int:issue_id>/publish/", issues.issue_publish, name="issue_publish"),
]
