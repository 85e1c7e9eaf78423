"""Importing, in seconds an issue and a thousand characters, beside the least that any import must do: `python -m benchmarks.importing [FILE…]`.

Ours is the whole job: stored file → reading → records, findings, project tables → published with its search passages, in an empty
database each time. The baseline, in the same run: decode the same bytes, split them into lines, and write as many rows as the import
wrote, holding the same text, into one table without keys or indexes, in one statement and one transaction.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection, transaction
from psycopg2.extras import execute_values

from benchmarks.database import scratch_database
from gazette.models import ImportJob, JobState
from gazette.reading.issue import read_issue
from gazette.services.importing.jobs import submit_file
from gazette.services.importing.running import run_import
from policies.reading.sources.text import decode

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = (*sorted((ROOT / "gazette/samples").glob("*.txt")), *sorted((ROOT / "tests/samples").glob("*.[tm][xd]*")))
_OURS = ("policies", "projects", "gazette")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=SAMPLES)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    with scratch_database():
        for path in arguments.files:
            measure(path, arguments.rounds)


def measure(path: Path, rounds: int) -> None:
    data = path.read_bytes()
    characters = len(decode(data))
    readings, imports, floors, rows = [], [], [], 0
    for _ in range(rounds):
        readings.append(seconds(lambda: read_issue(data, name=path.name)))
        call_command("flush", interactive=False, verbosity=0)
        imports.append(seconds(lambda: import_whole(path.name, data)))
        rows = rows_written()
        floors.append(seconds(lambda: write_plainly(data, rows)))  # noqa: B023, called at once
    whole, reading, floor = (statistics.median(times) for times in (imports, readings, floors))
    print(f"{path.name}: {characters} characters, {rows} rows")
    print(
        f"  import    {whole:7.3f} s an issue   {whole * 1000 / characters:.4f} s a thousand characters   (reading {reading:.3f} s)"
    )
    print(
        f"  baseline  {floor:7.3f} s an issue   {floor * 1000 / characters:.4f} s a thousand characters   ours takes {whole / floor:.0f} times as long"
    )


def import_whole(name: str, data: bytes) -> None:
    """Year and number are given, so that files without a readable masthead can be measured too."""
    job = submit_file(
        file=ContentFile(data), name=name, by=None, gazette_code="bench", year=2000, number=1, publish=True
    )
    run_import(job_id=job.pk, on=date(2024, 4, 1))
    job = ImportJob.objects.get(pk=job.pk)
    if job.state not in (JobState.DONE, JobState.NEEDS_REVIEW):
        raise SystemExit(f"{name} was not imported: {job.message}")


def rows_written() -> int:
    models = [model for label in _OURS for model in apps.get_app_config(label).get_models(include_auto_created=True)]
    return sum(model._base_manager.count() for model in models)


def write_plainly(data: bytes, rows: int) -> None:
    lines = [line for line in decode(data).splitlines() if line.strip()] or [""]
    values = [(n, lines[n % len(lines)]) for n in range(rows)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE plain (n integer, line text) ON COMMIT DROP")
        execute_values(cursor.cursor, "INSERT INTO plain (n, line) VALUES %s", values, page_size=5000)


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
