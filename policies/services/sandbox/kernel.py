"""Asks the kernel to confine this process. Each step that the kernel refuses is left out; the others still hold.

Standard library only: this runs in the child, before anything else is imported.
"""

import ctypes
import os
import resource
import signal
import struct
from collections.abc import Iterable

OUT_OF_MEMORY = 74  # exit code of a child that could get no more memory

_LIBC = ctypes.CDLL(None, use_errno=True)
_LIBC.syscall.restype = ctypes.c_long

_PR_SET_PDEATHSIG, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS = 1, 24, 38
_CLONE_NEWIPC, _CLONE_NEWUSER, _CLONE_NEWPID, _CLONE_NEWNET = 0x08000000, 0x10000000, 0x20000000, 0x40000000
_CAPSET = {"x86_64": 126}.get(os.uname().machine, 91)
_CAPABILITY_VERSION = 0x20080522
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446

_FILE_RIGHTS = (1 << 0) | (1 << 1) | (1 << 2) | (1 << 14) | (1 << 15)  # execute, write, read, truncate, ioctl
_READ = (1 << 0) | (1 << 2) | (1 << 3)
_LIST = 1 << 3
_MAKE_SOCKET = 1 << 9
_TCP = 0b11
_SCOPES = 0b11


def limit_resources(*, memory: int, cpu: int, cpu_most: int, file_size: int, files: int) -> None:
    """Bytes of address space, seconds (at first, and at most once the parent has allowed more), bytes, open files."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, max(cpu_most, cpu + 5)))
    resource.setrlimit(resource.RLIMIT_FSIZE, (file_size, file_size))
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))


def leave_network(*, with_processes: bool) -> bool:
    """Own, empty network; with `with_processes`, what is started next is the first of an own process tree, and the
    kernel ends all of the tree with it. Whether the kernel allowed it."""
    user, group = os.geteuid(), os.getegid()
    spaces = _CLONE_NEWUSER | _CLONE_NEWNET | _CLONE_NEWIPC | (_CLONE_NEWPID if with_processes else 0)
    if _LIBC.unshare(spaces) != 0:
        return False
    try:
        for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
            with open(f"/proc/self/{name}", "w") as mapping:
                mapping.write(text)
    except OSError:
        pass  # an unmapped account is still the same one to the file system
    return True


def give_up_privileges() -> None:
    """No capability is left, none can be had by starting a program."""
    _LIBC.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    for capability in range(64):
        _LIBC.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)
    header = struct.pack("=Ii", _CAPABILITY_VERSION, 0)
    _LIBC.syscall(_CAPSET, header, bytes(24))


def die_with(parent: int) -> None:
    """From now on this process ends when its parent does, even by SIGKILL."""
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if parent and os.getppid() != parent:
        os._exit(1)


def see_only(
    *, readable: Iterable[str], listed: Iterable[str], writable: Iterable[str], sockets: Iterable[str] = ()
) -> bool:
    """Closes the rest of the file system (Landlock, Linux 5.13), and TCP where the kernel can. Whether it held.

    In the folders of `sockets` a local socket may be made, and nothing else.
    """
    version = _LIBC.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return False
    rights = (1 << {1: 13, 2: 14, 3: 15, 4: 15}.get(version, 16)) - 1
    attributes = struct.pack("=QQQ", rights, _TCP, _SCOPES)[: 8 if version < 4 else 16 if version < 6 else 24]
    ruleset = _LIBC.syscall(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return False
    opened = ((readable, rights & _READ), (listed, _LIST), (sockets, _MAKE_SOCKET), (writable, rights))
    for paths, allowed in opened:
        for path in paths:
            _allow(ruleset, path, allowed)
    _LIBC.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    held = bool(_LIBC.syscall(_RESTRICT_SELF, ruleset, 0) == 0)
    os.close(ruleset)
    return held


def _allow(ruleset: int, path: str, allowed: int) -> None:
    try:
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rights = allowed if os.path.isdir(path) else allowed & _FILE_RIGHTS
    _LIBC.syscall(_ADD_RULE, ruleset, 1, struct.pack("=Qi", rights, handle), 0)
    os.close(handle)
