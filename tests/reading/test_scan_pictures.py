"""Image files become pages of a sane size, turned as they should be; broken and monstrous ones are refused."""

import io

import pytest
from PIL import Image, ImageFile

from policies.reading.sources.errors import DamagedSourceError, OversizedSourceError, RecogniserMissingError
from policies.reading.sources.opening import open_source
from policies.reading.sources.scan import reader
from policies.reading.sources.scan.images import is_image, page_count, page_images


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    held = io.BytesIO()
    image.save(held, kind, **options)
    return held.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_every_usual_format_is_told_by_its_bytes(kind: str) -> None:
    data = saved(Image.new("L", (600, 800), 255), kind)
    assert is_image(data)
    (page,) = page_images(data)
    assert page.image.mode == "L"


def test_a_page_has_the_size_its_resolution_tells() -> None:
    (page,) = page_images(saved(Image.new("L", (1240, 1754), 255), "PNG", dpi=(150, 150)))
    assert (round(page.width), round(page.height)) == (595, 842)
    assert page.image.size == (1240, 1754)


def test_without_a_resolution_a_page_is_as_long_as_a4() -> None:
    (page,) = page_images(saved(Image.new("L", (1000, 1414), 255), "PNG"))
    assert round(page.height) == 842


def test_more_than_300_dpi_is_scaled_down() -> None:
    (page,) = page_images(saved(Image.new("L", (4960, 7016), 255), "PNG", dpi=(600, 600)))
    assert page.image.size == (2480, 3508)
    assert round(page.height) == 842


def test_the_cameras_turn_is_obeyed() -> None:
    turn = Image.Exif()
    turn[0x0112] = 6  # the camera was held upright: turn clockwise
    (page,) = page_images(saved(Image.new("RGB", (800, 600), "white"), "JPEG", exif=turn))
    assert page.image.size == (600, 800)
    assert page.width < page.height


def test_a_tiff_has_as_many_pages_as_frames() -> None:
    frames = [Image.new("1", (600, 800), 1) for _ in range(3)]
    data = saved(frames[0], "TIFF", save_all=True, append_images=frames[1:], compression="group4")
    assert page_count(data) == 3
    assert [page.image.size for page in page_images(data)] == [(600, 800)] * 3


def test_what_is_transparent_is_paper() -> None:
    (page,) = page_images(saved(Image.new("RGBA", (600, 800), (0, 0, 0, 0)), "PNG"))
    assert page.image.getextrema() == (255, 255)


def test_a_picture_that_unfolds_to_a_monster_is_refused() -> None:
    data = saved(Image.new("1", (12_000, 12_000), 1), "PNG")
    assert len(data) < 100_000
    with pytest.raises(OversizedSourceError):
        list(page_images(data))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_a_truncated_picture_is_damaged(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # The typesetter allows them for the whole process; a file is read in a process without typesetter.
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", False)
    whole = saved(Image.effect_noise((600, 800), 80), kind)
    with pytest.raises(DamagedSourceError):
        list(page_images(whole[: len(whole) // 2]))


def test_a_speck_is_no_page() -> None:
    with pytest.raises(DamagedSourceError):
        list(page_images(saved(Image.new("L", (8, 8), 255), "PNG")))


def test_without_a_recogniser_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "recogniser_at_hand", lambda: False)
    with pytest.raises(RecogniserMissingError, match="make ocr"):
        open_source(saved(Image.new("L", (600, 800), 255), "PNG"))
