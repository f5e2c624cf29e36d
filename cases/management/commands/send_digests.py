"""Mail curators what waits for them: `python manage.py send_digests [--dry-run]`."""

import smtplib

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cases import digests


class Command(BaseCommand):
    help = (
        "Mejlar granskare och publicerare det som väntar på dem. Kör en gång i veckan, eller "
        "oftare: var och en får högst ett brev i veckan."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="Skriv ut breven i stället för att skicka dem."
        )

    def handle(self, *args, dry_run, **options):
        today, failed = timezone.localdate(), []
        for letter in digests.letters(today):
            if dry_run:
                self.show(letter)
                continue
            try:
                sent = digests.send(letter, today)
            except (OSError, smtplib.SMTPException) as error:
                failed.append(f"{letter.user}: {error}")
                continue
            done = "Skickat till" if sent else "Redan skickat den här veckan till"
            self.stdout.write(f"{done} {letter.user}: {letter.total} att göra")
        if failed:
            raise CommandError("Gick inte att skicka: " + "; ".join(failed))

    def show(self, letter):
        self.stdout.write(f"Till: {letter.user.email}\nÄmne: {letter.subject}\n\n{letter.text}")
