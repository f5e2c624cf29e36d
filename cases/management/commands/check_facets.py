"""Hold the index against SQL: `python manage.py check_facets --sets 10000 --seed 7`."""

import random

from django.core.management.base import BaseCommand, CommandError

from cases.filters.answers import START_YEAR
from cases.filters.reference import Reference, random_question
from cases.finding.snapshot import current_snapshot


class Command(BaseCommand):
    help = "Jämför varje siffra och varje lista med databasen, över slumpade filter."

    def add_arguments(self, parser):
        parser.add_argument("--sets", type=int, default=300, help="Antal slumpade filter.")
        parser.add_argument("--seed", type=int, default=1, help="Samma frö ger samma filter.")

    def handle(self, *args, **options):
        if options["sets"] < 1:
            raise CommandError("Ange minst ett filter att jämföra: --sets 300")
        snapshot = current_snapshot()
        reference = Reference(snapshot)
        pick = random.Random(options["seed"])  # noqa: S311 - nothing secret is drawn
        wrong = []
        for _number in range(options["sets"]):
            asked = random_question(pick, snapshot)
            wrong += reference.differences(asked)
        counted = len(snapshot.facets.values) - (START_YEAR in snapshot.facets.values)
        self.stdout.write(
            f"{options['sets']} filter, {counted} facetter, {snapshot.total} fall: "
            f"{len(wrong)} fel."
        )
        if wrong:
            raise CommandError("\n".join(wrong[:20]))
