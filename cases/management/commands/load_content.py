"""Load the starting content: `python manage.py load_content [--if-empty]`."""

from django.core.management.base import BaseCommand, CommandError

from cases.content.loader import bank_is_empty, load_content
from cases.content.reading import ContentError


class Command(BaseCommand):
    help = "Läser in startinnehållet. Kan köras igen; det som redaktörer har ändrat rörs inte."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="Gör inget om banken redan har innehåll."
        )

    def handle(self, *args, **options):
        if options["if_empty"] and not bank_is_empty():
            self.stdout.write("Banken har redan innehåll; inget lästes in.")
            return
        try:
            report = load_content()
        except ContentError as error:
            raise CommandError(f"Inget lästes in. {error}") from error
        self.write(report)

    def write(self, report):
        for heading, counts in (
            ("Nytt", report.created),
            ("Ändrat", report.updated),
            ("Oförändrat", report.unchanged),
        ):
            for name, number in counts.items():
                self.stdout.write(f"{heading}: {number} {name}")
        self.stdout.write(f"Publicerade nu: {len(report.published)} fall")
        for title, reasons in report.drafts.items():
            self.stdout.write(f"Kvar som utkast: {title} – {' '.join(reasons)}")
        for name in report.kept:
            self.stdout.write(f"Rördes inte, redigerat av redaktionen: {name}")
