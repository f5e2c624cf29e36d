"""What is asked before a step that readers will see the reason of."""

from datetime import UTC

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from cases.forms.prose import ProseField
from cases.workflow.steps import (
    ARCHIVE,
    DISCARD,
    PUBLIC_REASON_CHARACTERS,
    PUBLISH,
    UNPUBLISH,
)

MINUTES = "%Y-%m-%d %H:%M"


class SwedishMoment(forms.DateTimeField):
    """A moment by Swedish clocks: of an hour that comes twice in autumn, the first."""

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError as fault:
            if fault.code != "ambiguous_timezone":
                raise
        by_the_clock = parse_datetime(value.strip())
        moment = timezone.make_aware(by_the_clock).astimezone(UTC)
        there = timezone.localtime(moment).replace(tzinfo=None)
        if there != by_the_clock:
            raise ValidationError(
                _("Den timmen finns inte: klockan ställs om till sommartid då. Välj en annan tid."),
                code="no such hour",
            )
        return moment


class ReasonForm(forms.Form):
    """Why a case is taken away: readers see it at the case's address."""

    reason = ProseField(
        label=_("Varför visas fallet inte längre?"),
        help_text=_("En mening. Läsare ser den på fallets adress."),
        max_length=PUBLIC_REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": PUBLIC_REASON_CHARACTERS}),
        error_messages={"required": _("Skriv varför fallet inte längre ska visas.")},
    )


class PublishForm(forms.Form):
    """What is new, for the list of versions, and when."""

    reason = ProseField(
        label=_("Vad är nytt, och varför?"),
        help_text=_("En mening, om du vill. Läsare ser den bland fallets versioner."),
        max_length=PUBLIC_REASON_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": PUBLIC_REASON_CHARACTERS}),
        required=False,
    )
    at = SwedishMoment(
        label=_("När?"),
        help_text=_("Lämna tomt för att publicera nu. Annars svensk tid, till exempel %(example)s.")
        % {"example": "2027-03-14 08:00"},
        input_formats=[MINUTES],
        widget=forms.DateTimeInput(
            format=MINUTES, attrs={"placeholder": _("ÅÅÅÅ-MM-DD TT:MM"), "size": 16}
        ),
        error_messages={"invalid": _("Skriv tiden så här: 2027-03-14 08:00.")},
        required=False,
    )


# Readers see why: these have a page of their own, where one writes it
PAGES = {PUBLISH: PublishForm, UNPUBLISH: ReasonForm, ARCHIVE: ReasonForm}
EXPLANATIONS = {
    PUBLISH: _(
        "Fallet kommer med i listor, sökning och statistik. Har det publicerats förut ersätter "
        "texten den gamla, som finns kvar som en tidigare version."
    ),
    UNPUBLISH: _(
        "Fallet försvinner från listor, sökning och statistik. Adressen svarar med skälet nedan. "
        "Ingenting raderas."
    ),
    ARCHIVE: _(
        "Fallet läggs undan och kan öppnas igen. Har läsare sett det svarar adressen med skälet "
        "nedan. Ingenting raderas."
    ),
    DISCARD: _(
        "Allt som har skrivits i arbetskopian sedan den öppnades försvinner. Det läsarna ser "
        "ändras inte. Vad kopian sa finns kvar i historiken."
    ),
}
