"""The short form of `python -m tests.fuzz`: some broken files of each format; the reader fails on none, nor does the worker."""

import json
from pathlib import Path

import pytest

from gazette.models import ImportJob, JobState, Reading
from tests.fuzz.running import FAULT, make_mutant, read_mutant
from tests.fuzz.seeds import FORMATS, seeds
from tests.gazette.imports import bring_in

COUNT = 30
THROUGH_THE_WORKER = 2
_TOLD = "程序出错"


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_the_reader_fails_on_no_broken_file(form: str) -> None:
    endings = {number: read_mutant(make_mutant(form, 2, number), name=form) for number in range(COUNT)}
    assert {number: one.detail for number, one in endings.items() if one.how == FAULT} == {}
    assert len({one.how for one in endings.values()}) > 1, "all alike: nothing was broken, or everything"


@pytest.mark.parametrize("form", [form for form in FORMATS if form != "image"])
def test_what_is_broken_was_sound(form: str) -> None:
    assert [read_mutant(data, name=f"a.{form}").how for data in seeds(form)[:1]] == ["record"]


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", FORMATS)
def test_no_job_stays_and_none_blames_the_program(form: str, media: Path) -> None:
    for number in range(THROUGH_THE_WORKER):
        job = bring_in(make_mutant(form, 3, number), name=f"公报.{form}", year=2024, number=number + 1)
        assert job.state in (JobState.DONE, JobState.NEEDS_REVIEW, JobState.FAILED)
        assert _TOLD not in job.message, (number, job.message)
    assert not ImportJob.objects.filter(state__in=(JobState.QUEUED, JobState.RUNNING)).exists()
    assert all(json.dumps(one.data) for one in Reading.objects.all())
