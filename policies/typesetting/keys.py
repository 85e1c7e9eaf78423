"""The key of a rendered file: a hash of all that goes into it."""

import dataclasses
import functools
import hashlib
import json
from datetime import date
from typing import Any

import weasyprint
from django.template.loader import get_template

from policies.typesetting.fonts import font_fingerprint


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a manuscript holds no {type(value).__name__}")


@functools.cache
def _machinery(templates: tuple[str, ...]) -> str:
    sources = [get_template(name).template.source for name in templates]  # type: ignore[attr-defined]
    return "\0".join([*sources, font_fingerprint(), weasyprint.__version__])


def rendering_key(manuscript: Any, templates: tuple[str, ...]) -> str:
    """64 hex digits: the SHA-256 of a manuscript (a dataclass), the templates' text, the fonts and WeasyPrint's version."""
    content = json.dumps(dataclasses.asdict(manuscript), ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.sha256(f"{content}\0{_machinery(templates)}".encode()).hexdigest()
