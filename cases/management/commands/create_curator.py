"""Make a curator's account: `python manage.py create_curator NAME --role author`."""

import getpass
import sys

from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cases.roles import GROUP_NAMES, Role, ensure_groups, give_role

FIELDS = {"username": "Användarnamnet", "email": "E-postadressen"}


class Command(BaseCommand):
    help = "Skapar ett konto för en redaktör."

    def add_arguments(self, parser):
        parser.add_argument(
            "name", metavar="NAMN", help="Det användarnamn som redaktören loggar in med."
        )
        parser.add_argument(
            "--role",
            required=True,
            choices=[role.value for role in Role],
            help="author skriver, reviewer granskar, publisher publicerar, administrator alltihop.",
        )
        parser.add_argument(
            "--email", default="", help="Dit går veckobrevet, och länken till ett nytt lösenord."
        )
        parser.add_argument(
            "--password-stdin", action="store_true", help="Läs lösenordet från standard in."
        )

    def handle(self, *args, name, role, email, password_stdin, **options):
        user = get_user_model()(username=name, email=email, is_staff=True)
        self.refuse_bad_name_or_address(user)
        password = sys.stdin.readline().rstrip("\r\n") if password_stdin else self.ask()
        try:
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError("Lösenordet duger inte. " + " ".join(error.messages)) from error
        user.set_password(password)
        with transaction.atomic():
            ensure_groups()
            user.save()
            give_role(user, Role(role))
        label = GROUP_NAMES[Role(role)].lower()
        self.stdout.write(f"Kontot {name} finns nu, med rollen {label}. Logga in på /admin/.")

    def refuse_bad_name_or_address(self, user):
        """Say what is wrong before a password is asked for."""
        try:
            user.clean_fields(exclude=["password"])
            user.validate_unique()
        except ValidationError as error:
            field, sentences = next(iter(error.message_dict.items()))
            raise CommandError(
                f"{FIELDS[field]} {getattr(user, field)!r} går inte. " + " ".join(sentences)
            ) from error

    def ask(self):
        first = getpass.getpass("Lösenord (minst 12 tecken): ")
        if first != getpass.getpass("Samma lösenord igen: "):
            raise CommandError("Lösenorden var inte lika. Kör kommandot igen.")
        return first
