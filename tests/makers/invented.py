"""Issues that never existed, by seed, ready for any maker: what the press invents and labels, set by other makers."""

from dataclasses import replace
from typing import Any

from tests.makers.compositor import compose
from tests.makers.labels import labels_of
from tests.makers.prints import Part, Print
from tests.reading.press import invent_issue, print_issue


def issue(seed: int) -> tuple[Print, dict[str, Any], str]:
    """What is to be printed, its labels, and the text whose lines the labels count."""
    made = print_issue(invent_issue(seed), "plain", seed)
    return compose(f"invented{seed}", made.text, labels_of(made.gold)), made.gold, made.text


def volume(pages: int, seed: int = 1) -> Print:
    """A print of about so many pages: invented issues' documents one after the other."""
    printed, _, _ = issue(seed)
    parts: list[Part] = list(printed.parts[:1])
    characters = 0
    while characters < pages * _PAGE:
        one, _, _ = issue(seed)
        parts += one.parts[1:]
        characters += sum(len(block.text) for part in one.parts[1:] for block in part.blocks)
        seed += 1
    return replace(printed, name=f"volume{pages}", parts=parts)


_PAGE = 700  # characters of running text on a page of invented documents, each of which begins a page
