"""What the parts cost, each beside a baseline in the same run: `python -m benchmarks.search`, and so on."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gazette.settings")
django.setup()
