"""The system account that servers run as when the program was started by root."""

import grp
import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path

from gazette.embedded.refusals import Refusal

NAME = "gazette"


@dataclass(frozen=True)
class Account:
    """An unprivileged user; `groups` are all the groups whose permissions it has."""

    name: str
    uid: int
    gid: int
    groups: frozenset[int]

    def may_enter(self, path: Path) -> bool:
        """Whether this user can pass every folder down to `path` and, where it exists, read it."""
        whole = Path(os.path.abspath(path))
        folders = [folder for folder in (*whole.parents, whole) if folder.exists()]
        return all(self._has(folder, read=folder == whole) for folder in folders)

    def _has(self, path: Path, *, read: bool) -> bool:
        status = path.stat()
        shift = 6 if status.st_uid == self.uid else 3 if status.st_gid in self.groups else 0
        rights = status.st_mode >> shift
        return bool(rights & 1 or not stat.S_ISDIR(status.st_mode)) and (not read or bool(rights & 4))

    def take(self, path: Path) -> None:
        """Give `path` and all that is in it to this user."""
        for folder, _, files in os.walk(path):
            for name in (folder, *(os.path.join(folder, file) for file in files)):
                if os.lstat(name).st_uid != self.uid:
                    os.lchown(name, self.uid, self.gid)

    def become(self) -> None:
        """Turn this process into one of that user's, for good."""
        os.setgroups(sorted(self.groups))
        os.setgid(self.gid)
        os.setuid(self.uid)


def find(name: str) -> Account | None:
    """The account of that name, if the system has it."""
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    groups = {entry.pw_gid, *(group.gr_gid for group in grp.getgrall() if name in group.gr_mem)}
    return Account(name, entry.pw_uid, entry.pw_gid, frozenset(groups))


def needed(name: str = "") -> Account | None:
    """The account to run servers as: none for an ordinary user, who runs them as himself.

    Root gets the account `name` (default `gazette`), made when it is missing: PostgreSQL refuses to run as root, and
    neither web nor worker should.
    """
    if os.geteuid() != 0:
        return None
    name = name or NAME
    found = find(name) or _make(name)
    if found.uid == 0:
        raise Refusal(f"the account {name} is root itself; name another in GAZETTE_USER")
    return found


def _make(name: str) -> Account:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", name]
    subprocess.run(command, check=False, capture_output=True)
    made = find(name)
    if made is None:
        raise Refusal(f"no system account {name} could be made; make one, or name another in GAZETTE_USER")
    return made
