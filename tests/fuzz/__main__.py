"""`python -m tests.fuzz --format pdf --count 2000`: every mutant ends in a record, a refusal or at a limit; prints how many.

`--only 17` reads one mutant again and shows its fault. Exit code 1 when the reader failed on any.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.running import CRASH, FAULT, keep, make_mutant, read_mutant
from tests.fuzz.seeds import FORMATS

RECOGNISED = 40  # one picture in so many is recognised, the others are only decoded
SLOW = 5.0


def main() -> None:
    parser = argparse.ArgumentParser(prog="tests.fuzz", description=__doc__)
    parser.add_argument("--format", choices=FORMATS, action="append")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--only", type=int)
    parser.add_argument("--keep", type=Path, help="a folder for the files on which the reader failed")
    asked = parser.parse_args()
    failed = False
    for form in asked.format or FORMATS:
        if asked.only is not None:
            print(read_mutant(make_mutant(form, asked.seed, asked.only), name=name_of(form)))
        else:
            failed |= run(form, asked)
    sys.exit(failed)


def run(form: str, asked: argparse.Namespace) -> bool:
    """Whether the reader failed on any."""
    endings: Counter[str] = Counter()
    details: Counter[str] = Counter()
    faults: dict[str, int] = {}
    slow, started = [], time.monotonic()
    for number in range(asked.start, asked.start + asked.count):
        began = time.monotonic()
        recognise = form == "image" and number % RECOGNISED == 0
        data = make_mutant(form, asked.seed, number)
        ending = read_mutant(data, name=name_of(form), recognise=recognise)
        if time.monotonic() - began > SLOW:
            slow.append((number, round(time.monotonic() - began, 1), ending.how))
        endings[ending.how] += 1
        if (number + 1) % 250 == 0:
            print(form, number + 1, dict(endings), flush=True)
        details[f"{ending.how} {ending.detail.strip().splitlines()[-1] if ending.detail else ''}"] += form != "image"
        if ending.how in (FAULT, CRASH):
            faults.setdefault(_signature(ending.detail), number)
            if asked.keep:
                keep(asked.keep, form, asked.seed, number)
    print(f"{form}: {asked.count} in {time.monotonic() - started:.0f} s: {dict(endings)}")
    print("  ", dict(details.most_common(12)))
    print("   slow:", slow[:20])
    for signature, number in faults.items():
        print(f"   {number}: {signature}")
    return endings[FAULT] > 0


def name_of(form: str) -> str:
    return {"html": "a.html", "text": "a.md"}.get(form, "a.bin")


def _signature(detail: str) -> str:
    """The last places and the error, which tell one fault from another."""
    lines = [line.strip() for line in detail.strip().splitlines()]
    places = [line.split(", in ")[0].rsplit("/", 1)[-1] for line in lines if line.startswith("File ")]
    return " < ".join([lines[-1] if lines else "", *reversed(places[-3:])])


if __name__ == "__main__":
    main()
