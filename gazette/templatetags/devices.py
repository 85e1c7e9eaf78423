"""Turns what a browser says of itself into the name that its user knows: `{{ session.user_agent|browser }}`."""

from django import template

register = template.Library()
# In this order: many name those before them, too.
_BROWSERS = {
    "MicroMessenger/": "微信",
    "QQBrowser/": "QQ浏览器",
    "UBrowser/": "UC浏览器",
    "QIHU": "360浏览器",
    "360SE": "360浏览器",
    "Edg/": "Edge",
    "Edge/": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "Chrome/": "Chrome",
    "Chromium/": "Chromium",
    "Safari/": "Safari",
}
_SYSTEMS = {
    "HarmonyOS": "HarmonyOS",
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


@register.filter
def browser(said: str) -> str:
    """Browser and system, as far as they are known; else the words themselves."""
    known = [
        next((label for mark, label in names.items() if mark in (said or "")), "") for names in (_BROWSERS, _SYSTEMS)
    ]
    return " · ".join(one for one in known if one) or said or ""
