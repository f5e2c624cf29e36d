"""What each of the curators' roles may do."""

import pytest
from django.contrib.auth.models import Group, User

from cases.roles import GROUP_NAMES, WRITTEN_BY_THE_BANK, Role, ensure_groups, give_role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def groups():
    ensure_groups()


def curator(role):
    user = User.objects.create(username=role, is_staff=True)
    give_role(user, role)
    return User.objects.get(pk=user.pk)


def may(role, permission):
    return curator(role).has_perm(permission)


@pytest.mark.parametrize(
    ("permission", "first"),
    [
        ("cases.add_project", Role.AUTHOR),
        ("cases.change_project", Role.AUTHOR),
        ("cases.delete_result", Role.AUTHOR),
        ("cases.add_source", Role.AUTHOR),
        ("cases.add_organisation", Role.AUTHOR),
        ("cases.submit_project", Role.AUTHOR),
        ("cases.view_theme", Role.AUTHOR),
        ("cases.change_researchtheory", Role.REVIEWER),
        ("cases.change_researchproject", Role.REVIEWER),
        ("cases.review_project", Role.REVIEWER),
        ("cases.view_submission", Role.REVIEWER),
        ("cases.publish_project", Role.PUBLISHER),
        ("cases.change_municipality", Role.ADMINISTRATOR),
        ("auth.add_user", Role.ADMINISTRATOR),
        ("auth.change_group", Role.ADMINISTRATOR),
    ],
)
def test_a_right_belongs_to_a_role_and_all_above_it(permission, first):
    order = list(Role)
    expected = order[order.index(first) :]
    assert [role for role in order if may(role, permission)] == expected


@pytest.mark.parametrize("model", WRITTEN_BY_THE_BANK)
@pytest.mark.parametrize("action", ["add", "change", "delete"])
def test_nobody_changes_what_the_bank_itself_writes(model, action):
    assert not may(Role.ADMINISTRATOR, f"cases.{action}_{model}")


def test_an_administrator_is_no_superuser():
    assert not curator(Role.ADMINISTRATOR).is_superuser


def test_groups_are_mended_and_not_doubled():
    author = Group.objects.get(name=GROUP_NAMES[Role.AUTHOR])
    before = set(author.permissions.all())
    author.permissions.clear()
    ensure_groups()
    assert set(author.permissions.all()) == before
    assert Group.objects.count() == len(Role)


def test_a_new_role_replaces_the_old_one():
    user = curator(Role.PUBLISHER)
    give_role(user, Role.AUTHOR)
    assert [group.name for group in user.groups.all()] == ["Författare"]
