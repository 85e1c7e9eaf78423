"""Addresses of what the desk does with what is public already, below /desk/."""

from django.urls import URLPattern, path

from gazette.views.desk.after import bulk, corrections, metadata, validity, withdrawals

after_urls: list[URLPattern] = [
    path("documents/<int:document_id>/withdraw/", withdrawals.document_withdraw, name="document_withdraw"),
    path("documents/<int:document_id>/restore/", withdrawals.document_restore, name="document_restore"),
    path("documents/<int:document_id>/metadata/", metadata.document_metadata, name="document_metadata"),
    path("documents/<int:document_id>/validity/", validity.validity_propose, name="validity_propose"),
    path("validity/<int:decision_id>/", validity.validity_decide, name="validity_decide"),
    path("bulk/", bulk.bulk_list, name="bulk_list"),
    path("bulk/preview/", bulk.bulk_preview, name="bulk_preview"),
    path("bulk/<int:bulk_id>/", bulk.bulk_detail, name="bulk_detail"),
    path("bulk/<int:bulk_id>/progress/", bulk.bulk_progress, name="bulk_progress"),
    path("corrections/", corrections.correction_list, name="correction_list"),
    path("corrections/<int:correction_id>/drop/", corrections.correction_drop, name="correction_drop"),
    path("documents/<int:document_id>/corrections/", corrections.document_corrections, name="document_corrections"),
    path("documents/<int:document_id>/correct/", corrections.correction_open, name="correction_open"),
    path("issues/<int:issue_id>/withdraw/", withdrawals.issue_withdraw, name="issue_withdraw"),
    path("issues/<int:issue_id>/restore/", withdrawals.issue_restore, name="issue_restore"),
]
