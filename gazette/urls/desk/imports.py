"""Addresses of files and their reading: imports, their review and differences, batches, below /desk/."""

from django.urls import URLPattern, path

from gazette.views.desk import batches, differences, imports, review, sources

imports_urls: list[URLPattern] = [
    path("imports/", imports.import_list, name="import_list"),
    path("imports/progress/", imports.import_progress, name="import_progress"),
    path("imports/<int:job_id>/", imports.import_detail, name="import_detail"),
    path("sources/<int:source_id>/file", sources.source_file, name="source_file"),
    path("sources/<int:source_id>/pages/<int:number>.png", sources.source_page, name="source_page"),
    path("imports/<int:job_id>/review/", review.import_review, name="import_review"),
    path("batches/", batches.batch_list, name="batch_list"),
    path("batches/<int:batch_id>/", batches.batch_detail, name="batch_detail"),
    path("batches/<int:batch_id>/start/", batches.batch_start, name="batch_start"),
    path("batches/<int:batch_id>/retry/", batches.batch_retry, name="batch_retry"),
    path("batches/<int:batch_id>/report.<str:form>", batches.batch_report, name="batch_report"),
    path("imports/<int:job_id>/retry/", imports.import_retry, name="import_retry"),
    path("imports/<int:job_id>/again/", imports.import_again, name="import_again"),
    path("imports/<int:job_id>/difference/", differences.import_difference, name="import_difference"),
    path("imports/<int:job_id>/difference/all/", differences.difference_take_all, name="difference_take_all"),
    path("imports/<int:job_id>/difference/take/", differences.difference_take, name="difference_take"),
    path("imports/<int:job_id>/difference/keep/", differences.difference_keep, name="difference_keep"),
]
