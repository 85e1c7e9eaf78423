"""A worker's promise to be alive: progress and lease are written on a connection of their own while the import's transaction is open."""

import threading
from types import TracebackType
from typing import Self

import structlog
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from gazette.models import ImportJob, JobStage, JobState

log = structlog.get_logger(__name__)

_RENEW = """UPDATE gazette_importjob SET lease_until = clock_timestamp() + %s * interval '1 second'
            WHERE id = %s AND state = %s AND attempts = %s"""
_REPORT = """UPDATE gazette_importjob SET lease_until = clock_timestamp() + %s * interval '1 second', stage = %s, progress = %s
             WHERE id = %s AND state = %s AND attempts = %s"""


class LeaseLostError(Exception):
    """Another worker has taken the job over; this one must leave without a trace."""


class Lease:
    """Renews the lease of a claimed job in a thread until it is left; `attempts` tells this worker's claim from later ones."""

    def __init__(self, job: ImportJob) -> None:
        self._job_id, self._attempt = job.pk, job.attempts
        self._seconds = settings.IMPORT_LEASE_SECONDS
        self._side: BaseDatabaseWrapper = connection.copy()
        self._side.inc_thread_sharing()
        self._guard = threading.Lock()
        self._left = threading.Event()
        self._lost = False
        self._thread = threading.Thread(target=self._beat, name=f"lease-{job.pk}", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._left.set()
        self._thread.join()
        self._side.close()

    def report(self, stage: JobStage, progress: int) -> None:
        """Raises `LeaseLostError` when the job is no longer this worker's.

        A report that does not get through, on a machine too busy to connect, is no reason to give the import up: whose
        job it is will be asked once more when it is finished, in the records' own transaction.
        """
        self._try_to_write(_REPORT, [self._seconds, stage.value, progress])
        if self._lost:
            raise LeaseLostError

    def _beat(self) -> None:
        while not self._left.wait(self._seconds / 3):
            self._try_to_write(_RENEW, [self._seconds])

    def _try_to_write(self, statement: str, values: list[float | str]) -> None:
        try:
            self._write(statement, values)
        except DatabaseError:
            with self._guard:
                self._side.close()  # the next one opens a new connection
            log.warning("lease_not_renewed", job=self._job_id)

    def _write(self, statement: str, values: list[float | str]) -> None:
        with self._guard, self._side.cursor() as cursor:
            cursor.execute(statement, [*values, self._job_id, JobState.RUNNING.value, self._attempt])
            self._lost = self._lost or cursor.rowcount == 0
