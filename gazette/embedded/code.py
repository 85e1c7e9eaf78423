"""Brings the program's own files into the state the servers need: copied, compiled, translated."""

import shutil
import subprocess
from pathlib import Path

from gazette.embedded.places import Places

PACKAGES = ("gazette", "projects", "policies")
LEFT_BEHIND = (".git", ".venv", "var", "staticfiles", "node_modules", "__pycache__", ".*_cache", ".hypothesis")


def compile_messages(project: Path) -> None:
    """Compile each translation that is newer than its compiled file, where gettext is installed."""
    if shutil.which("msgfmt") is None:
        return
    for source in project.glob("**/locale/*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        subprocess.run(["msgfmt", "--check-format", "-o", str(target), str(source)], check=True)


def copy(places: Places) -> None:
    """Replace the copy the servers import with the clone as it is now."""
    fresh = places.code.with_name("code.new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.copytree(places.project, fresh, ignore=shutil.ignore_patterns(*LEFT_BEHIND))
    for path in (fresh, *fresh.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    shutil.rmtree(places.code, ignore_errors=True)
    fresh.rename(places.code)


def compile_modules(places: Places) -> None:
    """Compile our modules ahead: the account that runs them can't write beside them."""
    folders = [str(places.code / package) for package in PACKAGES]
    command = [str(places.python), "-m", "compileall", "-q", *folders]
    subprocess.run(command, check=False, capture_output=True)
