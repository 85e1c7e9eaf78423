"""The cache, which may be away: then it holds nothing and keeps nothing, and the site goes on."""

from typing import Any

import structlog
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)


class TolerantCache(RedisCache):
    """What needs a count to be safe must not rest on this cache alone."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except RedisError as error:
            return _away(error, default)

    def set(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().set(*args, **kwargs)
        except RedisError as error:
            _away(error, None)

    def add(self, *args: Any, **kwargs: Any) -> bool:
        """True while the cache is away: nobody else can have been first."""
        try:
            return bool(super().add(*args, **kwargs))
        except RedisError as error:
            return bool(_away(error, True))

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        try:
            return bool(super().delete(*args, **kwargs))
        except RedisError as error:
            return bool(_away(error, False))


def _away(error: RedisError, instead: Any) -> Any:
    log.warning("cache_away", error=str(error))
    return instead
