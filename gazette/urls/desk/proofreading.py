"""The desk's addresses of the proofreader: its findings, and the word list."""

from django.urls import URLPattern, path

from gazette.views.desk import findings, issue_findings, terms

proofreading_urls: list[URLPattern] = [
    path("documents/<int:document_id>/panel/findings/", findings.findings_panel, name="findings_panel"),
    path("documents/<int:document_id>/proofread/", findings.document_proofread, name="document_proofread"),
    path("documents/<int:document_id>/findings/<slug:code>/", findings.findings_alike, name="findings_alike"),
    path("findings/<int:finding_id>/<slug:deed>/", findings.finding_deed, name="finding_deed"),
    path("issues/<int:issue_id>/findings/", issue_findings.issue_findings, name="issue_findings"),
    path(
        "issues/<int:issue_id>/findings/<slug:code>/", issue_findings.issue_findings_alike, name="issue_findings_alike"
    ),
    path("issues/<int:issue_id>/proofread/", issue_findings.issue_proofread, name="issue_proofread"),
    path("terms/", terms.term_list, name="term_list"),
    path("terms/new/", terms.term_new, name="term_new"),
    path("terms/import/", terms.term_import, name="term_import"),
    path("terms/file.csv", terms.term_file, name="term_file"),
    path("terms/<int:term_id>/", terms.term_detail, name="term_detail"),
    path("terms/<int:term_id>/switch/", terms.term_switch, name="term_switch"),
]
