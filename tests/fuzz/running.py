"""Reads one mutant in a fork of this process, within limits, and says how that ended; a crash is the fork's alone."""

import json
import os
import re
import resource
import signal
import sys
import traceback
import warnings
from dataclasses import dataclass
from pathlib import Path
from random import Random

from gazette.reading.__main__ import READERS
from gazette.reading.records import IssueRecord
from policies.reading.codec import from_json, to_json
from policies.reading.sources.errors import SourceError
from policies.reading.sources.opening import open_source
from policies.reading.sources.scan.images import is_image, page_images
from tests.fuzz.mutations import mutant
from tests.fuzz.seeds import seeds

RECORD, REFUSED, LIMIT, CRASH, FAULT = "record", "refused", "limit", "crash", "fault"
_MEMORY = 1_500_000_000
_LONE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Ending:
    """`how`: a record, a refusal with a message, a limit, a crash of the library, or a fault of ours, which is an error."""

    how: str
    detail: str = ""


def make_mutant(form: str, seed: int, number: int) -> bytes:
    """The same for the same three."""
    random = Random(f"{form} {seed} {number}")
    sound = seeds(form)
    return mutant(random.choice(sound), sound, random)


def read_mutant(data: bytes, *, name: str = "", recognise: bool = False, seconds: int = 20) -> Ending:
    """`recognise`: pictures are recognised, which takes seconds each; else they are only opened and decoded."""
    heard, told = os.pipe()
    child = os.fork()
    if not child:
        os.close(heard)
        _read_and_leave(data, name, told, recognise=recognise, seconds=seconds)
    os.close(told)
    with os.fdopen(heard, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code < 0:
        late = -code in (signal.SIGXCPU, signal.SIGALRM, signal.SIGKILL)
        return Ending(LIMIT if late else CRASH, signal.Signals(-code).name)
    return Ending(*json.loads(said)) if said else Ending(CRASH, f"exit {code}")


def _read_and_leave(data: bytes, name: str, told: int, *, recognise: bool, seconds: int) -> None:
    try:
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.alarm(6 * seconds)
        warnings.simplefilter("ignore")  # as in the product; a test run makes errors of them
        with open(os.devnull, "w") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        if not recognise:
            forget_recognisers()
        ending = _ending(data, name, recognise=recognise)
    except BaseException:  # whatever it is, it is ours
        ending = Ending(FAULT, traceback.format_exc())
    os.write(told, json.dumps([ending.how, ending.detail[-8000:]]).encode())
    os._exit(0)


def forget_recognisers() -> None:
    """In this process nothing is installed that recognises characters."""
    for name in ("onnxruntime", "rapidocr_onnxruntime"):
        sys.modules[name] = None  # type: ignore[assignment]
    os.environ["PATH"] = "/nowhere"


def _ending(data: bytes, name: str, *, recognise: bool) -> Ending:
    try:
        if is_image(data) and not recognise:
            shown = sum(page.image.width for page in page_images(data))
            return Ending(RECORD, str(shown))
        source = open_source(data, name=name)
        READERS["document"](source)
        written = json.dumps(to_json(READERS["issue"](source)), ensure_ascii=False, allow_nan=False)
        from_json(IssueRecord, json.loads(written))
    except SourceError as error:
        return Ending(REFUSED, error.code)
    except MemoryError:
        return Ending(LIMIT, "memory")
    found = _LONE.search(written) or ("\\u0000" in written and _LONE.search("\x00"))
    return Ending(FAULT, f"no character for a database: {found[0]!r}") if found else Ending(RECORD)


def keep(folder: Path, form: str, seed: int, number: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{form}-{seed}-{number}"
    path.write_bytes(make_mutant(form, seed, number))
    return path
