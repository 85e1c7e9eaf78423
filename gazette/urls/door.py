"""The door of the desk: the login library's own views under the names it looks for, and no others of it."""

from allauth.account import views as account_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as totp_views
from allauth.usersessions import views as session_views
from django.urls import URLPattern, path

door_urls: list[URLPattern] = [
    path("login/", account_views.login, name="account_login"),
    path("login/code/", factor_views.authenticate, name="mfa_authenticate"),
    path("logout/", account_views.logout, name="account_logout"),
    path("inactive/", account_views.account_inactive, name="account_inactive"),
    path("account/confirm/", account_views.reauthenticate, name="account_reauthenticate"),
    path("account/confirm/code/", factor_views.reauthenticate, name="mfa_reauthenticate"),
    path("account/password/", account_views.password_change, name="account_change_password"),
    path("account/", factor_views.index, name="mfa_index"),
    path("account/code/", totp_views.activate_totp, name="mfa_activate_totp"),
    path("account/code/off/", totp_views.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/recovery/", recovery_views.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/recovery/new/", recovery_views.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/recovery/file/", recovery_views.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("account/sessions/", session_views.list_usersessions, name="usersessions_list"),
]
