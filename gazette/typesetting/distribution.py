"""Typesets an issue's distribution list, and its address labels: three across and eight down an A4 sheet."""

from dataclasses import dataclass
from datetime import date

from django.template.loader import render_to_string

from gazette.models import Distribution, RecipientKind
from policies.typesetting.keys import rendering_key
from policies.typesetting.press import PrintedPdf, print_pdf

TEMPLATES = ("typesetting/distribution.html", "typesetting/distribution.css")


@dataclass(frozen=True, slots=True)
class SentLine:
    position: int
    kind: str
    name: str
    address: str
    postcode: str
    contact: str
    phone: str
    copies: int


@dataclass(frozen=True, slots=True)
class SentList:
    """`labels`: address labels instead of the list."""

    title: str
    on: date
    print_run: int
    lines: tuple[SentLine, ...]
    labels: bool

    @property
    def total(self) -> int:
        return sum(line.copies for line in self.lines)

    @property
    def rest(self) -> int:
        return self.print_run - self.total


def collect_list(distribution: Distribution, *, labels: bool = False) -> SentList:
    lines = tuple(
        SentLine(
            one.position, str(RecipientKind(one.kind).label), one.name, one.address, one.postcode, one.contact,
            one.phone, one.copies,
        )
        for one in distribution.lines.all()
    )  # fmt: skip
    return SentList(str(distribution.issue), distribution.on, distribution.print_run, lines, labels)


def list_key(sent: SentList) -> str:
    return rendering_key(sent, TEMPLATES)


def typeset_list(sent: SentList) -> PrintedPdf:
    return print_pdf(render_to_string("typesetting/distribution.html", {"sent": sent}), identifier=list_key(sent))
