"""Static files under names that never change, and their collection when they have changed: that takes seconds."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.management import call_command
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(ManifestStaticFilesStorage):
    """Names with a hash of the content, in the imports of modules too."""

    support_js_module_import_aggregation = True
    max_post_process_passes = 20  # one for each step of the longest chain of imports


class CompressedHashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # ships no types
    """The same, compressed."""

    support_js_module_import_aggregation = True
    max_post_process_passes = HashedFiles.max_post_process_passes


def collect_changed() -> bool:
    """Collect into STATIC_ROOT if sources or packages differ from last time; tells whether it did."""
    stamp = Path(settings.STATIC_ROOT).with_name("static-collected")
    now = _fingerprint()
    if stamp.exists() and stamp.read_text() == now and Path(settings.STATIC_ROOT).exists():
        return False
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(now)
    return True


def _fingerprint() -> str:
    """A hash over our static files' names, sizes and times, and the pins of all packages."""
    digest = hashlib.sha256()
    for folder in settings.STATICFILES_DIRS:
        for path in sorted(Path(folder).rglob("*")):
            status = path.stat()
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    digest.update((settings.BASE_DIR / "requirements" / "runtime.lock").read_bytes())
    return digest.hexdigest()
