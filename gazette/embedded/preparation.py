"""Tells whether database and static files already fit this program, so that a later start need not load it to look."""

import hashlib
from pathlib import Path

from gazette.embedded.places import Places

SOURCES = ("requirements/runtime.lock", "*/migrations/*.py", "static/**/*")


class Preparation:
    """The mark a finished preparation leaves inside the database's folder, so that both come and go together."""

    def __init__(self, places: Places) -> None:
        self.code = places.code
        self.static = places.data / "static"
        self.mark = places.data / "postgres" / "prepared-for-gazette"

    def stands(self) -> bool:
        """Whether this very program prepared this database and these files to the end."""
        return self.mark.exists() and self.static.exists() and self.mark.read_text() == self._fingerprint()

    def remember(self) -> None:
        """Leave the mark, where there is a database of ours to leave it in."""
        if self.mark.parent.exists():
            self.mark.write_text(self._fingerprint())

    def _fingerprint(self) -> str:
        digest = hashlib.sha256()
        for path in sorted(path for pattern in SOURCES for path in self.code.glob(pattern) if path.is_file()):
            digest.update(f"{path.relative_to(self.code)} {_content(path)}\n".encode())
        return digest.hexdigest()


def _content(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
