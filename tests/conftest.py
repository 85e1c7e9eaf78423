"""What every test may ask for: real servers, a real browser, and the environment for programs of our own."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import django
import pytest
import pytest_django
from django.conf import settings as django_settings
from django.db import connection
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.servers import Servers

servers = Servers()
servers.provide()
# Playwright keeps an event loop in the main thread; Django would take every query for one from a coroutine.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# The settings read the addresses, so they are named only now; and not for the processes of a parallel run, which
# would read them before they come by here.
os.environ["DJANGO_SETTINGS_MODULE"] = "gazette.settings"
django.setup()
del os.environ["DJANGO_SETTINGS_MODULE"]
# The hash that is slow on purpose takes 0.2 s of a processor, for each account of each test.
django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

expect.set_options(timeout=20_000)  # milliseconds: what a busy machine shows late is no fault


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first: begun last, one of them would keep a parallel run waiting alone."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_unconfigure() -> None:
    servers.stop()


@pytest.fixture(autouse=True)
def speak_chinese() -> Iterator[None]:
    """Addresses made in a test are Chinese ones, whatever page the test before it asked for."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker) -> Iterator[None]:
    """The test database as pytest-django makes it; what a killed program left connected goes before it is dropped."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@pytest.fixture
def surroundings(transactional_db: None, tmp_path: Path, settings) -> dict[str, str]:
    """The environment for a program of ours in a process of its own: this test's database, queue and media."""
    at = connection.settings_dict
    user = quote(at["USER"]) + (f":{quote(at['PASSWORD'])}" if at["PASSWORD"] else "")
    return os.environ | {
        "DATABASE_URL": f"postgres://{user}@{at['HOST']}:{at['PORT']}/{at['NAME']}",
        "GAZETTE_DATA": str(settings.DATA_DIR),
        "PYTHONWARNINGS": "",
    }


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, headless, that calls nobody."""
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=quiet)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page on a wide screen; an error in its console fails the test."""
    yield from _page(browser.new_context(viewport={"width": 1280, "height": 900}))


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone, 390 pixels wide."""
    yield from _page(browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True))


def _page(context: BrowserContext) -> Iterator[Page]:
    opened = context.new_page()
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    yield opened
    context.close()
    assert not errors, errors
