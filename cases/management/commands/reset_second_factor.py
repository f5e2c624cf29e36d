"""Help a curator who has lost the second factor: `python manage.py reset_second_factor NAME`.

For the last administrator, whom nobody can help from within.
"""

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from cases.accounts import second_factor


class Command(BaseCommand):
    help = "Nollställer en redaktörs tvåstegsinloggning och loggar ut kontot överallt."

    def add_arguments(self, parser):
        parser.add_argument("name", metavar="NAMN", help="Användarnamnet.")

    def handle(self, *args, name, **options):
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"Det finns inget konto som heter {name!r}.")
        second_factor.reset(user)
        self.stdout.write(f"{name} väljer ny tvåstegsinloggning vid nästa inloggning.")
