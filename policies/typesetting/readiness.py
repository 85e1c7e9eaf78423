"""Whether this machine can typeset well: system checks that `manage.py check` and the set-up show."""

from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register

from policies.typesetting.fonts import cuts_fonts_fast, families_missing


@register(Tags.compatibility)
def typesetting_is_ready(**_: Any) -> list[CheckMessage]:
    """Warns of missing fonts, which pages would replace by boxes, and of the missing fast subsetter."""
    found: list[CheckMessage] = []
    if missing := families_missing():
        found.append(
            Warning(
                f"PDF 所需字体缺失：{'、'.join(missing)}。",
                hint="安装 Debian 软件包 fonts-noto-cjk 和 fontconfig（sudo make system）。",
                id="policies.W001",
            )
        )
    if not cuts_fonts_fast():
        found.append(
            Warning(
                "没有快速的字体子集程序，每份 PDF 要多用约 12 秒。",
                hint="安装 Debian 软件包 libharfbuzz-subset0（sudo make system）。",
                id="policies.W002",
            )
        )
    return found
