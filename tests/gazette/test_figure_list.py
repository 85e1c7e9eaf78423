"""The desk's page of a document's figures, and figures on their way from a file to records."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from gazette.models import JobKind, JobState
from gazette.services.importing.reader import reader_version
from policies.models import Figure, Finding, Role
from tests import factories
from tests.cast import everybody
from tests.gazette.imports import bring_in
from tests.reading.test_docx_paragraphs import png
from tests.reading.wordml import docx, p, picture

pytestmark = pytest.mark.django_db(transaction=True)


def make_figure() -> Figure:
    document = factories.make_document(state="draft")
    return factories.add_figure(part=document.versions.get().texts.get())


def list_of(figure: Figure) -> str:
    return f"/desk/documents/{figure.version.document_id}/figures/"


def test_who_may_see_and_who_may_describe() -> None:
    figure = make_figure()
    seen = {name: client.get(list_of(figure)).status_code for name, client in everybody().items()}
    assert seen == {name: 200 if name in EDITORIAL else 302 if name == "citizen" else 403 for name in seen}
    words = {"figure": figure.pk, "alt": "东渠走向"}
    told = {name: client.post(list_of(figure), words).status_code for name, client in everybody().items()}
    assert told == {name: 302 if name in ("citizen", Role.EDITOR) else 403 for name in told}
    figure.refresh_from_db()
    assert figure.alt == "东渠走向"


EDITORIAL = (Role.EDITOR, Role.REVIEWER, Role.PUBLISHER)


def editor(client: Client) -> Client:
    client.force_login(factories.make_user(role=Role.EDITOR))
    return client


def test_the_picture_of_a_draft_is_for_the_office_alone(client: Client) -> None:
    figure = make_figure()
    assert client.get(f"/desk/figures/{figure.pk}/").status_code == 302
    answer = editor(client).get(f"/desk/figures/{figure.pk}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "private" in answer["Cache-Control"]


def test_a_description_too_long_is_refused_with_a_reason(client: Client) -> None:
    figure = make_figure()
    answer = editor(client).post(list_of(figure), {"figure": figure.pk, "alt": "甲" * 501})
    assert answer.status_code == 422
    assert "500" in answer.content.decode()


def test_a_figure_of_another_document_is_not_found(client: Client) -> None:
    figure, other = make_figure(), make_figure()
    assert editor(client).post(list_of(figure), {"figure": other.pk, "alt": "甲"}).status_code == 404
    assert editor(client).post(list_of(figure), {"figure": "x", "alt": "甲"}).status_code == 404


def test_a_picture_in_a_file_becomes_a_figure_with_its_place(client: Client) -> None:
    head = [p("安澜市人民政府公报"), p("2024年第3期"), p("安澜市人民政府关于整治东渠的通知"), p("安政发〔2024〕7号")]
    body = [
        p("各县（区）人民政府："),
        p("东渠走向见下图。"),
        p(inside=picture("i1")),
        p("图1 东渠走向"),
        p("各地要落实责任。"),
    ]
    closing = [p("安澜市人民政府"), p("2024年3月4日")]
    job = bring_in(docx("".join([*head, *body, *closing]), media={"i1": png()}), name="公报.docx")
    assert job.state == JobState.DONE, job.message
    figure = Figure.objects.get()
    assert (figure.caption, figure.width, figure.height, figure.alt) == ("图1东渠走向", 60, 40, "")
    assert reader_version() in figure.file.name
    assert default_storage.exists(figure.file.name)
    assert figure.provision.kind == "figure"
    assert Finding.objects.get(code="figure-undescribed").document == figure.version.document
    page = editor(client).get(f"/desk/imports/{job.pk}/").content.decode()
    assert list_of(figure) in page


def test_a_letter_read_alone_keeps_its_figures() -> None:
    body = [
        p("安澜市人民政府关于整治东渠的通知"),
        p("安政发〔2024〕7号"),
        p("各县（区）人民政府："),
        p("东渠走向见下图。"),
    ]
    rest = [p(inside=picture("i1")), p("图1 东渠走向"), p("安澜市人民政府"), p("2024年3月4日")]
    job = bring_in(docx("".join([*body, *rest]), media={"i1": png()}), name="通知.docx", kind=JobKind.DOCUMENT)
    assert job.state == JobState.DONE, job.message
    assert Figure.objects.get().version.document == job.document
