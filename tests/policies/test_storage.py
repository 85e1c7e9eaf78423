"""Files that root stores belong to whom the media folder belongs."""

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from policies.storage import MediaStorage

NOBODY = 65534


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can store for another account")
def test_what_root_stores_belongs_to_the_folders_account(tmp_path: Path) -> None:
    os.chown(tmp_path, NOBODY, NOBODY)
    name = MediaStorage(location=tmp_path).save("sources/2031/issue.txt", ContentFile(b"text"))
    owners = {path.stat().st_uid for path in (tmp_path / name, *(tmp_path / name).parents[:2])}
    assert owners == {NOBODY}


def test_a_file_is_found_where_it_was_stored(tmp_path: Path) -> None:
    storage = MediaStorage(location=tmp_path)
    name = storage.save("sources/2031/issue.txt", ContentFile(b"text"))
    with storage.open(name) as stored:
        assert stored.read() == b"text"
