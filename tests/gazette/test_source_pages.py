"""Pictures of a source's pages: drawn once, of what the bytes are, for the editorial office alone; and its bytes as a download."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from PIL import Image

from gazette.services.storing import store_source
from policies.models import SourceFile, SourcePage
from policies.services.page_images import NoPageImageError, page_image
from tests.cast import everybody
from tests.hostile.pdfs import pages

pytestmark = pytest.mark.django_db(transaction=True)


def make_source(data: bytes, *, count: int = 1, name: str = "a.pdf") -> SourceFile:
    source, _ = store_source(file=ContentFile(data), name=name, by=None)
    SourcePage.objects.bulk_create(
        SourcePage(source=source, number=number, width=595, height=842) for number in range(1, count + 1)
    )
    return source


def picture(page: SourcePage) -> Image.Image:
    with page.image.open("rb") as stored:
        return Image.open(io.BytesIO(stored.read()))


def status_of(answer) -> int:
    answer.close()
    return answer.status_code


def scan(colour: str = "white", size: tuple[int, int] = (2480, 3508), frames: int = 1, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    sheets = [Image.new("RGB", size, colour) for _ in range(frames)]
    sheets[0].save(out, form, **({"save_all": True, "append_images": sheets[1:]} if frames > 1 else {}))
    return out.getvalue()


def test_a_page_is_drawn_as_it_looks(media) -> None:
    page = page_image(source=make_source(pages(["one", "two"]), count=2), number=2)
    drawn = picture(page)
    assert drawn.format == "PNG"
    assert drawn.width / drawn.height == pytest.approx(595 / 842, rel=0.01)
    assert drawn.mode == "L"
    assert drawn.getextrema()[0] < 100


def test_the_next_pages_are_drawn_with_it_and_none_twice(media) -> None:
    source = make_source(pages([f"page {n}" for n in range(1, 9)]), count=8)
    page_image(source=source, number=2)
    drawn = SourcePage.objects.exclude(image="").values_list("number", flat=True)
    assert list(drawn) == [2, 3, 4, 5]
    before = {
        page.number: default_storage.get_modified_time(page.image.name) for page in source.pages.exclude(image="")
    }
    page_image(source=source, number=3)
    assert before == {n: default_storage.get_modified_time(source.pages.get(number=n).image.name) for n in before}


def test_many_askers_one_drawing(media) -> None:
    source = make_source(pages(["one"]))

    def ask(_: int) -> str:
        try:
            return str(page_image(source=SourceFile.objects.get(pk=source.pk), number=1).image.name)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        names = set(pool.map(ask, range(4)))
    assert len(names) == 1
    assert len(default_storage.listdir(names.pop().rsplit("/", 1)[0])[1]) == 1


def test_a_picture_that_has_gone_is_drawn_again(media) -> None:
    source = make_source(pages(["one"]))
    name = page_image(source=source, number=1).image.name
    default_storage.delete(name)
    assert default_storage.exists(page_image(source=source, number=1).image.name)


def test_a_scan_is_scaled_and_keeps_its_colour(media) -> None:
    red = picture(page_image(source=make_source(scan("red")), number=1))
    assert (red.height, red.mode, red.getpixel((5, 5))) == (2400, "RGB", (255, 0, 0))
    tall = picture(page_image(source=make_source(scan(frames=3, form="TIFF", size=(100, 150)), count=3), number=3))
    assert tall.size == (100, 150)


@pytest.mark.parametrize(
    "data",
    ["安澜市人民政府公报\n".encode(), pages(["x"])[:60], b"PK\x03\x04", scan()[:200], pages([])],
    ids=["text", "cut", "zip", "cut-picture", "no-pages"],
)
def test_what_has_no_picture_says_so(media, data: bytes) -> None:
    source = make_source(data)
    with pytest.raises(NoPageImageError):
        page_image(source=source, number=1)
    with pytest.raises(NoPageImageError):
        page_image(source=source, number=2)


def test_a_page_of_any_size_is_drawn_small(media) -> None:
    huge = picture(page_image(source=make_source(pages(["x"], box="0 0 14400000 200000")), number=1))
    assert max(huge.size) <= 2400


def test_only_the_editorial_office_sees_sources(media) -> None:
    source = make_source(pages(["one"]), name="2024年第3期.pdf")
    cast = everybody()
    for address in (f"/desk/sources/{source.pk}/pages/1.png", f"/desk/sources/{source.pk}/file"):
        answers = {name: status_of(client.get(address)) for name, client in cast.items()}
        assert answers.pop("citizen") == 302
        assert {name for name, status in answers.items() if status == 200} == {"editor", "reviewer", "publisher"}
        assert set(answers.values()) == {200, 403}


def test_a_picture_may_be_kept_by_the_browser_alone(media) -> None:
    source = make_source(pages(["one"]))
    editor = everybody()["editor"]
    answer = editor.get(f"/desk/sources/{source.pk}/pages/1.png")
    assert answer["Content-Type"] == "image/png"
    assert "private" in answer["Cache-Control"]
    assert "public" not in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert editor.get(f"/desk/sources/{source.pk}/pages/7.png").status_code == 404


def test_a_source_is_downloaded_never_opened(media) -> None:
    data = b"<script>alert(1)</script>"
    source = make_source(data, name="公报.html")
    answer = everybody()["editor"].get(f"/desk/sources/{source.pk}/file")
    assert b"".join(answer.streaming_content) == data
    answer.close()
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"].startswith("sandbox")
