"""The picture of a source's page: drawn when somebody first asks for it, in a process apart, then kept."""

import shutil
from pathlib import Path

import structlog
from django.db import transaction

from policies.grammar.said import said
from policies.models import SourceFile, SourcePage
from policies.services import locks
from policies.services.pictures import PictureStorageError, keep
from policies.services.sandbox.errors import SandboxError
from policies.services.sandbox.running import Limits, own_folder, run_module

log = structlog.get_logger(__name__)

_DRAWING = 7_302
_AHEAD = 4  # pages drawn in one go: who looks at a page looks at the next ones
_LIMITS = Limits(memory=1_536_000_000, cpu_seconds=60, wall_seconds=90, file_size=64_000_000)


class NoPageImageError(Exception):
    """There is no such page, or none that could be drawn; the message says which."""


def page_image(*, source: SourceFile, number: int) -> SourcePage:
    """The page with its image, a PNG. Of several askers one draws, the others wait for it. Raises `NoPageImageError`."""
    page = SourcePage.objects.filter(source=source, number=number).first()
    if page is None:
        raise NoPageImageError(said("原件没有这一页。"))
    if _is_kept(page):
        return page
    with transaction.atomic():
        locks.keyed(_DRAWING, source.pk % 2**31)
        page.refresh_from_db()
        if not _is_kept(page):
            _draw(source, number)
            page.refresh_from_db()
    if not page.image:
        raise NoPageImageError(said("这一页画不出来。"))
    return page


def _is_kept(page: SourcePage) -> bool:
    return bool(page.image) and page.image.storage.exists(str(page.image.name))


def _draw(source: SourceFile, first: int) -> None:
    ahead = range(first, first + _AHEAD)
    pages = [
        page
        for page in SourcePage.objects.filter(source=source, number__in=ahead)
        if page.number == first or not page.image
    ]
    with own_folder() as folder:
        try:
            with source.file.open("rb") as stored, (folder / "source").open("wb") as copy:
                shutil.copyfileobj(stored, copy, 1 << 20)
            numbers = [str(page.number) for page in pages]
            outcome = run_module("policies.drawing", "source", ".", "--pages", *numbers, limits=_LIMITS, folder=folder)
        except (SandboxError, OSError) as error:
            log.warning("page_not_drawn", source=source.pk, page=first, error=str(error))
            return
        if outcome.code:
            log.warning("page_not_drawn", source=source.pk, page=first, error=outcome.complaint[-2000:])
        _keep(source, pages, folder)


def _keep(source: SourceFile, pages: list[SourcePage], folder: Path) -> None:
    for page in pages:
        drawn = folder / f"{page.number}.png"
        if not drawn.is_file():
            continue
        name = f"pages/{source.sha256[:2]}/{source.sha256}/{page.number}.png"
        try:
            keep(name=name, file=drawn)
        except PictureStorageError as error:
            raise NoPageImageError(str(error)) from error
        page.image.name = name
        page.save(update_fields=["image"])
