"""How a maker sets a print: pages, columns, type, what is done to wide tables. Names are those of the files."""

from dataclasses import dataclass
from enum import StrEnum


class Wide(StrEnum):
    """What becomes of a table too wide for the page."""

    SQUEEZED = "squeezed"  # set small, upright
    ROTATED = "rotated"  # turned a quarter left on upright pages
    LANDSCAPE = "landscape"  # upright on pages that lie
    TURNED = "turned"  # on pages that lie and are shown turned


@dataclass(frozen=True)
class Layout:
    name: str
    columns: int = 1
    titles_span: bool = True  # titles run over all columns, each document on a page of its own
    wide: Wide = Wide.ROTATED
    wide_from: int = 8  # columns
    size: float = 10.5  # points
    leading: float = 1.75
    font: str = "Noto Serif CJK SC"
    title_font: str = "Noto Serif CJK SC"
    margins: str = "24mm 20mm 22mm 20mm"
    gap: str = "8mm"
    indent: bool = True
    spaced: float = 0.0  # lines between paragraphs, in em
    rules: str = "all"  # all, horizontal, none
    head: str = "outer"  # running head: outer, centre, none
    foot: str = "outer"  # page number: outer, centre, top
    number_form: str = "— {} —"
    head_line: bool = True
    justify: bool = True
    column_rule: bool = False


ONE = Layout("one-column", wide=Wide.ROTATED, size=12)
TWO = Layout("two-column", columns=2, wide=Wide.LANDSCAPE)
RUN = Layout("two-column-run", columns=2, titles_span=False, wide=Wide.TURNED, column_rule=True)
CORE = (ONE, TWO, RUN)

SANS = Layout(
    "sans-spaced",
    font="Noto Sans CJK SC",
    title_font="Noto Sans CJK SC",
    indent=False,
    spaced=0.6,
    rules="horizontal",
    foot="top",
    head="centre",
    number_form="{}",
    justify=False,
    wide=Wide.LANDSCAPE,
)
THREE = Layout(
    "three-column",
    columns=3,
    size=9,
    leading=1.55,
    gap="6mm",
    margins="16mm 12mm 16mm 12mm",
    titles_span=False,
    foot="centre",
    number_form="· {} ·",
    column_rule=True,
    wide=Wide.SQUEEZED,
)
UNRULED = Layout(
    "unruled", columns=2, rules="none", head="none", foot="centre", number_form="- {} -", wide=Wide.SQUEEZED, size=10
)
OTHERS = (SANS, THREE, UNRULED)
ALL = {layout.name: layout for layout in (*CORE, *OTHERS)}
