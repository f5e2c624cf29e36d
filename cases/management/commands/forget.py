"""Take a person's name or address out of the bank: `python manage.py forget "Anna Ek"`."""

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.text import capfirst

from cases import forgetting
from cases.accounts import sessions
from cases.finding import kept_analyses


class Command(BaseCommand):
    help = (
        "Tar bort ett namn eller en adress ur allt som banken har sparat: versioner, historik, "
        "kommentarer, brev, meddelanden, osparade texter och sessioner. Det som redaktionen själv "
        "kan ändra räknas upp: skriv om det först, och kör sedan kommandot."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "words",
            nargs="+",
            help="Namnet, och gärna andra sätt att skriva det, vart och ett inom citattecken. "
            "Stora och små bokstäver är lika, och ett s på slutet följer med.",
        )

    def handle(self, *args, words, **options):
        if any(len(one.strip()) < forgetting.SHORTEST for one in words):
            raise CommandError(
                f"Skriv minst {forgetting.SHORTEST} tecken, annars försvinner för mycket."
            )
        outcome = forgetting.forget(*words)
        sessions.forget_ended()
        kept_analyses.keep({})  # what a record said before; the next start fills it again
        for label, number in outcome.rows.items():
            kind = capfirst(str(apps.get_model(label)._meta.verbose_name_plural))
            self.stdout.write(f"{kind}: borttaget i {number}.")
        for version in outcome.versions:
            self.stdout.write(f"  {settings.SITE_URL}{version.get_absolute_url()}")
        if not outcome.rows:
            self.stdout.write("Det stod inte i något som banken har sparat.")
        self.stdout.write("Säkerhetskopior och serverns loggar ändras inte härifrån.")
        if outcome.left:
            raise CommandError(_told(outcome.left))


def _told(left):
    lines = [
        f"  {one.record} ({one.field}) {settings.SITE_URL + one.address if one.address else ''}"
        for one in left
    ]
    return "Står kvar. Skriv om det i redaktionen och kör kommandot igen:\n" + "\n".join(lines)
