"""The desk in English: every page of it says in English what is the house's own, and marks as Chinese what is not."""

import pytest

from policies.models import User
from tests.browser.test_desk_accessibility import addresses, keys, media, people  # noqa: F401
from tests.gazette.desk_people import client_of
from tests.gazette.test_languages import HAN, Speech

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

NAMES = {"林晓", "zh-hans", "中文"}  # of people, and the link to the Chinese page


def chinese_in(page: str) -> list[str]:
    """What a reader of English would be read aloud in the wrong voice: Chinese that does not say that it is."""
    speech = Speech()
    speech.feed(page)
    return [text.strip() for text in speech.plain if HAN.search(text) and text.strip() not in NAMES]


def test_no_page_of_the_desk_is_chinese_in_english(people: dict[str, User], keys) -> None:  # noqa: F811
    troubles = {}
    for role, named in addresses(keys).items():
        client = client_of(people[role])
        for name, address in named.items():
            answer = client.get(f"/en{address}", follow=True)
            found = chinese_in(answer.content.decode())
            if found:
                troubles[name] = found[:6]
    assert troubles == {}
