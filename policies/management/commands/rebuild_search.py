"""Indexes every published document anew."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from policies.services.indexing import published_versions, rebuild


class Command(BaseCommand):
    help = "重建检索：把每个已发布文件的现行文本重新编入"

    def handle(self, *args: Any, **options: Any) -> None:
        versions = published_versions()
        shown = tqdm(versions.iterator(), total=versions.count(), unit="件", disable=not self.stderr.isatty())
        self.stdout.write(f"共编入 {rebuild(versions=shown)} 段。")
