"""The desk's addresses of the proofreader: its findings, and the word list."""

from django.urls import URLPattern, path

from gazette.views.desk import terms

proofreading_urls: list[URLPattern] = [
    path("terms/", terms.term_list, name="term_list"),
    path("terms/new/", terms.term_new, name="term_new"),
    path("terms/import/", terms.term_import, name="term_import"),
    path("terms/file.csv", terms.term_file, name="term_file"),
    path("terms/<int:term_id>/", terms.term_detail, name="term_detail"),
    path("terms/<int:term_id>/switch/", terms.term_switch, name="term_switch"),
]
