"""Turns pictures found in a file into figures made anew: decoded, cropped, brought to a sane size, encoded as PNG or JPEG."""

import hashlib
import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from policies.reading.sources.source import Picture

_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")
_MOST_PIXELS = 40_000_000
_LONGEST_SIDE = 2_400
_LEAST_SIDE = 8
_MOST_PICTURES = 1_000
_QUALITY = 88

Crop = tuple[float, float, float, float]
WHOLE: Crop = (0.0, 0.0, 0.0, 0.0)


class Shelf:
    """Takes pictures in and numbers them from 1; the same bytes with the same crop are one picture."""

    def __init__(self) -> None:
        self.pictures: list[Picture] = []
        self._known: dict[tuple[bytes, Crop], int | None] = {}

    def add(self, data: bytes, *, crop: Crop = WHOLE) -> int | None:
        """The picture's number; None for one that can't be shown: EMF, WMF, damaged, too large. `crop`: shares cut off
        at left, top, right and bottom."""
        key = (hashlib.sha256(data).digest(), crop)
        if key not in self._known:
            found = _made_anew(data, crop) if len(self.pictures) < _MOST_PICTURES else None
            if found:
                media_type, encoded, width, height = found
                self.pictures.append(Picture(len(self.pictures) + 1, media_type, encoded, width, height))
            self._known[key] = len(self.pictures) if found else None
        return self._known[key]


def _made_anew(data: bytes, crop: Crop) -> tuple[str, bytes, int, int] | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd metadata of a picture is nobody's concern
            with Image.open(io.BytesIO(data), formats=_FORMATS) as opened:
                if opened.width * opened.height > _MOST_PIXELS or min(opened.size) < _LEAST_SIDE:
                    return None
                photo = opened.format == "JPEG"
                return _encoded(_prepared(opened, crop), photo=photo)
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError, KeyError):
        return None


def _prepared(opened: Image.Image, crop: Crop) -> Image.Image:
    image = ImageOps.exif_transpose(opened)
    if any(crop):
        left, top, right, bottom = crop
        width, height = image.size
        box = (int(left * width), int(top * height), int((1 - right) * width), int((1 - bottom) * height))
        if box[2] - box[0] >= _LEAST_SIDE and box[3] - box[1] >= _LEAST_SIDE:
            image = image.crop(box)
    clear = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    mode = "RGBA" if clear else "L" if image.mode in ("1", "L", "I", "I;16", "F") else "RGB"
    image = image.convert(mode)
    image.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return image


def _encoded(image: Image.Image, *, photo: bool) -> tuple[str, bytes, int, int]:
    out = io.BytesIO()
    bare = Image.new(image.mode, image.size)
    bare.paste(image)  # without the metadata of the original
    if photo and image.mode != "RGBA":
        bare.save(out, "JPEG", quality=_QUALITY)
        return "image/jpeg", out.getvalue(), *image.size
    bare.save(out, "PNG", optimize=False)
    return "image/png", out.getvalue(), *image.size
