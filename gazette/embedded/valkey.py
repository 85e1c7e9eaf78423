"""Drives a Valkey of its own: the queue's broker and the cache."""

import os
from collections.abc import Mapping
from pathlib import Path

import redis

from gazette.embedded import binaries, ports, records
from gazette.embedded.account import Account
from gazette.embedded.service import Service


class Valkey:
    """One server that keeps its queue in `folder`, listening on `port` of 127.0.0.1 alone."""

    def __init__(self, folder: Path, log: Path, account: Account | None = None) -> None:
        self.folder = folder
        self.log = log
        self.account = account
        self.port = ports.free()
        self.password_file = folder.with_name("valkey-password")

    @property
    def url(self) -> str:
        return f"redis://:{records.secret(self.password_file)}@{ports.HOST}:{self.port}/0"

    def service(self) -> Service:
        """The server as the supervisor sees it; writes its configuration."""
        self.folder.mkdir(parents=True, exist_ok=True)
        configuration = self.folder / "valkey.conf"
        configuration.unlink(missing_ok=True)
        with os.fdopen(os.open(configuration, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            out.write(self._configuration())
        if self.account:
            self.account.take(self.folder)
            os.chown(self.password_file, self.account.uid, self.account.gid)
        return Service(
            name="valkey",
            command=(str(binaries.valkey()), str(configuration)),
            log=self.log,
            environment=_environment(),
            account=self.account,
            vital=True,
            ready=self._ready,
            explain=self._explain,
        )

    def _configuration(self) -> str:
        """Every change is written down within a second, and nothing is ever thrown out for want of memory."""
        password = records.secret(self.password_file)
        return (
            f"bind {ports.HOST}\ndatabases 64\nport {self.port}\nprotected-mode yes\nrequirepass {password}\n"
            f'dir "{self.folder}"\nappendonly yes\nappendfsync everysec\nsave ""\n'
            "maxmemory-policy noeviction\ndaemonize no\n"
        )

    def _ready(self) -> bool:
        if not ports.answers(self.port):
            return False
        client = redis.Redis.from_url(self.url, socket_connect_timeout=1, socket_timeout=1)
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False
        finally:
            client.close()

    def _explain(self, said: str) -> str | None:
        if "No space left on device" in said:
            return f"the disk of {self.folder.parent} is full: free some space and start again"
        return None


def _environment() -> Mapping[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"}
