"""Keeps finished answers in the cache: what is not kept, or was lost with it, is made anew."""

import zlib

from django.core.cache import cache


def kept(key: str) -> bytes | None:
    """The bytes kept under this key, or None."""
    packed: bytes | None = cache.get(key)
    return zlib.decompress(packed) if packed else None


def keep(key: str, content: bytes, seconds: int) -> None:
    """Keeps these bytes, packed, for a while."""
    cache.set(key, zlib.compress(content, 1), seconds)
