"""Turns a page into the block that holds its text, and the title printed over it: by form, the largest text that is no list of links."""

import re

from lxml import etree

_SHARE = 0.7  # of a block's plain text in one child: then the child is the block
_LEAST = 200  # characters; a smaller page is read whole
_LINKED = 0.6  # of a block's text in links: a menu, a trail, a list of other pages
_FRAME = ("footer", "aside")
_PARAGRAPHS = frozenset(
    ("p", "table", "tbody", "tr", "ul", "ol", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6")
)
_TITLE_NAMES = ("articletitle", "title", "og:title", "dc.title")
_SITE = re.compile(r"\s*(?:[-_|—–·]|\s-\s)\s*[^-_|—–·]{2,30}$")


class Weights:
    """Characters of each element's text, outside links and in all, counted once."""

    def __init__(self, body: etree._Element) -> None:
        self.plain: dict[etree._Element, int] = {}
        self.linked: dict[etree._Element, int] = {}
        for element in reversed(list(body.iter())):
            own = _length(element.text)
            plain, linked = (0, own) if element.tag == "a" else (own, 0)
            for child in element:
                inner, links = self.plain.get(child, 0), self.linked.get(child, 0)
                tail = _length(child.tail)
                if element.tag == "a":
                    linked += inner + links + tail
                else:
                    plain, linked = plain + inner + tail, linked + links
            self.plain[element], self.linked[element] = plain, linked

    def is_menu(self, element: etree._Element) -> bool:
        plain, linked = self.plain.get(element, 0), self.linked.get(element, 0)
        return linked > 0 and linked > _LINKED * (plain + linked)


def main_block(body: etree._Element) -> etree._Element:
    """The innermost element that still holds most of the text."""
    weights = Weights(body)
    block = body
    while weights.plain.get(body, 0) >= _LEAST:
        best = max(block, key=lambda child: weights.plain.get(child, 0), default=None)
        if best is None or (best.tag in _PARAGRAPHS and best.tag not in ("table", "tbody", "tr")):
            break
        if weights.plain.get(best, 0) < _SHARE * weights.plain.get(block, 0) or _is_grid(best, weights):
            break
        block = best
    _clear(block, weights)
    return block


def _is_grid(element: etree._Element, weights: Weights) -> bool:
    """A table whose text is spread over its cells is part of the text; one that sets the page has it in a single cell."""
    if element.tag not in ("table", "tbody", "tr"):
        return False
    whole = weights.plain.get(element, 0)
    return all(weights.plain.get(cell, 0) < _SHARE * whole for cell in element.iter("td", "th"))


def _clear(block: etree._Element, weights: Weights) -> None:
    """Takes out menus, feet and trails that stand in the block itself."""
    for element in list(block.iter("div", "ul", "ol", "dl", "section", "header", "form", *_FRAME)):
        parent = element.getparent()
        if element is block or parent is None:
            continue
        if element.tag in _FRAME or weights.is_menu(element):
            element.clear(keep_tail=True)


def title_over(block: etree._Element, head: etree._Element | None) -> str:
    """The title where it stands outside the block: a heading before it, else what the page calls itself."""
    for element in (block, *block.iterancestors()):
        for before in element.itersiblings(preceding=True):
            for heading in reversed(list(before.iter("h1", "h2", "h3"))):
                text = "".join("".join(heading.itertext()).split())
                if len(text) >= 6:
                    return text
    return _called(head)


def _called(head: etree._Element | None) -> str:
    if head is None:
        return ""
    named = {
        (one.get("name") or one.get("property") or "").lower(): one.get("content") or "" for one in head.iter("meta")
    }
    said = next((named[name] for name in _TITLE_NAMES if named.get(name)), "")
    title = head.find("title")
    words = said or (_SITE.sub("", title.text or "") if title is not None else "")
    return "".join(words.split())


def _length(text: str | None) -> int:
    return len("".join(text.split())) if text else 0
