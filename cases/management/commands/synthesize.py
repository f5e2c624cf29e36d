"""Fill an empty database with made-up projects, for measurements.

`python manage.py synthesize --projects 10000 --database sqlite:////tmp/bank.sqlite3`
"""

import os
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
        url = options["database"]
        if url and url != os.environ.get("DATABASE_URL"):
            self.fill_elsewhere(url, options)
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
        command = [
            sys.executable,
            "manage.py",
            "synthesize",
            "--projects",
            str(options["projects"]),
        ]
        command += ["--seed", str(options["seed"])]
        done = subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False)  # noqa: S603
        if done.returncode:
            raise CommandError("Inget fall skrevs.")
