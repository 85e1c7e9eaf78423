"""Where files lie: the media folder, all of it the account's that the folder itself belongs to."""

import os
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage


class MediaStorage(FileSystemStorage):
    """Stores like its parent; what root's command stores stays within reach of the servers' own account.

    Without it the first file of a year that root imports makes a folder into which no upload can be put.
    """

    def _save(self, name: str, content: "File[bytes]") -> str:
        saved: str = super()._save(name, content)  # type: ignore[misc]  # the stubs leave it out
        if os.geteuid() == 0:
            self._hand_over(Path(self.path(saved)))
        return saved

    def _hand_over(self, path: Path) -> None:
        base = Path(self.location)
        owner = base.stat()
        while path != base:
            os.chown(path, owner.st_uid, owner.st_gid)
            path = path.parent
