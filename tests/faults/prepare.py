"""Run in a bank of its own: the starting content, a curator, and cases to save and to publish."""

import django

django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402

from cases.roles import Role, ensure_groups, give_role  # noqa: E402
from tests import factories  # noqa: E402
from tests.faults.serving import CURATOR, PASSWORD  # noqa: E402

DRAFTS = 60


def main():
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    ensure_groups()
    call_command("load_content", verbosity=0)
    user = get_user_model().objects.create_user(CURATOR, password=PASSWORD, is_staff=True)
    give_role(user, Role.ADMINISTRATOR)
    for number in range(DRAFTS):
        factories.complete_project(f"Utkast {number}", author=user)


if __name__ == "__main__":
    main()
