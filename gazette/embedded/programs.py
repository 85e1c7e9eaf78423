"""The gazette's own programs as the supervisor sees them: web server, worker, renderer, beat."""

import os
import sys

from gazette.embedded import ports, records
from gazette.embedded.places import Places
from gazette.embedded.service import Service

WORKERS = str(min(4, os.cpu_count() or 1))
WEB = ["granian", "--interface", "wsgi", "--host", ports.HOST, "--no-ws", "--respawn-failed-workers"]
# Several threads a process: a reader who waits for a PDF must not keep the others waiting.
WEB += ["--workers", WORKERS, "--blocking-threads", "4"]
CELERY = ["celery", "--app", "gazette"]
QUIET = ["--concurrency", "1", "--loglevel", "INFO", "--without-mingle", "--without-gossip"]
WORKER = [*CELERY, "worker", "--queues", "import,default", "--hostname", "worker@%h", *QUIET]
# A process of its own: an issue's PDFs take minutes, and imports would stand behind them.
RENDERER = [*CELERY, "worker", "--queues", "render", "--hostname", "renderer@%h", *QUIET]
BEAT = [*CELERY, "beat", "--loglevel", "INFO", "--pidfile="]


def environment(places: Places, database_url: str, redis_url: str, address: str) -> dict[str, str]:
    """What each of our programs finds in its environment: where the servers are, its secret, a place for caches."""
    given = dict(os.environ)
    home = given.get("HOME", "")
    return {
        "GAZETTE_ENV": "trial",
        "SECRET_KEY": records.secret(places.data / "secret-key"),
        "SITE_URL": address,
        **given,
        "HOME": home if home and os.access(home, os.W_OK) else str(places.data),
        "XDG_CACHE_HOME": str(places.data / "cache"),
        "GAZETTE_DATA": str(places.data),
        "DATABASE_URL": database_url,
        "REDIS_URL": redis_url,
        "PYTHONUNBUFFERED": "1",
    }


def all_of(places: Places, surroundings: dict[str, str], port: int) -> list[Service]:
    """Web server, worker, renderer and beat, in the order they start."""
    web = [*WEB, "--port", str(port), "gazette.wsgi:application"]
    beat = [*BEAT, "--schedule", str(places.data / "beat-schedule")]
    return [
        Service(
            name=name,
            command=(sys.executable, "-m", *command),
            log=places.logs / f"{name}.log",
            environment=surroundings,
            folder=places.code,
            # Told to end while its workers still load, granian never does.
            grace=5 if name == "web" else 30,
        )
        for name, command in {"web": web, "worker": WORKER, "renderer": RENDERER, "beat": beat}.items()
    ]
