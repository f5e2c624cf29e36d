"""django-allauth's forms with our words: a label above each field, and nothing inside it."""

from allauth.account import forms as account
from django.utils.translation import gettext_lazy as _


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
