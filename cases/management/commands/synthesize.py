"""Fill an empty database with made-up projects, for measurements.

`python manage.py synthesize --projects 10000 --database sqlite:////tmp/bank.sqlite3`
"""

import subprocess
import sys

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cases.content.synthetic import BankNotEmpty, fill


class Command(BaseCommand):
    help = "Fyller en tom databas med påhittade fall, för mätningar."

    def add_arguments(self, parser):
        parser.add_argument("--projects", type=int, required=True, help="Antal fall.")
        parser.add_argument("--database", help="Databasens adress, som i DATABASE_URL.")
        parser.add_argument("--seed", type=int, default=1, help="Samma frö ger samma fall.")

    def handle(self, *args, **options):
        if options["projects"] < 1:
            raise CommandError("Ange minst ett fall: --projects 1000")
        if options["database"]:
            self.fill_elsewhere(options["database"], options)
            return
        call_command("migrate", verbosity=0)
        try:
            made = fill(options["projects"], options["seed"])
        except BankNotEmpty:
            raise CommandError(
                "Databasen innehåller redan fall. Påhittade fall blandas aldrig med riktiga; "
                "ange en tom databas med --database."
            ) from None
        self.stdout.write(f"{made} påhittade fall finns nu i databasen.")

    def fill_elsewhere(self, url, options):
        """Run the same command in a process of its own, whose default database is `url`."""
        numbers = {"--projects": options["projects"], "--seed": options["seed"]}
        wanted = [str(word) for pair in numbers.items() for word in pair]
        command = ["env", f"DATABASE_URL={url}", sys.executable, "manage.py", "synthesize", *wanted]
        done = subprocess.run(command, check=False, stderr=subprocess.PIPE, text=True)  # noqa: S603 - our own command
        if done.returncode:
            raise CommandError(_told(done.stderr))


def _told(errors):
    """Return the other process's own sentence, or the last thing that it said."""
    last = next((line for line in reversed(errors.splitlines()) if line.strip()), "")
    own = last.partition("CommandError: ")[2]
    return own or f"Inget fall skrevs. Databasen gick inte att använda: {last}"
