"""What the text layers of the shared texts lost and their print had: line numbers only, by the remarks in the labels.

An office's file has its tables whole; a text layer may have dropped a column or put rows on several lines.
"""

import re
from collections.abc import Sequence

# text: the lines of a document in the order of print, where two texts interleave
ORDER = {"003": [(9355, 9368), (9435, 9497), (9369, 9433), (9498, 9651)]}
# text: the table that is printed sideways, one character a line; and the whole appendix with it
SIDEWAYS = {"003": (112, 3107)}
# text: rows without tabs: first and last line, columns, and whether a head of two rows is to be made of the labels
UNTABBED = {"003": [(4360, 4408, 11), (6900, 6944, 3), (9853, 9870, 4)]}


def mended(name: str, lines: Sequence[str]) -> list[str]:
    """The lines with the tables of text `name` as its print has them; blank where a line went elsewhere."""
    out = list(lines)
    if name == "002":
        for row, content in zip(range(1040, 1050), range(1051, 1070, 2), strict=True):
            number, title, *others = out[row - 1].split("\t")
            out[row - 1] = "\t".join([number, title, out[content - 1], *others])
            out[content - 1] = ""
        out[1038] = out[1038].split("\t")[0]
        _swap(out, 1071, 1082)
        for row in (1038, 1050, 1070, 1083, 1094, 1106, 1118, 1131):
            assert not out[row - 1].strip()
    if name in UNTABBED:
        for first, last, columns in UNTABBED[name]:
            _tabbed(out, first, last, columns)
    return out


def _swap(out: list[str], first: int, last: int) -> None:
    """Rows whose last three cells came in the order unit, time, money; money of rows 1 and 2 stands in the groups above."""
    rows = [line.split("\t") for line in out[first - 1 : last]]
    for group, row in ((0, 2), (1, 3)):
        rows[row][3:] = [rows[group][4], rows[group][3], rows[group][2]]
        rows[group][2:] = ["", "", "", ""]
    for row in rows[4:]:
        row[3:5] = [row[4], row[3]]
    out[first - 1 : last] = ["\t".join(row) for row in rows]


def _tabbed(out: list[str], first: int, last: int, columns: int) -> None:
    rows: list[str] = []
    for line in out[first - 1 : last]:
        text = " ".join(re.sub(r"(?<=\d) (?=年)|(?<=≧) ", "", line).split())
        if text:
            rows.append(text)
    if columns == 11:
        body = [re.sub(r"^全 市", "全市", row) for row in rows if re.search(r"(\s[\d.]+){10}$", row)]
        years = "\t\t\t".join(f"{year}年" for year in (2023, 2024, 2025)) + "\t\t"
        heads = [f"县（市、区）\t合计\t{years}", "\t\t" + "\t".join(["小计", "深化改革面积", "新增改革面积"] * 3)]
        made = [*heads, *(row.replace(" ", "\t") for row in body)]
    elif columns == 3:
        made = _three(rows)
    else:
        whole = re.sub(r"(?<=\D) (?=\d \D)", "\n", " ".join(rows)).split("\n")
        made = [re.sub(r"^(\d) (.+) (\S+) (\S+)$", r"\1\t\2\t\3\t\4", row) for row in whole]
        made = [rows[0].replace(" ", "\t"), *[row.replace(" 实施", "实施") for row in made if row[0].isdigit()]]
    out[first - 1 : last] = made + [""] * (last - first + 1 - len(made))


def _three(rows: list[str]) -> list[str]:
    made: list[str] = []
    pending: list[str] = []
    for row in rows:
        whole = re.match(r"(.+) (\S+) (预期性|约束性|指标属性)$", row)
        if whole:
            made.append("\t".join(whole.groups()).replace("指 标", "指标"))
        elif pending or len(row) > 12:
            pending.append(row)
            if row in ("预期性", "约束性"):
                made.append(f"{pending[0]}{pending[1]}\t{pending[2]}{pending[3]}\t{row}")
                pending = []
        else:
            made.append(f"{row}\t\t")
    return made
