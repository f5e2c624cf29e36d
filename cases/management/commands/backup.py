"""Save the whole bank to a file: `python manage.py backup FIL`."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from cases.backup.refusals import BackupRefused
from cases.backup.saving import save
from cases.reasons import why

SHOWN = 5


class Command(BaseCommand):
    help = "Sparar hela banken, databas och bilder, i en fil. Banken kan vara igång."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FIL", help="En ny fil, till exempel bank.zip.")

    def handle(self, *args, file, **options):
        try:
            saved = save(file)
        except BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{file} gick inte att skriva: {why(error)}.") from error
        except DatabaseError as error:
            raise CommandError(f"Databasen svarade inte; ingen fil skrevs: {error}") from error
        self.stdout.write(
            f"{file}: {saved.rows} rader ur {saved.tables} tabeller och {saved.pictures} bilder,"
            f" {saved.bytes / 1e6:.1f} MB, kontrollerad."
        )
        if saved.missing:
            names = ", ".join(saved.missing[:SHOWN])
            self.stderr.write(f"{len(saved.missing)} bilder saknades redan på disken: {names}")
