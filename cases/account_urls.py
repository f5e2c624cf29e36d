"""Every address of curators' accounts, below /admin/ and before the admin's own.

The names are django-allauth's. What is not in this table does not exist: nobody signs up, and
sign-in, sign-out and change of password of the stock admin are shadowed by these.
"""

from allauth.account import views as account
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from cases.views import accounts
from cases.views.accounts import admin_page

urlpatterns = [
    path("login/", admin_page(account.login, _("Logga in")), name="account_login"),
    path("logout/", admin_page(account.logout, _("Logga ut")), name="account_logout"),
    path("password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("password_change/done/", RedirectView.as_view(pattern_name="account")),
    path("konto/", admin_page(accounts.account, _("Mitt konto")), name="account"),
    path(
        "konto/avstangt/",
        admin_page(account.account_inactive, _("Kontot är avstängt")),
        name="account_inactive",
    ),
    path(
        "konto/bekrafta/",
        admin_page(account.reauthenticate, _("Bekräfta att det är du")),
        name="account_reauthenticate",
    ),
    path(
        "konto/losenord/",
        admin_page(account.password_change, _("Byt lösenord")),
        name="account_change_password",
    ),
    # Whoever signs in with the municipality's account has no password here, and gets none
    path(
        "konto/utan-losenord/",
        RedirectView.as_view(pattern_name="account"),
        name="account_set_password",
    ),
    path(
        "konto/glomt/",
        admin_page(account.password_reset, _("Glömt lösenordet?")),
        name="account_reset_password",
    ),
    path(
        "konto/glomt/skickat/",
        admin_page(account.password_reset_done, _("Titta i din e-post")),
        name="account_reset_password_done",
    ),
    path(
        "konto/glomt/klart/",
        admin_page(account.password_reset_from_key_done, _("Lösenordet är bytt")),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^konto/glomt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        admin_page(account.password_reset_from_key, _("Välj ett nytt lösenord")),
        name="account_reset_password_from_key",
    ),
    path(
        "konto/inloggningar/",
        admin_page(accounts.sign_ins, _("Mina inloggningar")),
        name="usersessions_list",
    ),
    path("konto/session/", accounts.session_status, name="session-status"),
    path(
        "konto/session/igen/",
        admin_page(accounts.session_resumed, _("Välkommen tillbaka")),
        name="session-resumed",
    ),
]
