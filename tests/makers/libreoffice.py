"""A maker: LibreOffice without a window, which prints office files as PDF and writes older formats."""

import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAM = shutil.which("soffice")


def convert(source: Path, kind: str, folder: Path) -> Path:
    """Writes `source` as pdf, doc, odt or html into `folder`; its name keeps the stem. Raises where nothing came of it."""
    assert PROGRAM is not None, "LibreOffice is not installed"
    with tempfile.TemporaryDirectory() as profile:
        command = [PROGRAM, "--headless", "--norestore", f"-env:UserInstallation=file://{profile}"]
        command += ["--convert-to", kind, "--outdir", str(folder), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    made = folder / f"{source.stem}.{kind}"
    if not made.exists():
        raise FileNotFoundError(made)
    return made


def print_pdf(source: Path, target: Path) -> Path:
    """Prints an office file as the PDF `target`."""
    with tempfile.TemporaryDirectory() as folder:
        return Path(shutil.move(convert(source, "pdf", Path(folder)), target))
