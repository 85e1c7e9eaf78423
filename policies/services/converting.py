"""Has LibreOffice turn a Word or WPS file of the old binary formats, or RTF, into DOCX: apart, within limits, without network."""

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from policies.grammar.said import said
from policies.services.sandbox.errors import SandboxError
from policies.services.sandbox.running import Limits, run_command

PROGRAM = "soffice"
PACKAGE = "libreoffice-writer-nogui"
_OLE, _RTF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_BEGIN_ANEW = 81  # LibreOffice's own way to say that it set up its profile and wants to be started again
_STARTS = 3
_SOCKETS = Path("/tmp")  # noqa: S108  # where LibreOffice looks for another one; the place is built in
_SOCKET = "OSL_PIPE_*_SingleOfficeIPC_*"


class ConversionError(Exception):
    """The file could not be converted; the message is for the person who sent it."""


def needs_conversion(path: Path) -> bool:
    """Whether only LibreOffice can open the file. A protected one is left to the reader, which says so."""
    with path.open("rb") as file:
        head = file.read(8)
        if head.startswith(_RTF):
            return True
        return head == _OLE and _ENCRYPTED not in file.read()


def convert_to_docx(*, path: Path, folder: Path, limits: Limits) -> None:
    """Puts the DOCX in the file's place; `folder` is the only one that LibreOffice may write to. Raises `ConversionError`."""
    program = _program()
    if program is None:
        raise ConversionError(
            said(
                "这是旧版 Word、WPS 文字或 RTF 文件，需要 LibreOffice 转换：请安装软件包 {package}，或另存为 .docx 后再提交。",
                package=PACKAGE,
            )
        )
    source, out = folder / "legacy.doc", folder / "converted"
    path.rename(source)
    try:
        _run(program, source.name, out.name, folder, limits)
    except SandboxError as error:
        raise ConversionError(said("文件转换时中止：{error}", error=error.args[0])) from error
    made = out / "legacy.docx"
    if not made.exists():
        raise ConversionError(
            said("LibreOffice 打不开这个文件，它可能已损坏或有密码；请用原来的软件另存为 .docx 后再提交。")
        )
    made.rename(path)


def _program() -> str | None:
    """The program itself: the script before it would start it anew in vain, since a socket of the first start is left."""
    found = shutil.which(PROGRAM)
    if found is None:
        return None
    own = Path(found).resolve().with_name(f"{PROGRAM}.bin")
    return str(own) if own.exists() else found


def _run(program: str, source: str, out: str, folder: Path, limits: Limits) -> None:
    words = [
        *("env", "DISABLE_EXTENSION_SYNCHRONIZATION=1", "SAL_USE_VCLPLUGIN=svp", program),
        f"-env:UserInstallation=file://{folder}/profile",
        *("--headless", "--norestore", "--nolockcheck", "--nologo", "--nodefault"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", out, source),
    ]
    for _ in range(_STARTS):
        try:
            outcome = run_command(words, limits=limits, folder=folder, sockets=[str(_SOCKETS)])
        finally:
            _remove_sockets()
        if outcome.code != _BEGIN_ANEW:
            return


def _remove_sockets() -> None:
    """The program may make its socket but not remove it. One that another run still uses works on without its name."""
    for left in _SOCKETS.glob(_SOCKET):
        with suppress(OSError):
            state = left.lstat()
            if stat.S_ISSOCK(state.st_mode) and state.st_uid == os.geteuid():
                left.unlink()
