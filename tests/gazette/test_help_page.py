"""The handbook: every topic on one page, open to everybody at the desk, in both languages."""

import pytest
from django.template import Context, Template
from django.utils import translation

from gazette.views.desk.handbook import FIRST_DAY, TOPICS
from tests.cast import everybody

pytestmark = pytest.mark.django_db


def test_every_role_reads_the_handbook() -> None:
    cast = everybody()
    assert cast.pop("citizen").get("/desk/help/").status_code == 302
    for client in cast.values():
        text = client.get("/desk/help/").content.decode()
        assert all(f'id="{name}"' in text for name in TOPICS)


def test_every_topic_is_told_in_english_too() -> None:
    said = [words for topic in TOPICS.values() for words in (topic.title, *topic.words)]
    for words in [*said, *FIRST_DAY]:
        with translation.override("zh-hans"):
            chinese = str(words)
        with translation.override("en"):
            assert str(words) != chinese


@pytest.mark.parametrize("name", TOPICS)
def test_a_topic_is_shown_in_place_and_leads_to_the_page(name: str) -> None:
    shown = Template("{% load handbook %}{% help name %}").render(Context({"name": name}))
    assert f"/desk/help/#{name}" in shown
    assert str(TOPICS[name].words[0]) in shown
