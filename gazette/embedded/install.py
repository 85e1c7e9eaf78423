"""Turns a fresh clone on a fresh Debian into a program that can run, then runs it.

    python3 -m gazette.embedded.install run | test | ocr | system | manage ARGUMENTS

Run by the Makefile with any Python from 3.11 on; every step does nothing when it is already done.
"""

import os
import subprocess
import sys

from gazette.embedded import account as accounts
from gazette.embedded import code, debian, environment
from gazette.embedded import places as folders
from gazette.embedded.account import Account
from gazette.embedded.places import Places
from gazette.embedded.refusals import Refusal
from gazette.embedded.speech import complain, say


def main(arguments: list[str]) -> int:
    """Carry out one verb; a refusal is one line and exit code 1."""
    verb, *rest = arguments or ["run"]
    verbs = {"run": run, "test": test, "system": system, "manage": manage, "setup": setup, "ocr": ocr}
    if verb not in verbs or sys.version_info < environment.OLDEST:
        complain(f"usage, with Python 3.11 or newer: python3 -m gazette.embedded.install {'|'.join(verbs)}")
        return 2
    os.umask(0o022)
    try:
        return verbs[verb](rest)
    except Refusal as refusal:
        complain(str(refusal))
    except OSError as error:
        complain(f"{error.strerror}: {error.filename or ''}".rstrip(": "))
    except KeyboardInterrupt:
        complain("stopped")
    return 1


def system(_: list[str]) -> int:
    """Install the Debian packages for running and testing; needs root."""
    if os.geteuid() != 0:
        raise Refusal("only root can install Debian packages: sudo make system")
    debian.provide([*debian.RUN, *debian.TEST, debian.VENV])
    return 0


def run(_: list[str]) -> int:
    """Set up, drop root's rights and become the program that drives all servers."""
    account, places = _provide("runtime", debian.RUN)
    folders.check(places, account)
    places.data.mkdir(parents=True, exist_ok=True)
    if places.moved:
        say(f"{places.project} can't be entered by the account that runs the servers: they use {places.code.parent}")
        code.copy(places)
    if account is not None:
        code.compile_modules(places)
        account.take(places.data)
        account.become()
    os.chdir(places.code)
    surroundings = os.environ | {"GAZETTE_DATA": str(places.data)}
    os.execve(places.python, [str(places.python), "-m", "gazette.embedded"], surroundings)


def test(arguments: list[str]) -> int:
    """Set up with the tools for testing and run the tests, in one process more than there are cores, up to four."""
    _, places = _provide("dev", [*debian.RUN, *debian.TEST])
    os.chdir(places.project)
    # Whole files to one process: their tests may share a server. One more than cores: many wait for a browser or a worker.
    processes = str(min(4, (os.cpu_count() or 1) + 1))
    parallel = ["--numprocesses", processes, "--dist", "loadfile", "--no-loadscope-reorder"]
    os.execv(places.python, [str(places.python), "-m", "pytest", *parallel, *arguments])


def setup(_: list[str]) -> int:
    """Set up with the tools for testing, and no more."""
    _provide("dev", [*debian.RUN, *debian.TEST])
    return 0


def ocr(_: list[str]) -> int:
    """Add what recognises scans to the environment, on top of what runs the program."""
    account, places = _provide("runtime", debian.RUN)
    environment.provide(places, account, "ocr")
    return 0


def manage(arguments: list[str]) -> int:
    """Run one command of manage.py in the environment."""
    _, places = _provide("runtime", debian.RUN)
    return subprocess.run([places.python, places.project / "manage.py", *arguments], check=False).returncode


def _provide(lock: str, packages: list[str] | tuple[str, ...]) -> tuple[Account | None, Places]:
    account = accounts.needed(os.environ.get("GAZETTE_USER", ""))
    places = folders.find(account, os.environ)
    python = environment.interpreter(account)
    wanted = [*packages, *([debian.VENV] if environment.needs_venv_package(python) else [])]
    debian.provide(wanted)
    environment.provide(places, account, lock)
    code.compile_messages(places.project)
    return account, places


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
