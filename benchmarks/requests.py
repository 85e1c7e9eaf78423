"""Requests a second of the API's list and document, whole and unchanged (304), beside a bare Django view under the same server.

python -m benchmarks.requests [--seconds 5] [--port 8107]
"""

import argparse
import http.client
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from django.core.management import call_command
from django.db import connection

from benchmarks.collection import SAMPLES
from benchmarks.database import scratch_database
from policies.models import PolicyDocument

THREADS = 4
Headers = dict[str, str]


@contextmanager
def server(port: int) -> Iterator[None]:
    """One worker of granian over the scratch database."""
    at = connection.settings_dict
    password = f":{at['PASSWORD']}" if at["PASSWORD"] else ""
    surroundings = os.environ | {
        "DATABASE_URL": f"postgres://{at['USER']}{password}@{at['HOST']}:{at['PORT']}/{at['NAME']}",
        "DJANGO_SETTINGS_MODULE": "benchmarks.bare",
        "API_RATE": "1000000/min",
    }
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1"]
    running = subprocess.Popen([*command, "--blocking-threads", "2", "gazette.wsgi:application"], env=surroundings)
    try:
        _wait(port)
        yield
    finally:
        running.terminate()
        running.wait(20)


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            fetch(http.client.HTTPConnection("127.0.0.1", port), "/bare/", {})
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the server does not answer")


def fetch(to: http.client.HTTPConnection, path: str, headers: Headers) -> http.client.HTTPResponse:
    to.request("GET", path, headers=headers)
    answer = to.getresponse()
    answer.read()
    if answer.status >= 400:
        raise ConnectionError(f"{path} answers {answer.status}")
    return answer


def rate(port: int, path: str, headers: Headers, seconds: float) -> tuple[float, float]:
    """(requests a second, median milliseconds) of a few threads that each keep their connection."""
    times: list[float] = []

    def work() -> None:
        to = http.client.HTTPConnection("127.0.0.1", port)
        end = time.perf_counter() + seconds
        while (start := time.perf_counter()) < end:
            fetch(to, path, headers)
            times.append(time.perf_counter() - start)

    threads = [Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(times) / seconds, statistics.median(times) * 1000


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--seconds", type=float, default=5)
    arguments.add_argument("--port", type=int, default=8107)
    options = arguments.parse_args()
    with scratch_database():
        call_command("import_issue", *map(str, SAMPLES.glob("*.txt")), wait=True, publish=True)
        longest = max(PolicyDocument.objects.published(), key=lambda one: one.versions.get().provisions.count())
        paths = {
            "list of issues": "/api/v1/issues/",
            "list of documents": "/api/v1/documents/",
            "longest document": f"/api/v1/documents/{longest.slug}/",
            "its page": longest.get_absolute_url(),
        }
        with server(options.port):
            report(options.port, paths, options.seconds)


def report(port: int, paths: dict[str, str], seconds: float) -> None:
    bare, bare_time = rate(port, "/bare/", {}, seconds)
    print(f"\n{'':28}{'requests/s':>12}{'ms p50':>9}{'of bare':>9}")
    print(f"{'bare Django view':28}{bare:12.0f}{bare_time:9.1f}{1:9.2f}")
    for name, path in paths.items():
        tag = fetch(http.client.HTTPConnection("127.0.0.1", port), path, {}).headers["ETag"]
        for what, headers in ((name, {}), (f"{name}, unchanged", {"If-None-Match": tag})):
            each, middle = rate(port, path, headers, seconds)
            print(f"{what:28}{each:12.0f}{middle:9.1f}{each / bare:9.2f}", flush=True)


if __name__ == "__main__":
    main()
