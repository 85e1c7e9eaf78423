"""What the house says by itself, in the language of the page: `{{ finding.said|shown }}`."""

from django import template
from django.utils.safestring import SafeString

from policies.speaking import lang_of
from policies.speaking import shown as shown_words
from policies.speaking import spoken as spoken_words

register = template.Library()


@register.filter
def shown(words: object) -> SafeString:
    """HTML in which words of people and prints are marked as Chinese."""
    return shown_words(words if isinstance(words, str) else str(words))


@register.filter
def lang(words: str) -> SafeString:
    """For an option: ` lang="zh-Hans"` where its words are Chinese on a page that is not."""
    return lang_of(str(words))


@register.filter
def spoken(words: str) -> str:
    """Plain text, for an attribute."""
    return spoken_words(words)
