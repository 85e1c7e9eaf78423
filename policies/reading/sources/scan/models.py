"""Runs the two PP-OCR networks that the wheel of rapidocr-onnxruntime carries: where text stands, and what a line says.

The wheel is an optional extra (`requirements/ocr.in`). Only its model files are used: its own code needs OpenCV, and that
a graphics library which servers do not have; finding boxes on a page made straight needs neither.
"""

import functools
import importlib
import importlib.util
import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image

_WHEEL = "rapidocr_onnxruntime"
_DETECTION = "ch_PP-OCRv4_det_infer.onnx"
_RECOGNITION = "ch_PP-OCRv4_rec_infer.onnx"
_HEIGHT = 48  # of a line's picture, as the network was taught
_STEP = 8  # pixels of width for one answer of the network
_LONGEST = 3200  # pixels; longer lines are squeezed
_THREADS = 2  # lines are read side by side: threads within one line wait for each other on a busy machine
_ERRORS = 3


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line's picture says: its characters, how sure each is (0 to 1), and the middle of each as a share of the width."""

    text: str
    sure: tuple[float, ...]
    middles: tuple[float, ...]

    @property
    def confidence(self) -> float:
        return sum(self.sure) / len(self.sure) if self.sure else 0.0


def models_at_hand() -> bool:
    """Whether the extra is installed, looked up without loading it."""
    return bool(importlib.util.find_spec("onnxruntime")) and _folder() is not None


def _folder() -> Path | None:
    found = importlib.util.find_spec(_WHEEL)
    places = list(found.submodule_search_locations or ()) if found else []
    folders = [Path(place) / "models" for place in places]
    return next((folder for folder in folders if (folder / _RECOGNITION).exists()), None)


class Networks:
    """Both networks, loaded once a process: about 120 MB."""

    def __init__(self, folder: Path) -> None:
        self._numbers: Any = importlib.import_module("numpy")
        runtime = importlib.import_module("onnxruntime")
        runtime.set_default_logger_severity(_ERRORS)  # it warns of every graphics card that is not there

        def load(name: str, threads: int) -> Any:
            options = runtime.SessionOptions()
            options.intra_op_num_threads = threads
            options.inter_op_num_threads = 1
            options.add_session_config_entry("session.intra_op.allow_spinning", "0")
            return runtime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])

        self._threads = min(_THREADS, os.cpu_count() or 1)
        self._detection = load(_DETECTION, self._threads)
        self._recognition = load(_RECOGNITION, 1)
        named = self._recognition.get_modelmeta().custom_metadata_map["character"]
        self._characters = ["", *named.splitlines(), " "]

    def text_map(self, image: Image.Image) -> Image.Image:
        """How likely each point of a grey picture is in the core of a line of text, 0 to 255. Sides must divide by 32."""
        answer = self._detection.run(None, {"x": self._signal(image)})[0][0, 0]
        return Image.fromarray((answer * 255).astype(self._numbers.uint8))

    def read_all(self, images: Iterable[Image.Image]) -> list[Reading]:
        """The text of grey pictures of upright lines, in their order."""
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(self.read, images))

    def read(self, image: Image.Image) -> Reading:
        """The text of a grey picture of one upright line."""
        width = max(_HEIGHT // 2, min(_LONGEST, round(image.width * _HEIGHT / image.height)))
        scaled = image.resize((width, _HEIGHT), Image.Resampling.BILINEAR)
        chances = self._recognition.run(None, {"x": self._signal(scaled)})[0][0]
        best = chances.argmax(axis=1)
        opens = best != 0
        opens[1:] &= best[1:] != best[:-1]
        steps = opens.nonzero()[0]
        text = [self._characters[best[step]] for step in steps]
        sure = tuple(float(chances[step, best[step]]) for step in steps)
        return Reading("".join(text), sure, tuple((float(step) + 0.5) * _STEP / width for step in steps))

    def _signal(self, image: Image.Image) -> Any:
        grey = self._numbers.asarray(image, dtype=self._numbers.float32) / 127.5 - 1
        return self._numbers.ascontiguousarray(self._numbers.broadcast_to(grey, (1, 3, *grey.shape)))


@functools.cache
def networks() -> Networks:
    """Raises LookupError without the extra."""
    folder = _folder()
    if folder is None:
        raise LookupError(_WHEEL)
    return Networks(folder)
