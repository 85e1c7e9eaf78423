r"""Turns the inline mathematics that layout models put around plain figures into plain text: $8\%$ to 8%, $[2024]$ to [2024]."""

import re

_MATHS = re.compile(r"\s?(?<![\\$])\$(?!\s*\$)\s*(?P<body>[^$\n]{1,160}?)\s*(?<!\\)\$(?!\d)\s?")
_BRACKETS = re.compile(r"\s?\\\(\s*(?P<body>[^\n]{1,160}?)\s*\\\)\s?")
_SIGNS = {
    "times": "×",
    "div": "÷",
    "pm": "±",
    "cdot": "·",
    "sim": "~",
    "geq": "≥",
    "ge": "≥",
    "geqslant": "≥",
    "leq": "≤",
    "le": "≤",
    "leqslant": "≤",
    "neq": "≠",
    "approx": "≈",
    "circ": "°",
    "rightarrow": "→",
    "to": "→",
    "ldots": "…",
    "cdots": "…",
    "dots": "…",
    "quad": " ",
    "qquad": " ",
    "alpha": "α",
    "beta": "β",
    "mu": "μ",
    "Omega": "Ω",
    "infty": "∞",
    "sum": "∑",
    "square": "□",
    "checkmark": "√",
    "langle": "〈",
    "rangle": "〉",
    "prime": "′",
    "permil": "‰",
}
_WRAPPED = re.compile(r"\\(?:text|mathrm|mathbf|mathit|rm|bf|textbf|mathsf|operatorname|mbox)\s*\{([^{}]*)\}")
_CIRCLED = re.compile(r"\\(?:textcircled|circled)\s*\{\s*(\d{1,2})\s*\}")
_COMMAND = re.compile(r"\\([A-Za-z]+)\s?")
_HIGH = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")
_LOW = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋")
_HAN = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"


def without_formulas(text: str) -> str:
    """A line whose inline mathematics is written as print shows it; what is no simple formula stays as it is."""
    if "$" not in text and "\\(" not in text:
        return text
    plain = _BRACKETS.sub(_written, _MATHS.sub(_written, text))
    return re.sub(rf"(?<={_HAN}) (?=\x00)|(?<=\x01) (?={_HAN})", "", plain).replace("\x00", "").replace("\x01", "")


def _written(match: re.Match[str]) -> str:
    plain = _plain(match["body"])
    if plain is None:
        return match.group()
    before = " " if match.group()[0].isspace() else ""
    after = " " if match.group()[-1].isspace() else ""
    return f"{before}\x00{plain}\x01{after}"


def _plain(body: str) -> str | None:
    """A formula as print shows it; None for one that a line of text can't show."""
    text = _CIRCLED.sub(lambda m: chr(0x245F + int(m[1])) if 0 < int(m[1]) <= 20 else f"({m[1]})", body)
    text = _WRAPPED.sub(r"\1", _WRAPPED.sub(r"\1", text))
    text = re.sub(r"\^\s*\{?\s*\\circ\s*\}?", "°", text)
    text = re.sub(r"\\(?:left|right|big|Big|displaystyle)\b\s*", "", text)
    text = re.sub(r"\\([%#&_${}])", r"\1", re.sub(r"\\[,;:! ]|~", "", text))
    text = _COMMAND.sub(lambda m: _SIGNS.get(m[1], m.group()), text)
    text = re.sub(r"\^\s*(?:\{\s*([\d+-]+)\s*\}|(\d))", lambda m: (m[1] or m[2]).translate(_HIGH), text)
    text = re.sub(r"_\s*(?:\{\s*([\d+-]+)\s*\}|(\d))", lambda m: (m[1] or m[2]).translate(_LOW), text)
    text = re.sub(r"\{([^{}]*)\}", r"\1", text)
    if re.search(r"[\\^_{}]", text):
        return None
    return re.sub(r"(?<=[\d.%\[\]()〔〕,]) +(?=[\d.%\[\]()〔〕,])|(?<=\S) *([×±÷~≥≤]) *(?=\S)", r"\1", text).strip()
