"""django-allauth's forms with our words: a label above each field, and nothing inside it."""

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

from cases.accounts.attempts import Attempt


class OurWords:
    """Labels and help in `words`, by field: a label, or a label and a help text."""

    words = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            # A placeholder goes away when one writes, just when one may need it
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                label, *help_text = self.words[name]
                field.label = label
                if help_text:
                    field.help_text = help_text[0]


class LoginForm(OurWords, account.LoginForm):
    words = {"login": [_("Användarnamn")], "password": [_("Lösenord"), ""]}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        # Exactly what was typed: a space may be part of a password
        self.fields["password"].strip = False


class NewPassword(OurWords):
    """Two fields for a new password."""

    words = {
        "oldpassword": [_("Nuvarande lösenord")],
        "password1": [_("Nytt lösenord")],
        "password2": [_("Samma lösenord igen")],
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.strip = False
        self.fields["password2"].widget.attrs["autocomplete"] = "new-password"

    def clean(self):
        cleaned = super().clean()
        if self.has_error("password2"):
            self.errors["password2"] = self.error_class([_("Lösenorden är inte lika.")])
        return cleaned


class ChangePasswordForm(NewPassword, account.ChangePasswordForm):
    pass


class ResetPasswordKeyForm(NewPassword, account.ResetPasswordKeyForm):
    pass


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    words = {"email": [_("E-postadress")]}


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    words = {"password": [_("Lösenord")]}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["password"].strip = False


class CountedCode(OurWords):
    """A code that is guessed at no faster than a password (`cases.accounts.attempts`)."""

    words = {"code": [_("Kod")]}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "autofocus": True}

    def clean_code(self):
        attempt = Attempt(context.request, self.user.get_username(), kind="code")
        code = super().clean_code()
        attempt.succeeded()
        return code


class AuthenticateForm(CountedCode, mfa.AuthenticateForm):
    pass


class ReauthenticateCodeForm(CountedCode, mfa.ReauthenticateForm):
    pass


class ActivateTOTPForm(CountedCode, totp.ActivateTOTPForm):
    words = {"code": [_("Koden som appen visar")]}


class AddKeyForm(OurWords, webauthn.AddWebAuthnForm):
    words = {
        "name": [_("Namn på nyckeln"), _("Så att du känner igen den: Jobbdatorn, Nyckelknippan.")],
        "passwordless": [
            _("Logga in med bara nyckeln"),
            _("Utan namn och lösenord. Nyckeln ber i stället om finger, ansikte eller PIN."),
        ],
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class EditKeyForm(OurWords, webauthn.EditWebAuthnForm):
    words = {"name": [_("Namn på nyckeln")]}
