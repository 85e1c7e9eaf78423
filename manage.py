#!/usr/bin/env python
"""The command line of the gazette."""

import os
import sys

from django.core.management import execute_from_command_line
from django.db import OperationalError

NO_SERVER = 3


def main() -> int:
    """Run one command; without a database one line and exit code 3."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gazette.settings")
    try:
        execute_from_command_line(sys.argv)
    except OperationalError as error:
        cause = str(error).strip().splitlines()[0]
        sys.stderr.write(
            f"no database answers: start the gazette with `make run`, or name one in DATABASE_URL ({cause})\n"
        )
        return NO_SERVER
    return 0


if __name__ == "__main__":
    sys.exit(main())
