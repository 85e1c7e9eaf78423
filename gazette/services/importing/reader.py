"""Names the reader that runs here: its release, and a hash of its rules, so that changed rules never pass for the same reader."""

import hashlib
from functools import cache
from pathlib import Path

from django.apps import apps

from gazette.reading.records import READER_VERSION

_RULES = (
    ("gazette", "reading/**/*.py"),
    ("policies", "reading/**/*.py"),
    ("policies", "grammar/**/*.py"),
    ("projects", "*.py"),
)


@cache
def reader_version() -> str:
    """Such as `1-3f9a2c41`."""
    digest = hashlib.sha256()
    for label, pattern in _RULES:
        for path in sorted(Path(apps.get_app_config(label).path).glob(pattern)):
            digest.update(path.read_bytes())
    return f"{READER_VERSION}-{digest.hexdigest()[:8]}"
