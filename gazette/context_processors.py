"""What every page carries: the site's name, its office, and the page in the other language."""

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language

from gazette.models import Assignment, Gazette, Notification
from gazette.views.desk.navigation import places_for
from policies.models import User
from policies.services.staff import roles_of

HTML_LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}


def site(request: HttpRequest) -> dict[str, object]:
    """`site_gazette` costs one query where a page shows it, and none where it does not."""
    language = get_language() or settings.LANGUAGE_CODE
    path = request.get_full_path()
    path = path.removeprefix("/en") if path.startswith("/en/") else path
    addresses = {"zh-hans": path, "en": f"/en{path}"}
    return {
        "site_gazette": SimpleLazyObject(Gazette.objects.default),
        "page_language": HTML_LANGUAGES[language],
        "page_addresses": [(HTML_LANGUAGES[code], request.build_absolute_uri(at)) for code, at in addresses.items()],
        "other_language": ("en", addresses["en"]) if language == "zh-hans" else ("zh-Hans", addresses["zh-hans"]),
        "canonical": request.build_absolute_uri(),
    }


def desk(request: HttpRequest) -> dict[str, object]:
    """`desk_roles`, `desk_places` and `desk_counts`, of who is logged in: no query but where a page of the desk shows them."""
    roles = SimpleLazyObject(lambda: roles_of(request.user))  # type: ignore[arg-type]
    places = SimpleLazyObject(lambda: places_for(roles=roles, path=request.path))
    return {"desk_roles": roles, "desk_places": places, "desk_counts": SimpleLazyObject(lambda: _counts(request.user))}


def _counts(user: User | AnonymousUser) -> dict[str, int]:
    """Open tasks and unread notifications of who is logged in, in two queries."""
    if not isinstance(user, User):
        return {}
    return {
        "tasks": Assignment.objects.open().filter(to=user).count(),
        "unread": Notification.objects.of(user).unread().count(),
    }
