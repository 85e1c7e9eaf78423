"""How the office's accounts differ from what the login library takes for granted: nobody signs up, secrets rest encrypted."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from rest_framework.throttling import BaseThrottle

from policies.models import AuditDeed, User
from policies.services.auditing import acting, note_deed


class OfficeAccounts(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Accounts are made by the system administrator."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Axes counts wrong passwords, by account and address; counted by account alone, a stranger could bar its owner."""

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        with acting(user=None, address=client_address(request)):
            note_deed(deed=AuditDeed.LOGIN_FAILED, about=str(credentials.get("username", "")))

    def post_login(self, request: HttpRequest, user: User, **rest: Any) -> Any:
        with acting(user=user, address=client_address(request)):
            note_deed(deed=AuditDeed.LOGIN, about=user.username)
        return super().post_login(request, user, **rest)

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            note_deed(deed=AuditDeed.LOGOUT, about=request.user.username)
        super().logout(request)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("desk:desk_home")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]
    """A copy of the database alone opens no second factor: its secrets are encrypted with the site's own."""

    def encrypt(self, text: str) -> str:
        return _cipher(settings.SECRET_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
            try:
                return _cipher(key).decrypt(encrypted_text.encode()).decode()
            except InvalidToken:
                continue
        raise InvalidToken

    def get_totp_issuer(self) -> str:
        return settings.SITE_URL.partition("://")[2] or "gazette"


def _cipher(key: str) -> Fernet:
    return Fernet(
        base64.urlsafe_b64encode(hashlib.blake2b(key.encode(), digest_size=32, person=b"second-factor").digest())
    )


def client_address(request: HttpRequest) -> str:
    """The address as the API counts it: behind as many proxies as the settings say."""
    return BaseThrottle().get_ident(request)  # type: ignore[arg-type]


def locked_out(request: HttpRequest, *_: object) -> HttpResponse:
    """The answer while an account is barred at an address; the right password is refused too."""
    return render(request, "account/login.html", {"barred": True}, status=429)


def account_tried(request: HttpRequest, credentials: dict[str, str] | None = None) -> str:
    """The account whose password was tried. Names are one whatever their case: failures are counted together."""
    tried = (credentials or {}).get("username") or request.POST.get("login", "")
    return tried.casefold()
