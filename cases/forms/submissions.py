"""What readers send in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import Submission

from .anonymous import new_token, token_is_valid
from .prose import ProseField

MAX_MESSAGE_LENGTH = 5_000


class AccessibilityMessageForm(forms.Form):
    """Something does not work, or is needed in another form. Anonymous, but for an answer."""

    PURPOSE = "accessibility-message"

    kind = forms.ChoiceField(
        label=_("Vad gäller det?"),
        choices=[
            (Submission.Kind.ACCESSIBILITY, _("Något på webbplatsen fungerar inte för mig")),
            (Submission.Kind.ACCESSIBLE_VERSION, _("Jag behöver innehållet i en annan form")),
        ],
        initial=Submission.Kind.ACCESSIBILITY,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Välj vad meddelandet gäller."),
            "invalid_choice": _("Välj ett av de två alternativen."),
        },
    )
    message = ProseField(
        label=_("Vad fungerar inte, eller vad behöver du?"),
        max_length=MAX_MESSAGE_LENGTH,
        widget=forms.Textarea,
        error_messages={
            "required": _("Skriv vad som inte fungerar, eller vad du behöver."),
            "max_length": _(
                "Texten är för lång: %(show_value)d tecken. Korta den till %(limit_value)d tecken."
            ),
        },
    )
    page = forms.CharField(
        label=_("Vilken sida gäller det?"),
        max_length=300,
        required=False,
        help_text=_("Till exempel adressen eller rubriken."),
        error_messages={
            "max_length": _(
                "Sidans adress är för lång. Skriv rubriken i stället, högst 300 tecken."
            ),
        },
    )
    contact_email = forms.EmailField(
        label=_("E-post, om du vill ha svar"),
        required=False,
        error_messages={
            "invalid": _(
                "E-postadressen går inte att svara till. Skriv den så här: namn@exempel.se."
            ),
        },
    )
    # People never see this one; robots fill in whatever they find.
    website = forms.CharField(label=_("Lämna fältet tomt"), required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_website(self):
        if self.cleaned_data["website"]:
            raise forms.ValidationError(
                _("Ett dolt fält hade fyllts i. Det är tömt nu: skicka en gång till.")
            )
        return ""

    def clean_token(self):
        if not token_is_valid(self.cleaned_data["token"], self.PURPOSE):
            raise forms.ValidationError(
                _("Sidan har varit öppen i mer än ett dygn. Din text är kvar: skicka en gång till.")
            )
        return self.cleaned_data["token"]

    def renewed(self):
        """This form as bound and with its errors, but ready to be sent again as it stands."""
        self.data = self.data.copy()
        self.data["token"] = new_token(self.PURPOSE)
        self.data["website"] = ""
        return self
