"""Modules keep to what hashing their names can follow: no circles, and no chain longer than its passes."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

from gazette.static import CompressedHashedFiles, HashedFiles

MODULES = Path(settings.BASE_DIR) / "static" / "js"
IMPORT = re.compile(r'from "(\.[^"]+)"')


@cache
def depth(module: Path) -> int:
    """How many files the longest chain of imports from here has; a circle never ends."""
    if not module.is_relative_to(MODULES):
        return 1  # a package's own
    return 1 + max((depth((module.parent / one).resolve()) for one in IMPORT.findall(module.read_text())), default=0)


def test_names_of_all_modules_can_be_hashed() -> None:
    longest = max(depth(module) for module in MODULES.rglob("*.js"))
    assert longest < HashedFiles.max_post_process_passes
    assert CompressedHashedFiles.max_post_process_passes == HashedFiles.max_post_process_passes


def test_what_modules_import_is_there() -> None:
    own = [(module, one) for module in MODULES.rglob("*.js") for one in IMPORT.findall(module.read_text())]
    inside = [(module, one) for module, one in own if "django_prose_editor" not in one]
    assert [(module.name, one) for module, one in inside if not (module.parent / one).exists()] == []
