"""The first thing a confined child runs: confines itself, then becomes a module of the project or a command.

Called by its path, `python -I entry.py ORDER`, ORDER being JSON; see `running.py`, the only caller.
"""

import errno
import json
import os
import re
import runpy
import sys
from pathlib import Path
from typing import Any, NoReturn

NO_SUCH_PROGRAM = 127
ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT)]

from policies.services.sandbox import kernel  # noqa: E402  # the path is known only now

_SYSTEM = (
    *("/usr", "/lib", "/lib64", "/bin", "/sbin", "/opt", "/proc", "/dev", "/sys/devices/system/cpu"),
    *("/var/lib/libreoffice", "/var/spool/libreoffice", "/var/cache/fontconfig"),
)
_CONFIGURATION = (
    "fonts",
    "libreoffice",
    "ld.so.cache",
    "passwd",
    "group",
    "nsswitch.conf",
    "localtime",
    "alternatives",
)
_DEVICES = ("/dev/null", "/dev/zero")
_NO_MEMORY = re.compile("allocate memory|out of memory|bad_alloc|bad allocation", re.IGNORECASE)
_NETWORK = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")


def main(order: dict[str, Any]) -> NoReturn:
    kernel.die_with(order["parent"])
    os.nice(order["nice"])
    command = order["kind"] == "command"
    apart = kernel.leave_network(with_processes=command)
    kernel.see_only(
        readable=[*_readable(), *order["readable"]],
        listed=[str(ROOT)],
        writable=[order["folder"], *_DEVICES],
        sockets=order["sockets"],
    )
    kernel.give_up_privileges()
    kernel.limit_resources(**order["limits"])
    if command:
        _become_command(order["words"], forked=apart)
    _become_module(order["words"], order["parent"])


def _readable() -> list[str]:
    ours = [str(ROOT / name) for name in ("policies", "projects", "gazette")]
    settings = [f"/etc/{name}" for name in _CONFIGURATION]
    return [*_SYSTEM, *settings, *ours, sys.prefix, sys.base_prefix]


def _become_module(words: list[str], parent: int) -> NoReturn:
    kernel.die_with(parent)  # a change of credentials may have undone it
    sys.addaudithook(_refuse_network)
    sys.argv = list(words)
    try:
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)
    except MemoryError:
        os._exit(kernel.OUT_OF_MEMORY)
    except Exception as error:  # libraries have words of their own for it
        if getattr(error, "errno", 0) == errno.ENOMEM or _NO_MEMORY.search(str(error)):
            os._exit(kernel.OUT_OF_MEMORY)
        raise
    finally:
        _tell_peak()
    sys.exit(0)


def _tell_peak() -> None:
    """The most resident memory, in kilobytes: what the parent is told at the end counts its own from before the start."""
    with open("/proc/self/status", "rb") as status:
        peak = next((line.split()[1] for line in status if line.startswith(b"VmHWM")), b"0")
    os.write(int(os.environ["PROGRESS_FD"]), b"peak %s\n" % peak)


def _refuse_network(event: str, arguments: object) -> None:
    """For kernels that let no process leave the network: Python's own ways are shut at least."""
    if event in _NETWORK:
        raise PermissionError("no network in here")


def _become_command(words: list[str], *, forked: bool) -> NoReturn:
    """In an own process tree the command is its first process; this one waits for it and tells how it ended."""
    parent = os.getppid()
    child = os.fork() if forked else 0
    if not child:
        kernel.die_with(0 if forked else parent)  # the first of a tree can't see who started it
        try:
            os.execvp(words[0], words)  # noqa: S606
        except OSError:
            os._exit(NO_SUCH_PROGRAM)
    kernel.die_with(parent)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        os.kill(os.getpid(), -code)
    os._exit(code)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
