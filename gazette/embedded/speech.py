"""What the program says to the operator: whole lines, at once."""

import sys


def say(line: str = "") -> None:
    """Print one line for the operator."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def complain(line: str) -> None:
    """Print one line of trouble."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
