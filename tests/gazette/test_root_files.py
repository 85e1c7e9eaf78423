"""What programs look for at a site's root."""

from datetime import datetime
from xml.etree import ElementTree

import pytest
from django.utils import timezone

from tests import factories
from tests.cast import assert_open_to_everybody, citizen

pytestmark = pytest.mark.django_db
LOC = ".//{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def located(address: str) -> list[str]:
    found = ElementTree.fromstring(citizen().get(address).content)
    return [str(one.text).removeprefix("http://testserver") for one in found.iterfind(LOC)]


@pytest.mark.parametrize("address", ["/robots.txt", "/sitemap.xml", "/.well-known/security.txt"])
def test_everybody_may_read(address: str) -> None:
    assert_open_to_everybody(address)


def test_robots_keep_out_of_the_desk_and_find_the_sitemap() -> None:
    text = citizen().get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_sitemap_lists_every_published_address_and_no_other() -> None:
    document = factories.make_document()
    draft = factories.make_document(state="draft")
    issue = factories.make_issue(documents=[document])
    factories.add_chronicle(issue=issue)
    everything = [address for section in located("/sitemap.xml") for address in located(section)]
    assert {document.get_absolute_url(), issue.get_absolute_url(), issue.get_chronicle_url()} <= set(everything)
    assert draft.get_absolute_url() not in everything
    assert len(everything) == len(set(everything))
    assert {citizen().get(address).status_code for address in everything} == {200}


def test_security_names_a_contact_and_a_day_to_come(settings) -> None:
    settings.SECURITY_CONTACT = "mailto:security@anlan.example"
    fields = dict(
        line.split(": ", 1) for line in citizen().get("/.well-known/security.txt").content.decode().splitlines()
    )
    assert fields["Contact"] == "mailto:security@anlan.example"
    assert datetime.fromisoformat(fields["Expires"]) > timezone.now()
