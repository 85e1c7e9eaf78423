"""The office's accounts: who there is, made and closed by the system administrator, empowered by the security administrator."""

from functools import partial

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_failures
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from gazette.forms.people import AccountForm, AddressForm, RolesForm
from gazette.services.telling.mailing import choose_mail
from gazette.views.desk.access import for_roles, holds, member
from gazette.views.desk.doing import attempt, filled
from policies.models import MailChoice, Role, User
from policies.services import staff
from policies.services.staff import AccountError
from policies.speaking import shown


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.SYSADMIN, Role.SECURITY, Role.AUDITOR)
def people_list(request: HttpRequest) -> HttpResponse:
    """Every account with its roles; the system administrator makes new ones here."""
    may_make = holds(request, Role.SYSADMIN)
    if request.method == "POST" and not may_make:
        raise PermissionDenied
    form = filled(request, AccountForm) if may_make else None
    made = attempt(form, staff.make_account, AccountError, field="username") if form else None
    if made:
        return _shown(request, {"form": AccountForm(), "made": made.result})
    return _shown(request, {"form": form}, 422 if form is not None and form.errors else 200)


def _shown(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    """Everybody, and what is told once: a password never waits in a cookie for the next page."""
    has_factor = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    people = (
        User.objects.exclude(username="system")
        .annotate(has_factor=Exists(has_factor))
        .prefetch_related("groups", "organs")
        .order_by("-is_active", "username")
    )
    return render(request, "gazette/desk/people_list.html", {"people": people, **context}, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.SECURITY)
def person_roles(request: HttpRequest, user_id: int) -> HttpResponse:
    """What an account may do."""
    person = get_object_or_404(User, pk=user_id)
    held = {"roles": list(person.groups.values_list("name", flat=True)), "organs": person.organs.all()}
    form = filled(request, RolesForm, initial=held)
    if attempt(form, partial(staff.give_roles, user=person, by=member(request)), AccountError, field="roles"):
        messages.success(request, _("%s 的角色已更新。") % person.shown_name)
        return redirect("desk:people_list")
    status = 422 if form.errors else 200
    return render(request, "gazette/desk/person_roles.html", {"person": person, "form": form}, status=status)


@require_POST
@for_roles(Role.SYSADMIN)
def person_address(request: HttpRequest, user_id: int) -> HttpResponse:
    """Where an account's mails go; nothing takes the address away."""
    person = get_object_or_404(User, pk=user_id)
    form = AddressForm(request.POST)
    if form.is_valid():
        choose_mail(
            user=person,
            email=form.cleaned_data["email"],
            mail_choice=MailChoice(person.mail_choice),
            at=timezone.now(),
        )
        messages.success(request, _("%s 的邮箱已更新。") % person.shown_name)
    else:
        messages.error(request, _("邮箱地址不完整，没有更新。"))
    return redirect("desk:people_list")


@never_cache
@require_http_methods(["GET", "POST"])
@for_roles(Role.SYSADMIN)
def person_password(request: HttpRequest, user_id: int) -> HttpResponse:
    """A new password for who has forgotten theirs, shown this once; their second factor stays as it is."""
    if request.method == "GET":  # the page of the answer, opened anew
        return redirect("desk:people_list")
    person = get_object_or_404(User, pk=user_id)
    try:
        renewed = person, staff.replace_password(user=person, by=member(request))
    except AccountError as error:
        messages.error(request, shown(error))
        return redirect("desk:people_list")
    return _shown(request, {"form": AccountForm(), "renewed": renewed})


@require_POST
@for_roles(Role.SYSADMIN)
def person_close(request: HttpRequest, user_id: int) -> HttpResponse:
    """Closes an account, or opens a closed one again."""
    person = get_object_or_404(User, pk=user_id)
    try:
        if person.is_active:
            staff.close_account(user=person, by=member(request))
        else:
            staff.reopen_account(user=person)
    except AccountError as error:
        messages.error(request, shown(error))
    return redirect("desk:people_list")


@require_POST
@for_roles(Role.SECURITY)
def person_unlock(request: HttpRequest, user_id: int) -> HttpResponse:
    """Forgets an account's failed logins, so that its owner can try again at once."""
    person = get_object_or_404(User, pk=user_id)
    forget_failures(username=person.username.casefold())
    messages.success(request, _("%s 已解锁。") % person.shown_name)
    return redirect("desk:people_list")


@require_POST
@for_roles(Role.SECURITY)
def person_factor_reset(request: HttpRequest, user_id: int) -> HttpResponse:
    """Takes away a second factor whose device was lost: its owner sets up a new one at the next login."""
    person = get_object_or_404(User, pk=user_id)
    Authenticator.objects.filter(user=person).delete()
    messages.success(request, _("%s 的动态验证码已重置，下次登录时重新启用。") % person.shown_name)
    return redirect("desk:people_list")
