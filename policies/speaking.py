"""Turns what the house says by itself into the language of whoever reads it: plain, or as HTML that marks what stays Chinese."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext, override

from policies.grammar.said import JOINTS, Said, Value

_HAN = re.compile(r"[\u3400-\u9fff]")


def spoken(what: str | Exception) -> str:
    """As plain text: for mails and for what is no page. An exception is what it was raised with."""
    text = _words(what)
    return str(text) if _in_chinese() else _translated(text, str, str)


def shown(what: str | Exception) -> SafeString:
    """As HTML: on a page in another language, words of people and prints say that they are Chinese."""
    text = _words(what)
    return conditional_escape(str(text)) if _in_chinese() else mark_safe(_translated(text, marked, conditional_escape))


def shown_with(template: str | Promise, values: Mapping[str, str]) -> SafeString:
    """A template of gettext's, with %(name)s, as HTML: `shown` for what is said with the page's own words."""
    return mark_safe(conditional_escape(str(template)) % {name: shown(one) for name, one in values.items()})


def lang_of(words: str) -> SafeString:
    """The attribute that an element of these words needs, where no element may stand inside it."""
    return SafeString("" if _in_chinese() or not _HAN.search(words) else ' lang="zh-Hans"')


def marked(words: str) -> SafeString:
    """Words that stay as they are, with their language where they are Chinese."""
    return format_html('<span lang="zh-Hans">{}</span>', words) if _HAN.search(words) else conditional_escape(words)


def _words(what: str | Exception) -> str:
    if isinstance(what, Exception):
        return what.args[0] if what.args and isinstance(what.args[0], str) else str(what)
    return what


def _in_chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


def _translated(text: str, word: Callable[[str], str], own: Callable[[str], str]) -> str:
    """`word` is done to what is somebody's words or has no translation, `own` to what the house says."""
    if not isinstance(text, Said) or text.template is None:
        return word(str(text))
    values = {name: _value(one, word, own) for name, one in text.values.items()}
    if text.template in JOINTS:
        return JOINTS[text.template].join(str(one) for one in values.values())
    count = text.values.get("count")
    template = ngettext(text.template, text.template, count) if isinstance(count, int) else gettext(text.template)
    return own(template).format_map(values) if template != text.template else word(str(text))


def _value(value: Value, word: Callable[[str], str], own: Callable[[str], str]) -> Any:
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    return _translated(value, word, own) if isinstance(value, str) else value


def named(label: str | Promise) -> Said:
    """A name that the catalogue has, such as a choice's label, to stand in a sentence."""
    with override(settings.LANGUAGE_CODE):
        return Said(str(label), str(label))
