"""Members of staff at their own browsers, with the keyboard alone: each logs in with a second factor and goes about the desk."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import Group
from playwright.sync_api import Browser, Error, Locator, Page, expect

from policies.models import User
from tests.factories import make_user

PASSWORD = "安澜-only-for-tests-2"


def code_of(secret: str, *, ahead: int = 0) -> str:
    """What an authenticator shows for this secret, `ahead` steps from now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead)))


class Member:
    """One person at a browser; `page` is the window in front of them."""

    def __init__(self, browser: Browser, site: str, name: str, *roles: str, **window: object) -> None:
        self.site = site
        self.user: User = make_user(role=roles[0], username=name, password=PASSWORD)
        self.user.groups.add(*(Group.objects.get_or_create(name=role)[0] for role in roles[1:]))
        self.page: Page = browser.new_context(viewport={"width": 1280, "height": 900}, **window).new_page()  # type: ignore[arg-type]
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def log_in(self) -> None:
        """For the first time: the office asks for a second factor, so it is set up on the way."""
        self.goto("/desk/")
        self.write(self.page.get_by_label("用户名"), self.user.username)
        self.write(self.page.get_by_label("密码"), PASSWORD)
        self.press("登录")
        if "/confirm/" in self.page.url:
            self.write(self.page.get_by_label("密码"), PASSWORD)
            self.leave(self.page.locator(".door-form button"))
        secret = self.page.locator(".secret").inner_text()
        self.write(self.page.get_by_label("6 位数字"), code_of(secret))
        self.press("启用")
        expect(self.page.locator(".secret")).to_have_count(0)

    def goto(self, path: str) -> None:
        self.page.goto(self.site + path)

    def reach(self, place: Locator) -> None:
        """Goes from control to control by the Tab key, as without a mouse, until this one has the focus."""
        expect(place.first).to_be_visible()
        for _ in range(600):
            if place.first.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no way to {place} by the Tab key")

    def enter(self, place: Locator) -> None:
        self.reach(place)
        self.page.keyboard.press("Enter")

    def leave(self, place: Locator) -> None:
        """A control that leads to another page, or to this one anew."""
        self.page.evaluate("window.leaving = true")
        self.enter(place)
        for _ in range(300):
            with suppress(Error):  # between two pages there is none to ask
                if self.page.evaluate("!window.leaving && document.readyState === 'complete'"):
                    return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"{place} led nowhere")

    def write(self, place: Locator, words: str) -> None:
        self.reach(place)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(words)

    def choose(self, place: Locator, label: str) -> None:
        """The line of a list of choices, by the arrow keys."""
        self.reach(place)
        self.page.keyboard.press("Home")
        for _ in range(60):
            if place.evaluate("one => one.selectedOptions[0].label") == label:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no line {label}")

    def press(self, name: str) -> None:
        self.leave(self.page.get_by_role("button", name=name, exact=True).first)

    def follow(self, name: str) -> None:
        self.leave(self.page.get_by_role("link", name=name, exact=True).first)

    def confirm(self, deed: str) -> None:
        """A deed that asks before it is done."""
        self.enter(self.page.locator("details.deed > summary", has_text=deed).first)
        self.press(f"确认{deed}")

    def has_saved(self) -> None:
        expect(self.page.locator("[data-part=state]")).to_have_attribute("data-state", "saved", timeout=20_000)

    def is_told(self, words: str) -> None:
        expect(self.page.locator(".desk-messages")).to_contain_text(words)


@contextmanager
def member(browser: Browser, site: str, name: str, *roles: str, **window: object) -> Iterator[Member]:
    """A member of staff for the length of a test; an error in a script of theirs fails it."""
    one = Member(browser, site, name, *roles, **window)
    one.log_in()
    yield one
    one.page.context.close()
    assert not one.errors, one.errors
