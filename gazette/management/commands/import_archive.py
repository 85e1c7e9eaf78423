"""Loads a folder or zip of a gazette's past numbers, named by year and number, and says what is missing."""

import sys
import zipfile
from argparse import ArgumentParser
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gazette.models import ImportBatch, ImportJob, JobKind, JobState
from gazette.services.importing.batches import counts, plan_batch, planned, start_batch
from gazette.services.importing.gaps import GapReport, report_of, runs
from gazette.services.importing.running import run_import
from gazette.services.importing.unpacking import Opener, UnpackingError, files_in, files_in_zip
from gazette.services.people import NoSuchAccountError, account_named, system_account
from gazette.services.storing import StorageError
from policies.models import User


class Command(BaseCommand):
    help = "成批导入往期公报（文件夹或 zip，按年份和期号命名），并报告缺期。--dry-run 只看文件名识别结果。再次运行不会重复导入。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER", help="文件夹或 zip 文件")
        parser.add_argument("--gazette", default="", metavar="CODE", help="公报代码；不认识的代码按报头新建")
        parser.add_argument("--dry-run", action="store_true", help="只显示文件名识别结果，不保存也不导入")
        parser.add_argument("--publish", action="store_true", help="按归档资料直接发布")
        parser.add_argument("--wait", action="store_true", help="在本进程中逐个处理到结束，然后报告缺期")
        parser.add_argument("--by", default="", metavar="NAME", help="经办账号（默认为系统账号）")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        with ExitStack() as stack:
            files = _files(folder, stack)
            if options["dry_run"]:
                self._show(files)
                return
            batch = self._load(folder, files, options)
        if options["wait"]:
            for job in ImportJob.objects.filter(batch=batch, state=JobState.QUEUED).order_by("pk"):
                run_import(job_id=job.pk, on=timezone.localdate())
            self._report(batch)
            if set(counts(batch)) & {JobState.FAILED, JobState.QUARANTINED}:
                sys.exit(1)

    def _show(self, files: Mapping[str, Opener]) -> None:
        for row in planned(list(files), kind=JobKind.ISSUE):
            extra = "增刊" if row["supplement"] else ""
            means = f"{row['year']}年{extra}第{row['number']}期" if row["number"] else "按报头识别"
            pages = f"（{len(row['files'])} 页图像）" if len(row["files"]) > 1 else ""
            self.stdout.write(f"{row['name']}{pages}\t{means}\t{row['why']}".rstrip())

    def _load(self, folder: Path, files: Mapping[str, Opener], options: dict[str, Any]) -> ImportBatch:
        by = _account(options["by"])
        try:
            batch = plan_batch(
                name=folder.name, files=files, by=by, gazette_code=options["gazette"], publish=options["publish"]
            )
        except (StorageError, UnpackingError) as error:
            raise CommandError(str(error)) from error
        started = start_batch(batch=batch, by=by)
        batch.refresh_from_db()
        known = sum(bool(row.get("known")) for row in batch.report["rows"])
        left = sum(not row.get("source") for row in batch.report["rows"])
        self.stdout.write(f"批次 {batch.pk}：提交 {started} 个，已经导入过 {known} 个，没有导入 {left} 个。")
        return batch

    def _report(self, batch: ImportBatch) -> None:
        report: GapReport = report_of(batch=batch)
        if report.years_missing:
            self.stdout.write(f"缺年份：{runs(report.years_missing)}")
        for year in report.years:
            missing = f"缺第 {runs(year.missing)} 期" if year.missing else "不缺期"
            self.stdout.write(f"{year.year}年：{len(year.present)} 期，{missing}")
        for one in report.files:
            self.stderr.write(f"{one.name}：{one.why}")


def _files(folder: Path, stack: ExitStack) -> Mapping[str, Opener]:
    try:
        if folder.is_dir():
            return files_in(folder)
        return files_in_zip(stack.enter_context(zipfile.ZipFile(folder)))
    except (OSError, zipfile.BadZipFile) as error:
        raise CommandError(f"{folder}：不是文件夹，也不是能打开的 zip。") from error
    except UnpackingError as error:
        raise CommandError(str(error)) from error


def _account(name: str) -> User:
    try:
        return account_named(username=name) if name else system_account()
    except NoSuchAccountError as error:
        raise CommandError(str(error)) from error
