"""The limit of requests from one address: a counter for each minute.

DRF's own throttle keeps the time of every request in one list, which at thousands a minute costs more than the requests.
"""

import time
from typing import TYPE_CHECKING

from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle

if TYPE_CHECKING:
    from rest_framework.views import APIView  # which asks the settings for this very class


class WindowThrottle(AnonRateThrottle):
    """Counts within fixed windows of the rate's period."""

    duration: int  # seconds
    num_requests: int
    left: float = 0.0

    def allow_request(self, request: Request, view: "APIView") -> bool:
        if self.rate is None:
            return True
        now = time.time()
        self.left = self.duration - now % self.duration
        key = f"{self.get_cache_key(request, view)}.{int(now // self.duration)}"
        try:
            self.cache.add(key, 0, timeout=self.duration)
            return bool(self.cache.incr(key) <= self.num_requests)
        except (ValueError, RedisError):  # it ran out between the two; or nobody counts, and readers come first
            return True

    def wait(self) -> float:
        return self.left
