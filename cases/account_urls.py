"""Every address of curators' accounts, handbook and texts that wait, below /admin/ and before it.

The names are django-allauth's. What is not in this table does not exist: nobody signs up, and
sign-in, sign-out and change of password of the stock admin are shadowed by these.
"""

from django.conf import settings
from django.urls import path, re_path
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.views.generic import RedirectView

from cases.views import accounts, handbook, page_texts
from cases.views.accounts import admin_page, late

ACCOUNT = "allauth.account.views"
BASE = "allauth.mfa.base.views"
RECOVERY_CODES = "allauth.mfa.recovery_codes.views"
TOTP = "allauth.mfa.totp.views"
WEBAUTHN = "allauth.mfa.webauthn.views"

urlpatterns = [
    path("handledning/", admin_page(handbook.handbook, _("Handledning")), name="handbook"),
    path("handledning/<slug:name>.png", handbook.picture, name="handbook-picture"),
    path(
        "osparat/<int:pk>/",
        admin_page(page_texts.page_text, _("Din text är kvar")),
        name="page-text",
    ),
    path("login/", admin_page(late(f"{ACCOUNT}.login"), _("Logga in")), name="account_login"),
    path("logout/", admin_page(late(f"{ACCOUNT}.logout"), _("Logga ut")), name="account_logout"),
    path("password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("password_change/done/", RedirectView.as_view(pattern_name="account")),
    path("konto/", admin_page(accounts.account, _("Mitt konto")), name="account"),
    path(
        "konto/avstangt/",
        admin_page(late(f"{ACCOUNT}.account_inactive"), _("Kontot är avstängt")),
        name="account_inactive",
    ),
    path(
        "konto/bekrafta/",
        admin_page(late(f"{ACCOUNT}.reauthenticate"), _("Bekräfta att det är du")),
        name="account_reauthenticate",
    ),
    path(
        "konto/losenord/",
        admin_page(late(f"{ACCOUNT}.password_change"), _("Byt lösenord")),
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
        admin_page(late(f"{ACCOUNT}.password_reset"), _("Glömt lösenordet?")),
        name="account_reset_password",
    ),
    path(
        "konto/glomt/skickat/",
        admin_page(late(f"{ACCOUNT}.password_reset_done"), _("Titta i din e-post")),
        name="account_reset_password_done",
    ),
    path(
        "konto/glomt/klart/",
        admin_page(late(f"{ACCOUNT}.password_reset_from_key_done"), _("Lösenordet är bytt")),
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^konto/glomt/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        admin_page(late(f"{ACCOUNT}.password_reset_from_key"), _("Välj ett nytt lösenord")),
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
    # The second factor
    path(
        "konto/tva-steg/",
        admin_page(
            late(f"{BASE}.index"), _("Tvåstegsinloggning"), require_mfa=settings.REQUIRE_MFA
        ),
        name="mfa_index",
    ),
    path(
        "konto/kod/",
        admin_page(late(f"{BASE}.authenticate"), _("Ett steg till")),
        name="mfa_authenticate",
    ),
    path(
        "konto/bekrafta/kod/",
        admin_page(late(f"{BASE}.reauthenticate"), _("Bekräfta att det är du")),
        name="mfa_reauthenticate",
    ),
    path(
        "konto/bekrafta/kommun/",
        late("cases.accounts.confirming.confirm"),
        name="oidc_reauthenticate",
    ),
    path(
        "konto/bekrafta/nyckel/",
        admin_page(late(f"{WEBAUTHN}.reauthenticate_webauthn"), _("Bekräfta att det är du")),
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "konto/tva-steg/app/",
        admin_page(late(f"{TOTP}.activate_totp"), _("Koppla en app")),
        name="mfa_activate_totp",
    ),
    path(
        "konto/tva-steg/app/bort/",
        admin_page(late(f"{TOTP}.deactivate_totp"), _("Ta bort appen")),
        name="mfa_deactivate_totp",
    ),
    path(
        "konto/tva-steg/reservkoder/",
        admin_page(late(f"{RECOVERY_CODES}.view_recovery_codes"), _("Reservkoder")),
        name="mfa_view_recovery_codes",
    ),
    path(
        "konto/tva-steg/reservkoder/nya/",
        admin_page(late(f"{RECOVERY_CODES}.generate_recovery_codes"), _("Nya reservkoder")),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "konto/tva-steg/nycklar/",
        admin_page(late(f"{WEBAUTHN}.list_webauthn"), _("Nycklar")),
        name="mfa_list_webauthn",
    ),
    path(
        "konto/tva-steg/nycklar/ny/",
        admin_page(late(f"{WEBAUTHN}.add_webauthn"), _("Lägg till en nyckel")),
        name="mfa_add_webauthn",
    ),
    path(
        "konto/tva-steg/nycklar/<int:pk>/",
        admin_page(late(f"{WEBAUTHN}.edit_webauthn"), _("Byt namn på nyckeln")),
        name="mfa_edit_webauthn",
    ),
    path(
        "konto/tva-steg/nycklar/<int:pk>/bort/",
        admin_page(late(f"{WEBAUTHN}.remove_webauthn"), _("Ta bort nyckeln")),
        name="mfa_remove_webauthn",
    ),
    path("konto/nyckel/", late(f"{WEBAUTHN}.login_webauthn"), name="mfa_login_webauthn"),
    # The municipality's own accounts; the second address is what its provider must be told
    path(
        "login/<slug:provider_id>/",
        late("cases.accounts.municipal.begin"),
        name="openid_connect_login",
    ),
    path(
        "login/<slug:provider_id>/klart/",
        late("cases.accounts.municipal.finish"),
        name="openid_connect_callback",
    ),
]


def import_late_views():
    """Import what the views above need, before a curator waits for it; raises ImportError."""
    for address in urlpatterns:
        if name := getattr(address.callback, "late_name", None):
            import_string(name)
