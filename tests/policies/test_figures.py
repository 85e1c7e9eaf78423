"""A figure on its document's page, in the API and in the PDF; who may see its picture."""

from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from policies.models import Figure, Finding, PolicyDocument
from policies.services.figures import DescriptionError, describe_figure
from policies.typesetting.collecting import collect_document, with_wording
from policies.typesetting.document import document_key, typeset_document
from tests import factories
from tests.cast import assert_open_to_everybody, citizen, queries_of
from tests.typesetting.pdfs import images

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


def make_figure(*, state: str = "published", **fields: object) -> Figure:
    document = factories.make_document(slug="azf/2024/7", state=state)
    return factories.add_figure(part=document.versions.get().texts.get(), **fields)


def document_of(figure: Figure) -> PolicyDocument:
    return figure.version.document


def test_the_page_shows_the_picture_with_its_words_and_measure() -> None:
    make_figure(alt="东渠自北向南穿过城区")
    page = citizen().get("/doc/azf/2024/7/").content.decode()
    assert (
        '<img src="/doc/azf/2024/7/versions/1/figures/1.png" alt="东渠自北向南穿过城区" width="60" height="40"' in page
    )
    assert "<figcaption>图1 东渠走向" in page
    assert 'loading="lazy"' in page


def test_the_clause_page_shows_it_too() -> None:
    make_figure()
    assert "/versions/1/figures/1.png" in citizen().get("/doc/azf/2024/7/at/main__fig_1/").content.decode()


def test_more_figures_take_no_more_queries() -> None:
    figure = make_figure()
    few = queries_of("/doc/azf/2024/7/")
    for _ in range(5):
        factories.add_figure(part=figure.part)
    assert queries_of("/doc/azf/2024/7/") == few


def test_everybody_may_have_the_picture_of_a_public_document() -> None:
    make_figure()
    assert_open_to_everybody("/doc/azf/2024/7/versions/1/figures/1.png")
    answer = citizen().get("/doc/azf/2024/7/versions/1/figures/1.png")
    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")
    again = citizen().get("/doc/azf/2024/7/versions/1/figures/1.png", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["2.png", "1.jpg"])
def test_a_picture_has_one_address(name: str) -> None:
    make_figure()
    assert citizen().get(f"/doc/azf/2024/7/versions/1/figures/{name}").status_code == 404


def test_nobody_sees_the_picture_of_a_draft_or_of_a_withdrawn_document() -> None:
    figure = make_figure(state="draft")
    assert_open_to_everybody("/doc/azf/2024/7/versions/1/figures/1.png", 404)
    PolicyDocument.objects.filter(pk=document_of(figure).pk).update(state="withdrawn", withdrawal_reason="有误")
    assert_open_to_everybody("/doc/azf/2024/7/versions/1/figures/1.png", 410)


def test_a_lost_picture_is_not_found_and_the_page_stays() -> None:
    figure = make_figure()
    default_storage.delete(figure.file.name)
    assert citizen().get("/doc/azf/2024/7/versions/1/figures/1.png").status_code == 404
    assert citizen().get("/doc/azf/2024/7/").status_code == 200


def test_the_api_tells_the_figure_and_has_no_key_where_there_is_none() -> None:
    make_figure(alt="东渠走向")
    paragraph, figure = citizen().get("/api/v1/documents/azf/2024/7/").json()["texts"][0]["provisions"]
    assert "figure" not in paragraph
    assert figure["kind"] == "figure"
    assert figure["figure"] == {
        "url": "http://testserver/doc/azf/2024/7/versions/1/figures/1.png",
        "alt": "东渠走向",
        "caption": "图1 东渠走向",
    }


def test_the_pdf_holds_the_picture_and_changes_with_its_words() -> None:
    figure = make_figure()
    before = manuscript(figure)
    assert images(typeset_document(before).data) == [(60, 40)]
    figure.alt = "东渠走向"
    figure.save(update_fields=["alt"])
    assert document_key(manuscript(figure)) != document_key(before)


def test_a_pdf_whose_picture_is_lost_is_printed_all_the_same() -> None:
    figure = make_figure()
    default_storage.delete(figure.file.name)
    assert typeset_document(manuscript(figure)).pages == 1


def manuscript(figure: Figure):
    return collect_document(with_wording(PolicyDocument.objects.filter(pk=document_of(figure).pk)).get())


def test_describing_settles_the_finding_and_blank_words_open_it_again() -> None:
    figure, editor = make_figure(), factories.make_user()
    finding = Finding.objects.create(
        code="figure-undescribed", severity="warning", path="documents/1/figures/1", document=document_of(figure)
    )
    other = Finding.objects.create(
        code="figure-undescribed", severity="warning", path="documents/1/figures/11", document=document_of(figure)
    )
    describe_figure(figure=figure, alt="  东渠\n走向 ", by=editor, at=timezone.now())
    for row in (figure, finding, other):
        row.refresh_from_db()
    assert figure.alt == "东渠 走向"
    assert (finding.state, finding.decided_by, other.state) == ("fixed", editor, "open")
    assert PolicyDocument.objects.get().updated_by == editor
    describe_figure(figure=figure, alt="", by=editor, at=timezone.now())
    finding.refresh_from_db()
    assert (finding.state, finding.decided_by) == ("open", None)


def test_a_description_is_short() -> None:
    figure = make_figure()
    with pytest.raises(DescriptionError, match="500"):
        describe_figure(figure=figure, alt="甲" * 501, by=factories.make_user(), at=timezone.now())
