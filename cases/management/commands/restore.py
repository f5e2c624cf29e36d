"""Put a backup back: `python manage.py restore FIL [--replace]`, or only look at it, `--check`."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from cases.backup.archive import Reader
from cases.backup.refusals import BackupRefused
from cases.backup.restoring import check, restore
from cases.reasons import why

UNCHANGED = "Inget har ändrats."


class Command(BaseCommand):
    help = "Återställer banken ur en fil som backup har gjort: allt eller inget."

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FIL", help="Filen som backup gjorde.")
        choice = parser.add_mutually_exclusive_group()
        choice.add_argument(
            "--replace", action="store_true", help="Ersätt en bank som redan har fall."
        )
        choice.add_argument("--check", action="store_true", help="Pröva bara filen; ändra inget.")

    def handle(self, *args, file, **options):
        try:
            if options["check"]:
                self.look_at(file)
            else:
                self.tell(restore(file, replace=options["replace"]))
        except BackupRefused as refusal:
            raise CommandError(f"{refusal} {UNCHANGED}") from refusal
        except OSError as error:
            raise CommandError(
                f"Bilderna gick inte att skriva: {why(error)}. {UNCHANGED}"
            ) from error
        except DatabaseError as error:
            raise CommandError(
                f"Databasen tog inte emot: {error}".strip() + f" {UNCHANGED}"
            ) from error

    def look_at(self, file):
        with Reader(file) as archive:
            check(archive)
            facts = archive.manifest
        rows = sum(table["rows"] for table in facts["tables"].values())
        self.stdout.write(
            f"{file} är hel: {rows} rader och {len(facts['pictures'])} bilder,"
            f" gjord {facts['made_at']} av version {facts['version']}."
        )

    def tell(self, restored):
        self.stdout.write(f"Återställt: {restored.rows} rader och {restored.pictures} bilder.")
        self.stdout.write("Alla är utloggade och loggar in igen med de konton som följde med.")
        if restored.aside:
            self.stdout.write(f"Bilder som inte hör till kopian ligger nu i {restored.aside}")
        if restored.renumbered_kinds:
            self.stdout.write("Starta om banken om den är igång.")
