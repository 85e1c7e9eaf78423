"""The fonts pages are set in: which files stand behind the families, and whether they can be cut down fast."""

import ctypes.util
import functools
import subprocess

FAMILIES = ("Noto Serif CJK SC", "Noto Sans CJK SC")


@functools.cache
def font_fingerprint() -> str:
    """The font files fontconfig finds for each family and weight, with their versions; part of a rendering's key.

    Fonts change with the system's packages only, so one look per process is enough. Empty where fontconfig is missing.
    """
    found = []
    for family in FAMILIES:
        for weight in ("regular", "bold"):
            try:
                match = subprocess.run(
                    ["fc-match", "-f", "%{file} %{fontversion}", f"{family}:{weight}"],
                    capture_output=True,
                    text=True,
                    timeout=20,
                    check=False,
                )
            except (OSError, subprocess.TimeoutExpired):
                return ""
            found.append(match.stdout)
    return "\n".join(found)


def families_missing() -> list[str]:
    """The families pages ask for that this machine lacks."""
    found = font_fingerprint()
    return [family for family in FAMILIES if family.replace(" ", "").removesuffix("SC") not in found.replace(" ", "")]


@functools.cache
def cuts_fonts_fast() -> bool:
    """Whether HarfBuzz's subsetter is here; without it each file takes some twelve seconds more."""
    return ctypes.util.find_library("harfbuzz-subset") is not None
