"""The address of an issue's PDF, and what publication has rendered beforehand."""

from datetime import date

import pytest
from django.core.cache import cache
from django.test import Client

from gazette.models import GazetteIssue
from gazette.services.publishing import publish_issue
from gazette.services.rendering import render_all_of, render_issue
from policies.models import RenderedFile
from tests.factories import make_document, make_gazette, make_issue
from tests.policies.test_document_pdf import worker  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue() -> GazetteIssue:
    cache.clear()
    return make_issue(year=2024, number=3, title="安澜市人民政府公报", documents=[make_document(), make_document()])


@pytest.mark.usefixtures("worker", "issue")
def test_an_issue_is_made_on_demand(client: Client):
    response = client.get("/gazette/2024/3.pdf")
    assert response.status_code == 200
    assert response.content.startswith(b"%PDF-")
    assert "filename*=UTF-8''%E5%AE%89" in response["Content-Disposition"]


def test_an_issue_of_another_gazette_stands_below_its_code(client: Client, settings):
    make_gazette()
    other = make_gazette(code="linhe", title="临禾县人民政府公报", position=2)
    make_issue(gazette=other, year=2023, number=2, documents=[make_document()])
    settings.PDF_WAIT_SECONDS = 0.0
    cache.clear()
    assert client.get("/gazette/linhe/2023/2.pdf").status_code == 202


def test_the_default_gazette_has_one_address_only(client: Client, issue: GazetteIssue):
    response = client.get("/gazette/anlan/2024/3.pdf")
    assert response.status_code == 301
    assert response["Location"] == "/gazette/2024/3.pdf"


def test_a_draft_has_no_file(client: Client):
    issue = make_issue(year=2024, number=5, state="draft")
    assert client.get("/gazette/2024/5.pdf").status_code == 404
    assert render_issue(issue_id=issue.pk) is None


def test_after_publication_the_issue_and_each_document_are_ready(client: Client, issue: GazetteIssue):
    assert render_all_of(issue_id=issue.pk) == 3
    assert RenderedFile.objects.count() == 3
    assert client.get("/gazette/2024/3.pdf").status_code == 200
    for promulgation in issue.promulgations.all():
        assert client.get(f"/doc/{promulgation.document.slug}.pdf").status_code == 200
        assert promulgation.typeset_page >= 3


def test_rendering_again_makes_nothing_new(issue: GazetteIssue):
    first = render_issue(issue_id=issue.pk)
    assert render_issue(issue_id=issue.pk) == first


@pytest.mark.usefixtures("worker")
def test_publishing_has_all_files_made(django_capture_on_commit_callbacks):
    issue = make_issue(year=2024, number=6, state="draft", documents=[make_document(state="draft")])
    with django_capture_on_commit_callbacks(execute=True):
        publish_issue(issue=issue, on=date(2024, 6, 30), by=None, archive=True)
    assert RenderedFile.objects.count() == 2
