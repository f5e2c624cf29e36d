"""`python manage.py create_curator` makes an account that can sign in."""

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

pytestmark = pytest.mark.django_db
PASSWORD = "fyra gröna hästar"


@pytest.fixture
def create(monkeypatch):
    def run(name="anna", role="author", password=PASSWORD, **options):
        monkeypatch.setattr("sys.stdin", io.StringIO(password + "\n"))
        options |= {"role": role, "password_stdin": True, "stdout": io.StringIO()}
        call_command("create_curator", name, **options)
        return User.objects.get(username=name)

    return run


@pytest.mark.parametrize(
    ("role", "group"),
    [
        ("author", "Författare"),
        ("reviewer", "Granskare"),
        ("publisher", "Publicerare"),
        ("administrator", "Administratör"),
    ],
)
def test_the_curator_has_the_role_and_no_more(create, role, group):
    user = create(role=role)
    assert [each.name for each in user.groups.all()] == [group]
    assert (user.is_staff, user.is_superuser) == (True, False)


def test_the_curator_can_sign_in(create, client):
    create()
    response = client.post("/admin/login/?next=/admin/", {"login": "anna", "password": PASSWORD})
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")


def test_a_weak_password_is_refused_with_the_reason(create):
    with pytest.raises(CommandError, match=r"Lösenordet duger inte\..*12 tecken"):
        create(password="hej")
    assert not User.objects.exists()


@pytest.mark.parametrize("name", ["anna", "anna med blanksteg"])
def test_a_taken_or_impossible_name_is_refused(create, name):
    create()
    with pytest.raises(CommandError, match="Användarnamnet"):
        create(name=name)


def test_the_account_has_the_address_that_is_given(create):
    assert create(email="anna@ale.se").email == "anna@ale.se"
    with pytest.raises(CommandError, match="E-postadressen 'ale' går inte"):
        create("bo", email="ale")
    assert not User.objects.filter(username="bo").exists()


def test_an_unknown_role_is_refused(create):
    with pytest.raises(CommandError, match="invalid choice"):
        create(role="king")
