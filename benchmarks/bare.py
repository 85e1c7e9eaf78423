"""The site's settings with addresses that have one view more."""

from gazette.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.bare_urls"
