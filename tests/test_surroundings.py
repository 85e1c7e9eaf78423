import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
from django.core.checks import run_checks
from django.db import connection

PROJECT = Path(__file__).resolve().parents[1]


@pytest.fixture
def blind(surroundings: dict[str, str]) -> Iterator[str]:
    """The address of a database under the locale C, with pg_trgm."""
    name = f"{connection.settings_dict['NAME']}_blind"
    url = surroundings["DATABASE_URL"].rsplit("/", 1)[0] + f"/{name}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER libc LOCALE 'C'")
    other = psycopg2.connect(url)
    with other, other.cursor() as cursor:
        cursor.execute("CREATE EXTENSION pg_trgm")
    other.close()
    yield url
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.django_db
def test_our_database_sees_letters_in_chinese() -> None:
    assert [message for message in run_checks(databases=["default"]) if message.id == "gazette.E001"] == []


def test_a_database_under_the_locale_c_is_refused(blind: str, surroundings: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--database", "default"],
        cwd=PROJECT,
        env=surroundings | {"DATABASE_URL": blind},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "gazette.E001" in done.stderr
