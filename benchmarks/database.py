"""A scratch database beside the configured one: made, migrated and dropped by the benchmark that asks for it."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def scratch_database(name: str = "") -> Iterator[None]:
    """Everything inside runs in an empty database of the present schema."""
    name = name or f"gazette_benchmark_{os.getpid()}"
    before = connection.creation.connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = name
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        connection.creation.destroy_test_db(before, verbosity=0)
