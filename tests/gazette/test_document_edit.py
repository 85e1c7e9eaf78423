"""The text editor's frame, and the source beside the text."""

import json
import re

import pytest
from django.test import Client

from gazette.models import ImportJob
from policies.models import PolicyDocument, Provision, Role, TableRow
from tests import factories
from tests.cast import queries
from tests.gazette.imports import bring_in_record
from tests.gazette.test_evidence import printed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def job(settings, tmp_path) -> ImportJob:
    settings.MEDIA_ROOT = tmp_path
    return bring_in_record(printed())


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(factories.make_user(role=Role.EDITOR, password=None))
    return client


def read(job: ImportJob) -> PolicyDocument:
    return job.issue.promulgations.order_by("position").first().document


def panel(client: Client, document: PolicyDocument, **asked: object) -> str:
    answer = client.get(f"/desk/documents/{document.pk}/panel/source/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_frame_tells_the_page_where_to_ask(editor: Client) -> None:
    document = factories.make_document(state="draft", treatment="written")
    text = editor.get(f"/desk/documents/{document.pk}/edit/").content.decode()
    data = json.loads(re.search(r'<script id="editor-page" type="application/json">(.*?)</script>', text)[1])
    assert data["save"] == f"/desk/documents/{document.pk}/draft/save/"
    assert data["panels"]["comments"] == f"/desk/documents/{document.pk}/panel/comments/"
    assert "起草" in text


def test_the_frame_says_what_collating_is(editor: Client) -> None:
    document = factories.make_document(state="draft", treatment="collated")
    text = editor.get(f"/desk/documents/{document.pk}/edit/").content.decode()
    assert "印刷件的错误转告机关" in text


def test_the_source_opens_where_the_clause_stands(editor: Client, job: ImportJob) -> None:
    document = read(job)
    for row in document.versions.get().provisions.filter(kind="paragraph"):
        text = panel(editor, document, key=f"p{row.pk}")
        assert f'data-source data-key="p{row.pk}"' in text
        assert f'<g class="mark" data-key="p{row.pk}">' in text


def test_a_table_row_and_a_field_have_their_places_too(editor: Client, job: ImportJob) -> None:
    document = read(job)
    row = TableRow.objects.filter(table__version__document=document).first()
    assert f'<g class="mark" data-key="r{row.pk}">' in panel(editor, document, key=f"r{row.pk}")
    assert '<g class="mark" data-key="/issued_on">' in panel(editor, document, key="/issued_on")


def test_what_is_new_has_no_place_and_shows_the_first_page(editor: Client, job: ImportJob) -> None:
    document = read(job)
    for key in ("n-new", "p999999999", "r0", "/nothing", "'"):
        text = panel(editor, document, key=key)
        assert 'data-source data-key=""' in text


def test_a_drafted_text_has_no_source(editor: Client) -> None:
    document = factories.make_document(state="draft", treatment="written")
    assert "没有原件" in panel(editor, document)


def test_the_panel_asks_the_same_few_queries_however_much_stands_on_a_page(editor: Client, job: ImportJob) -> None:
    document = read(job)
    panel(editor, document)
    few = queries(lambda: panel(editor, document, page=1))
    version = document.versions.get()
    part = version.texts.first()
    whole = version.evidence.exclude(page=None).first()
    last = version.provisions.order_by("-position").first().position
    for n in range(1, 51):
        Provision.objects.create(version=version, part=part, position=last + n, eid=f"more_{n}", kind="paragraph")
        version.evidence.create(source=whole.source, path=f"more_{n}", first_line=1, last_line=1, page=1, last_page=1)
    assert queries(lambda: panel(editor, document, page=1)) == few
