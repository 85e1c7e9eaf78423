"""The places of the desk's bar: their order, who sees each, and the key that leads there after `g`."""

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gazette.views.desk.access import EDITORIAL
from policies.models import Role


@dataclass(frozen=True, slots=True)
class Place:
    """`beside` names further addresses whose pages belong here, `under` how others begin below the desk's own;
    `roles` none: everybody at the desk."""

    name: str
    label: str | Promise
    key: str
    roles: Collection[Role] = ()
    beside: tuple[str, ...] = ()
    under: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShownPlace:
    name: str
    url: str
    label: str | Promise
    key: str
    current: bool


PLACES = (
    Place("desk:desk_home", _("编辑台"), "h"),
    Place("desk:work_list", _("我的工作"), "w", EDITORIAL),
    Place("desk:import_list", _("导入"), "i", EDITORIAL, ("desk:batch_list",)),
    Place("desk:issue_list", _("公报"), "b", EDITORIAL, ("desk:number_list",)),
    Place(
        "desk:document_list",
        _("公文"),
        "d",
        EDITORIAL,
        ("desk:special_list", "desk:bulk_list", "desk:correction_list"),
    ),
    Place(
        "desk:register_home",
        _("名录"),
        "r",
        EDITORIAL,
        ("desk:organ_list", "desk:leader_list", "desk:recipient_home", "desk:register_topics", "desk:term_list"),
        ("contents/", "distributions/", "gazettes/"),
    ),
    Place("desk:people_list", _("人员"), "p", (Role.SYSADMIN, Role.SECURITY, Role.AUDITOR)),
    Place("desk:audit_list", _("审计日志"), "a", (Role.AUDITOR,)),
    Place("desk:help_page", _("帮助"), "?"),
)


def places_for(*, roles: Collection[str], path: str) -> list[ShownPlace]:
    """The places that these roles see; the one that the path lies in is marked."""
    return [_shown(one, path) for one in PLACES if not one.roles or {role.value for role in one.roles} & set(roles)]


def _shown(place: Place, path: str) -> ShownPlace:
    home, url = reverse("desk:desk_home"), reverse(place.name)
    within = [url, *(reverse(name) for name in place.beside), *(home + begun for begun in place.under)]
    current = path == url if url == home else any(path.startswith(one) for one in within)
    return ShownPlace(place.name, url, place.label, place.key, current)
