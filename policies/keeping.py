"""Keeps finished answers in the cache, and does without when it is away: what is not kept is made anew."""

import zlib

import structlog
from django.core.cache import cache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


def kept(key: str) -> bytes | None:
    """The bytes kept under this key, or None."""
    try:
        packed: bytes | None = cache.get(key)
    except RedisError as error:
        log.warning("kept_answers_unreachable", error=str(error))
        return None
    return zlib.decompress(packed) if packed else None


def keep(key: str, content: bytes, seconds: int) -> None:
    """Keeps these bytes, packed, for a while."""
    try:
        cache.set(key, zlib.compress(content, 1), seconds)
    except RedisError as error:
        log.warning("answer_not_kept", error=str(error))
