"""`python -m tests.makers [names] [--layouts …] [--to folder]`: prints texts as PDF in several layouts, with what was printed."""

import argparse
import json
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.makers import chromium, layouts, texts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=[*texts.CORPUS, *texts.SAMPLES])
    parser.add_argument("--layouts", nargs="*", default=[layout.name for layout in layouts.CORE])
    parser.add_argument("--to", type=Path, default=Path("/tmp/press"))
    args = parser.parse_args()
    args.to.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium.LAUNCH)  # type: ignore[arg-type]
        for name in args.names:
            printed = texts.named(name)
            (args.to / f"{name}.txt").write_text(printed.plain(), "utf-8")
            (args.to / f"{name}.gold.json").write_text(json.dumps(texts.gold(name), ensure_ascii=False), "utf-8")
            for layout in args.layouts:
                path = args.to / f"{name}.{layout}.chromium.pdf"
                begun = time.perf_counter()
                chromium.print_pdf(browser, printed, layouts.ALL[layout], path)
                print(f"{path} {path.stat().st_size >> 10} KiB, {time.perf_counter() - begun:.1f} s")
        browser.close()


if __name__ == "__main__":
    main()
