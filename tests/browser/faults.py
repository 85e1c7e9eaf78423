"""What can be held against a page: violations axe knows of, and contents wider than the screen."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
TABLET, PHONE = 820, 390


def faults_of(page: Page, *, also: tuple[int, ...] = (TABLET, PHONE)) -> list[tuple[object, object]]:
    """Violations as (rule, elements) at the page's own width; (width, pixels) where it hangs over, there or in `also`."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    faults: list[tuple[object, object]] = [
        (one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found
    ]
    own = page.viewport_size
    assert own is not None
    for width in (own["width"], *also):
        if width != own["width"]:
            page.set_viewport_size({"width": width, "height": own["height"]})
        over = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if over > 0:
            faults.append((width, over))
    if also:
        page.set_viewport_size(own)
    return faults
