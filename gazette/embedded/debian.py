"""The Debian packages the program needs, which of them are missing, and how they are installed."""

import os
import shutil
import subprocess
from collections.abc import Collection

from gazette.embedded.refusals import Refusal
from gazette.embedded.speech import say

RUN = (
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",  # without it every PDF takes 12 seconds more
    "fontconfig",
    "fonts-noto-cjk",
    "gettext",
)
TEST = ("chromium", "libatomic1", "poppler-utils", "qpdf")  # libatomic1: what drives the browser needs it
VENV = "python3-venv"


def missing(names: Collection[str]) -> list[str]:
    """Which of these packages are not installed, in the order given; none where dpkg can't be asked."""
    if not names or shutil.which("dpkg-query") is None:
        return []
    command = ["dpkg-query", "--show", "--showformat=${Package} ${db:Status-Status}\n", *names]
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    installed = {line.split()[0] for line in answer.splitlines() if line.endswith(" installed")}
    return [name for name in names if name not in installed]


def provide(names: Collection[str]) -> None:
    """Install what is missing as root; for anybody else, name it and the one command that installs it."""
    absent = missing(names)
    if not absent:
        return
    if os.geteuid() != 0:
        raise Refusal(f"Debian packages are missing: {' '.join(absent)}. Install them with: sudo make system")
    say(f"installing Debian packages: {' '.join(absent)}")
    _apt("update", may_fail=True)
    _apt("install", "--yes", "--no-install-recommends", *absent)


def _apt(*arguments: str, may_fail: bool = False) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", *arguments]
    done = subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    if done.returncode and not may_fail:
        said = (done.stderr or done.stdout).strip().splitlines() or ["no reason given"]
        raise Refusal(f"apt-get {arguments[0]} failed: {said[-1]}")
