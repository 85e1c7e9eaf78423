"""Counts failed logins, so that nobody can try passwords by the thousand."""

import structlog
from django.core.cache import cache
from redis.exceptions import RedisError

WINDOW = 900  # seconds after which failures are forgotten
PER_ACCOUNT = 10  # of one account from one address: a stranger elsewhere can't lock its owner out
PER_ADDRESS = 50  # of any accounts; an office may share one address
log = structlog.get_logger(__name__)


def is_barred(*, account: str, address: str) -> bool:
    """Whether too many logins have failed lately. Without the counter nobody is: the office must get in."""
    limits = dict(zip(_keys(account, address), (PER_ACCOUNT, PER_ADDRESS), strict=True))
    try:
        failures: dict[str, int] = cache.get_many(limits)
    except RedisError as error:
        log.warning("attempts_not_counted", error=str(error))
        return False
    return any(count >= limits[key] for key, count in failures.items())


def note_failure(*, account: str, address: str) -> None:
    """Counts a failed login against the account at this address, and against the address."""
    try:
        for key in _keys(account, address):
            cache.add(key, 0, WINDOW)
            cache.incr(key)
    except (RedisError, ValueError) as error:  # the count ran out between the two
        log.warning("attempts_not_counted", error=str(error))


def _keys(account: str, address: str) -> tuple[str, str]:
    return f"login:{address}:{account.casefold()}", f"login:{address}"
