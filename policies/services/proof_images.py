"""The picture of a page of a rendered file: drawn when somebody first asks for it, then kept beside the file."""

import shutil

import structlog
from django.core.files.storage import default_storage
from django.db import transaction

from policies.grammar.said import said
from policies.models import RenderedFile
from policies.services import locks
from policies.services.page_images import NoPageImageError
from policies.services.pictures import keep
from policies.services.sandbox.errors import SandboxError
from policies.services.sandbox.running import Limits, own_folder, run_module

log = structlog.get_logger(__name__)

_DRAWING = 7_303
_AHEAD = 6  # pages drawn in one go: who looks at a page looks at the next ones
_LIMITS = Limits(memory=1_536_000_000, cpu_seconds=60, wall_seconds=90, file_size=64_000_000)


def rendered_page(*, file: RenderedFile, number: int) -> bytes:
    """The page as a PNG. Of several askers one draws, the others wait for it. Raises `NoPageImageError`."""
    if not 1 <= number <= file.pages:
        raise NoPageImageError(said("清样没有这一页。"))
    name = _name(file, number)
    if not default_storage.exists(name):
        with transaction.atomic():
            locks.keyed(_DRAWING, int(file.key[:7], 16))
            if not default_storage.exists(name):
                _draw(file, number)
    try:
        with default_storage.open(name) as stored:
            return bytes(stored.read())
    except OSError as error:
        raise NoPageImageError(said("这一页画不出来。")) from error


def _name(file: RenderedFile, number: int) -> str:
    return f"proofs/{file.key[:2]}/{file.key}/{number}.png"


def _draw(file: RenderedFile, first: int) -> None:
    pages = [n for n in range(first, min(first + _AHEAD, file.pages + 1)) if not default_storage.exists(_name(file, n))]
    with own_folder() as folder:
        try:
            with file.file.open("rb") as stored, (folder / "source").open("wb") as copy:
                shutil.copyfileobj(stored, copy, 1 << 20)
            numbers = [str(n) for n in pages]
            outcome = run_module("policies.drawing", "source", ".", "--pages", *numbers, limits=_LIMITS, folder=folder)
        except (SandboxError, OSError) as error:
            log.warning("proof_not_drawn", key=file.key[:12], page=first, error=str(error))
            return
        if outcome.code:
            log.warning("proof_not_drawn", key=file.key[:12], page=first, error=outcome.complaint[-2000:])
        for n in pages:
            drawn = folder / f"{n}.png"
            if drawn.is_file():
                keep(name=_name(file, n), file=drawn)
