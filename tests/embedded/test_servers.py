"""PostgreSQL and Valkey as this program drives them, and the note about them."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
import redis

from gazette.embedded import account as accounts
from gazette.embedded import postgres as driving
from gazette.embedded import records
from gazette.embedded.account import Account
from gazette.embedded.postgres import Postgres
from gazette.embedded.records import Running
from gazette.embedded.refusals import Refusal
from gazette.embedded.supervisor import Supervisor
from gazette.embedded.valkey import Valkey


@pytest.fixture(scope="module")
def account() -> Account | None:
    return accounts.needed()


@pytest.fixture(scope="module")
def folder(account: Account | None) -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="gazette-servers-"))
    if account:
        os.chown(made, account.uid, account.gid)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def supervisor() -> Iterator[Supervisor]:
    made = Supervisor()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def postgres(folder: Path, account: Account | None, supervisor: Supervisor) -> Postgres:
    made = Postgres(folder / "postgres", folder / "postgres.log", account, careless=True)
    supervisor.start(made.service())
    return made


@pytest.fixture(scope="module")
def valkey(folder: Path, account: Account | None, supervisor: Supervisor) -> Valkey:
    made = Valkey(folder / "valkey", folder / "valkey.log", account)
    supervisor.start(made.service())
    return made


def test_the_database_is_utf8_and_sees_letters_in_chinese(postgres: Postgres) -> None:
    connection = psycopg2.connect(postgres.url)
    with connection, connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION pg_trgm")
        cursor.execute("SELECT current_setting('server_encoding'), cardinality(show_trgm('公报'))")
        assert cursor.fetchone() == ("UTF8", 3)
    connection.close()


def test_the_database_asks_for_its_password_and_listens_on_this_machine_alone(postgres: Postgres) -> None:
    with pytest.raises(psycopg2.OperationalError, match="password authentication failed"):
        psycopg2.connect(postgres.url.replace(":", ":x", 2).replace(":x", ":", 1))
    connection = psycopg2.connect(postgres.url)
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('listen_addresses'), current_setting('unix_socket_directories')")
        assert cursor.fetchone() == ("127.0.0.1", "")
    connection.close()


def test_secrets_are_for_their_owner_alone(postgres: Postgres, valkey: Valkey) -> None:
    for file in (postgres.password_file, valkey.password_file, valkey.folder / "valkey.conf"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_broker_asks_for_its_password_and_keeps_its_queue(valkey: Valkey) -> None:
    stranger = redis.Redis(host="127.0.0.1", port=valkey.port, retry=None)
    with pytest.raises(redis.AuthenticationError):
        stranger.ping()
    stranger.close()
    client = redis.Redis.from_url(valkey.url)
    assert client.config_get("appendonly", "maxmemory-policy") == {
        "appendonly": "yes",
        "maxmemory-policy": "noeviction",
    }
    client.close()


def test_a_database_of_another_major_is_refused_before_it_is_touched(folder: Path, account: Account | None) -> None:
    old = folder / "old"
    old.mkdir()
    (old / "PG_VERSION").write_text("15\n")
    with pytest.raises(Refusal, match="made by PostgreSQL 15, this program brings 18"):
        Postgres(old, folder / "old.log", account).service()


def test_a_full_disk_is_one_line(folder: Path, account: Account | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driving, "NEEDED_BYTES", shutil.disk_usage(folder).total + 1)
    with pytest.raises(Refusal, match=r"the disk of .* is full"):
        Postgres(folder / "new", folder / "new.log", account).service()


def test_a_note_is_read_back_while_its_writer_lives(tmp_path: Path) -> None:
    running = Running(os.getpid(), "http://127.0.0.1:8000", "postgres://x", "redis://x", {"web": 1})
    records.write(tmp_path / "run.json", running)
    assert records.read(tmp_path / "run.json") == running
    assert stat.S_IMODE((tmp_path / "run.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "{", "[]", '{"supervisor": 1}'])
def test_a_broken_note_is_no_note(tmp_path: Path, text: str) -> None:
    (tmp_path / "run.json").write_text(text)
    assert records.read(tmp_path / "run.json") is None


def test_a_note_whose_writer_is_gone_is_no_note(tmp_path: Path) -> None:
    records.write(tmp_path / "run.json", Running(2**22 + 1, "", "", ""))
    assert records.read(tmp_path / "run.json") is None


def test_a_secret_is_made_up_once(tmp_path: Path) -> None:
    first = records.secret(tmp_path / "key")
    assert len(first) >= 50
    assert records.secret(tmp_path / "key") == first
