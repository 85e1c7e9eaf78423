"""Of several processes that want the same file one makes it, the others wait and take it."""

import threading
import time
from pathlib import Path

import pytest
from django.db import connection

from policies.models import RenderedFile
from policies.services.rendering import keep_rendering
from policies.typesetting.press import PrintedPdf


@pytest.mark.django_db(transaction=True)
def test_a_file_asked_for_by_many_is_made_once(settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path
    made: list[str] = []
    taken: list[int] = []

    def typeset() -> PrintedPdf:
        made.append(threading.current_thread().name)
        time.sleep(0.2)
        return PrintedPdf(data=b"%PDF-1.7", pages=1)

    def ask() -> None:
        taken.append(keep_rendering(key="ab" * 32, typeset=typeset).pk)
        connection.close()

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert len(made) == 1
    assert taken == [RenderedFile.objects.get().pk] * 4


@pytest.mark.django_db
def test_a_failed_rendering_leaves_nothing_behind(settings, tmp_path: Path):
    settings.MEDIA_ROOT = tmp_path

    def typeset() -> PrintedPdf:
        raise ValueError("no page fits")

    with pytest.raises(ValueError, match="no page fits"):
        keep_rendering(key="cd" * 32, typeset=typeset)
    assert not RenderedFile.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
