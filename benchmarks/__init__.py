"""What the parts cost, each beside a baseline in the same run: `python -m benchmarks.search`, and so on."""

import os

import django

# A server that a benchmark starts has settings of its own, which are read while this package is.
if os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gazette.settings") == "gazette.settings":
    django.setup()
