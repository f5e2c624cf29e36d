"""Take a person's name or address out of the history: `python manage.py forget "Anna Ek"`."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cases import history, open_forms

SHORTEST = 4


class Command(BaseCommand):
    help = (
        "Tar bort ett namn eller en adress ur all historik och alla osparade texter. Det som står "
        "i posterna själva ändras i redaktionen, före."
    )

    def add_arguments(self, parser):
        parser.add_argument("words", help="Orden som ska bort, precis som de skrevs.")

    @transaction.atomic
    def handle(self, *args, words, **options):
        if len(words.strip()) < SHORTEST:
            raise CommandError(f"Skriv minst {SHORTEST} tecken, annars försvinner för mycket.")
        lines, texts = history.forget(words), open_forms.forget(words)
        self.stdout.write(f"Borttaget ur {lines} rader i historiken och {texts} osparade texter.")
