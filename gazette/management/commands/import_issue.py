"""`import_issue`: hands files to the import job, waits for them if asked to, and says how each one ended."""

import sys
import time
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from gazette.models import ImportJob, JobState
from gazette.services.importing.jobs import submit_file
from gazette.services.importing.running import run_import
from gazette.services.people import NoSuchAccountError, account_named, system_account
from gazette.services.storing import StorageError
from policies.models import User
from policies.reading.sources.formats import NAMES

FAILED, NEEDS_REVIEW = 1, 2
_EPILOG = (
    "退出码：0 全部完成（不带 --wait 时为全部已受理）；1 至少一个文件未成功；"
    "2 至少一个文件待核对（参数写错也是 2）；3 数据库没有运行。"
)
_POLL = 0.3
_PATIENCE = 5.0  # seconds after which a job that no worker has taken is run here


class Command(BaseCommand):
    help = "导入公报文件：import_issue FILE… [--wait] [--publish] [--gazette CODE] [--year Y --number N]"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.epilog = _EPILOG
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help=f"公报文件：{NAMES}")
        parser.add_argument("--wait", action="store_true", help="等到处理完毕；没有工作进程时由本命令处理")
        parser.add_argument("--publish", action="store_true", help="按归档资料直接发布，记下经办账号和未处理的校对意见")
        parser.add_argument("--gazette", default="", metavar="CODE", help="公报代码；不认识的代码按报头新建")
        parser.add_argument("--year", type=int, help="文件没有写明时的年份")
        parser.add_argument("--number", type=int, help="文件没有写明时的期号")
        parser.add_argument("--by", default="", metavar="NAME", help="经办账号（默认为系统账号）")

    def handle(self, *args: Any, **options: Any) -> None:
        files: list[Path] = options["files"]
        if len(files) > 1 and (options["year"] or options["number"]):
            raise CommandError("--year 和 --number 只能用于一个文件。", returncode=NEEDS_REVIEW)
        by = self._account(options["by"])
        jobs, refused = [], 0
        for path in files:
            job = self._submit(path, by, options)
            refused += job is None
            jobs += [job] if job else []
        if options["wait"]:
            self._wait(jobs)
        ended = [self._report(job) for job in jobs] if options["wait"] else [0] * len(jobs)
        code = FAILED if refused or FAILED in ended else max(ended, default=0)
        if code:
            sys.exit(code)

    def _account(self, name: str) -> User:
        try:
            return account_named(username=name) if name else system_account()
        except NoSuchAccountError as error:
            raise CommandError(str(error)) from error

    def _submit(self, path: Path, by: User, options: dict[str, Any]) -> ImportJob | None:
        try:
            with path.open("rb") as stream:
                job = submit_file(
                    file=File(stream, name=path.name),
                    name=path.name,
                    by=by,
                    gazette_code=options["gazette"],
                    year=options["year"],
                    number=options["number"],
                    publish=options["publish"],
                )
        except StorageError as error:
            self.stderr.write(f"{path.name}：{error}")
        except OSError as error:
            self.stderr.write(f"{path.name}：读不了这个文件（{error.strerror}）。")
        else:
            self.stdout.write(f"{path.name}：已受理，任务 {job.pk}")
            return job
        return None

    def _wait(self, jobs: list[ImportJob]) -> None:
        """One bar for each file. A job nobody takes up is run in this process, under the same lease."""
        for job in jobs:
            started = time.monotonic()
            with tqdm(total=100, desc=job.source.name, unit="%", file=self.stderr, dynamic_ncols=True) as bar:
                while True:
                    job.refresh_from_db()
                    _show(bar, job)
                    if job.state not in (JobState.QUEUED, JobState.RUNNING):
                        break
                    late = time.monotonic() - started > _PATIENCE
                    if late and (job.state == JobState.QUEUED or _left_behind(job)):
                        run_import(job_id=job.pk, on=timezone.localdate())
                    else:
                        time.sleep(_POLL)

    def _report(self, job: ImportJob) -> int:
        line = f"{job.source.name}：{job.get_state_display()}。{job.message}"
        if job.state == JobState.DONE:
            self.stdout.write(self.style.SUCCESS(line))
            return 0
        self.stderr.write(line)
        return NEEDS_REVIEW if job.state == JobState.NEEDS_REVIEW else FAILED


def _show(bar: "tqdm[Any]", job: ImportJob) -> None:
    stage = job.get_stage_display() or job.get_state_display()
    if bar.postfix != stage or bar.n != job.progress:
        bar.set_postfix_str(stage, refresh=False)
        bar.n = job.progress
        bar.refresh()


def _left_behind(job: ImportJob) -> bool:
    return job.lease_until is not None and job.lease_until < timezone.now()
