"""Hands files of single letters in: each becomes a document outside any issue."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gazette.models import ImportJob, JobKind, JobState
from gazette.services.importing.jobs import submit_file
from gazette.services.importing.running import run_import
from gazette.services.people import NoSuchAccountError, account_named, system_account
from gazette.services.storing import StorageError
from policies.models import User


class Command(BaseCommand):
    help = "导入单份公文（可一次多份）。已在库的公文只比对，不会重复建立。退出码：0 完成，1 未成功，2 待核对。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--wait", action="store_true", help="在本进程中处理到结束")
        parser.add_argument("--publish", action="store_true", help="按归档资料直接发布")
        parser.add_argument("--by", default="", metavar="NAME", help="经办账号（默认为系统账号）")

    def handle(self, *args: Any, **options: Any) -> None:
        by = _account(options["by"])
        jobs = [self._submit(path, by, publish=options["publish"]) for path in options["files"]]
        codes = [1 for job in jobs if job is None]
        for job in filter(None, jobs):
            if options["wait"]:
                run_import(job_id=job.pk, on=timezone.localdate())
                job.refresh_from_db()
                codes.append(self._say(job))
        if any(codes):
            sys.exit(1 if 1 in codes else 2)

    def _submit(self, path: Path, by: User, *, publish: bool) -> ImportJob | None:
        try:
            with path.open("rb") as stream:
                file = File(stream, name=path.name)
                job = submit_file(file=file, name=path.name, by=by, publish=publish, kind=JobKind.DOCUMENT)
        except (StorageError, OSError) as error:
            self.stderr.write(f"{path.name}：{error}")
            return None
        self.stdout.write(f"{path.name}：已受理，任务 {job.pk}")
        return job

    def _say(self, job: ImportJob) -> int:
        line = f"{job.source.name}：{job.get_state_display()}。{job.message}"
        if job.state == JobState.DONE:
            self.stdout.write(line)
            return 0
        self.stderr.write(line)
        return 2 if job.state == JobState.NEEDS_REVIEW else 1


def _account(name: str) -> User:
    try:
        return account_named(username=name) if name else system_account()
    except NoSuchAccountError as error:
        raise CommandError(str(error)) from error
