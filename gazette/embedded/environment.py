"""Makes the virtual environment and brings it to the pinned lock."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from gazette.embedded import debian
from gazette.embedded.account import Account
from gazette.embedded.places import Places
from gazette.embedded.refusals import Refusal
from gazette.embedded.speech import say

OLDEST = (3, 11)
STAMP = "installed-lock"
_BELOW = {"ocr": ("runtime",), "dev": ("runtime", "ocr")}  # what a lock holds too, or is installed on top of


def interpreter(account: Account | None) -> Path:
    """The Python to build on: the running one, or Debian's where the servers' account can't enter the running one."""
    running = Path(os.path.realpath(sys.executable))
    if account is None or account.may_enter(running):
        return running
    system = Path("/usr/bin/python3")
    if not system.exists() or _version(system) < OLDEST:
        raise Refusal(f"the account {account.name} can't run {running}: install Debian's python3 (3.11 or newer)")
    return system


def needs_venv_package(python: Path) -> bool:
    """Whether this Python lacks the module that puts pip into a new environment, as Debian's does by default."""
    if python == Path(os.path.realpath(sys.executable)):
        return importlib.util.find_spec("ensurepip") is None
    return subprocess.run([python, "-c", "import ensurepip"], capture_output=True, check=False).returncode != 0


def provide(places: Places, account: Account | None, lock: str) -> None:
    """Make the environment if it is missing or broken, and install `requirements/<lock>.lock` if it has changed."""
    if not _works(places.python):
        _create(places, account)
    _link(places)
    pins = places.project / "requirements" / f"{lock}.lock"
    stamp = places.environment / f"{STAMP}-{lock}"
    digest = hashlib.sha256(pins.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    say(f"installing the Python packages of {pins.relative_to(places.project)} (a minute or two)")
    _pip(places, "install", "--require-hashes", "--no-deps", "--requirement", str(pins))
    for other in places.environment.glob(f"{STAMP}-*"):
        other.unlink()
    for name in (*_BELOW.get(lock, ()), lock):
        pins = places.project / "requirements" / f"{name}.lock"
        (places.environment / f"{STAMP}-{name}").write_text(hashlib.sha256(pins.read_bytes()).hexdigest())


def _create(places: Places, account: Account | None) -> None:
    python = interpreter(account)
    if needs_venv_package(python):
        debian.provide([debian.VENV])
    shutil.rmtree(places.environment, ignore_errors=True)
    places.environment.parent.mkdir(parents=True, exist_ok=True)
    made = subprocess.run([python, "-m", "venv", places.environment], capture_output=True, text=True, check=False)
    if made.returncode:
        said = (made.stdout + made.stderr).strip().splitlines() or ["no reason given"]
        raise Refusal(f"no virtual environment could be made in {places.environment}: {said[-1]}")


def _link(places: Places) -> None:
    """Let `.venv` in the clone lead to an environment that stands elsewhere."""
    usual = places.project / ".venv"
    if usual == places.environment or (usual.is_symlink() and usual.readlink() == places.environment):
        return
    if usual.is_symlink():
        usual.unlink()
    elif usual.exists():
        shutil.rmtree(usual)
    usual.symlink_to(places.environment)


def _pip(places: Places, *arguments: str) -> None:
    command = [str(places.python), "-m", "pip", "--quiet", "--disable-pip-version-check", "--no-input", *arguments]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or ["no reason given"]
        raise Refusal(f"pip could not install the packages: {said[-1]}")


def _works(python: Path) -> bool:
    """Whether the environment is whole: pip comes last into it, and its Python may have left the machine since."""
    return python.exists() and python.with_name("pip").exists()


def _version(python: Path) -> tuple[int, ...]:
    command = [str(python), "-c", "import sys; print(*sys.version_info[:2])"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return tuple(int(part) for part in answer.split())
