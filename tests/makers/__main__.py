"""`python -m tests.makers [names] --to folder [--layouts …] [--makers …]`: prints texts as each maker would, with what was printed."""

import argparse
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.makers import chromium, layouts, libreoffice, texts, word
from tests.makers.prints import Print

MAKERS = ("chromium", "word", "libreoffice")


@contextmanager
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=chromium.PROGRAM, args=chromium.ARGUMENTS)
        yield made
        made.close()


def print_all(name: str, printed: Print, args: argparse.Namespace, tab: Browser) -> Iterator[Path]:
    """Writes every file that was asked for, and yields its path."""
    if "chromium" in args.makers:
        for layout in args.layouts:
            path = args.to / f"{name}.{layout}.chromium.pdf"
            chromium.print_pdf(tab, printed, layouts.ALL[layout], path)
            yield path
    for office in args.offices:
        path = args.to / f"{name}.{office}.docx"
        if "word" in args.makers:
            word.write_docx(printed, word.OFFICES[office], path)
            yield path
        if "libreoffice" in args.makers and libreoffice.PROGRAM and not word.OFFICES[office].changes:
            yield libreoffice.print_pdf(path, args.to / f"{name}.{office}.libreoffice.pdf")
            if office == "plain":
                yield libreoffice.convert(path, "doc", args.to)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=[*texts.CORPUS, *texts.SAMPLES])
    parser.add_argument("--makers", nargs="*", default=MAKERS, choices=MAKERS)
    parser.add_argument("--layouts", nargs="*", default=[layout.name for layout in layouts.CORE])
    parser.add_argument("--offices", nargs="*", default=list(word.OFFICES))
    parser.add_argument("--to", type=Path, required=True, help="the folder to write to")
    args = parser.parse_args()
    args.to.mkdir(parents=True, exist_ok=True)
    with browser() as tab:
        for name in args.names:
            printed = texts.named(name)
            (args.to / f"{name}.txt").write_text(printed.plain(), "utf-8")
            (args.to / f"{name}.gold.json").write_text(json.dumps(texts.gold(name), ensure_ascii=False), "utf-8")
            begun = time.perf_counter()
            for path in print_all(name, printed, args, tab):
                print(f"{path} {path.stat().st_size >> 10} KiB, {time.perf_counter() - begun:.1f} s")
                begun = time.perf_counter()


if __name__ == "__main__":
    main()
