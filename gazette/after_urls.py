"""Addresses of what the desk does with what is public already, below /desk/."""

from django.urls import URLPattern, path

from gazette.views.desk.after import metadata, validity, withdrawals

after_urls: list[URLPattern] = [
    path("documents/<int:document_id>/withdraw/", withdrawals.document_withdraw, name="document_withdraw"),
    path("documents/<int:document_id>/restore/", withdrawals.document_restore, name="document_restore"),
    path("documents/<int:document_id>/metadata/", metadata.document_metadata, name="document_metadata"),
    path("documents/<int:document_id>/validity/", validity.validity_propose, name="validity_propose"),
    path("validity/<int:decision_id>/", validity.validity_decide, name="validity_decide"),
    path("issues/<int:issue_id>/withdraw/", withdrawals.issue_withdraw, name="issue_withdraw"),
    path("issues/<int:issue_id>/restore/", withdrawals.issue_restore, name="issue_restore"),
]
