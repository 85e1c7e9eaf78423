"""The desk's addresses, room by room."""

from django.urls import URLPattern

from gazette.urls.desk.administration import administration_urls
from gazette.urls.desk.after import after_urls
from gazette.urls.desk.documents import documents_urls
from gazette.urls.desk.imports import imports_urls
from gazette.urls.desk.issues import issues_urls
from gazette.urls.desk.proofreading import proofreading_urls
from gazette.urls.desk.registers import registers_urls
from gazette.urls.desk.work import work_urls
from gazette.urls.desk.workflow import workflow_urls

desk_urls: list[URLPattern] = [
    *work_urls,
    *imports_urls,
    *documents_urls,
    *issues_urls,
    *registers_urls,
    *proofreading_urls,
    *workflow_urls,
    *after_urls,
    *administration_urls,
]
