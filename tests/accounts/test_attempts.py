"""Guessing is slowed, for every process together; nobody is locked out for good."""

from datetime import timedelta
from threading import Thread

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from cases.accounts.limits import Limit, give_back
from tests import factories
from tests.accounts.signing_in import LOGIN, is_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return factories.curator("author", "astrid")


def guess(login, times, client=None, address="203.0.113.1"):
    for number in range(times):
        password = f"gissning nummer {number}"
        answer = sign_in(client or Client(), login, password, REMOTE_ADDR=address)
    return answer


def test_the_sixth_guess_from_an_address_is_refused_with_when_to_try_again(user):
    assert guess(user, 5).status_code == 200
    answer = guess(user, 1)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 300
    assert "Du kan försöka igen klockan" in answer.text
    assert "om 5 minuter" in answer.text
    assert "Kontot är inte spärrat." in answer.text


def test_the_right_password_is_refused_too_while_an_address_must_wait(user):
    guess(user, 5)
    client = Client()
    assert sign_in(client, user, REMOTE_ADDR="203.0.113.1").status_code == 429
    assert not is_in(client)


def test_the_wait_ends_by_itself(user):
    guess(user, 6)
    client = Client()
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        sign_in(client, user, REMOTE_ADDR="203.0.113.1")
        assert is_in(client)


def test_the_right_password_from_another_address_works_at_once(user):
    guess(user, 6)
    client = Client()
    sign_in(client, user, REMOTE_ADDR="198.51.100.7")
    assert is_in(client)


def test_an_attack_from_everywhere_leaves_each_new_address_one_attempt(user):
    for number in range(20):
        guess(user, 1, address=f"203.0.113.{number}")
    assert guess(user, 1, address="198.51.100.7").status_code == 200
    assert guess(user, 1, address="198.51.100.7").status_code == 429
    client = Client()
    sign_in(client, user, REMOTE_ADDR="198.51.100.8")
    assert is_in(client)


def test_a_known_device_is_not_touched_by_others_guesses_from_its_own_address(user):
    client = Client()
    sign_in(client, user, REMOTE_ADDR="203.0.113.1")
    client.post("/admin/logout/")
    for number in range(20):
        guess(user, 1, address=f"198.51.100.{number}")
    guess(user, 6)
    sign_in(client, user, REMOTE_ADDR="203.0.113.1")
    assert is_in(client)


def test_a_known_device_guesses_no_further_than_ten_times(user):
    client = Client()
    sign_in(client, user)
    client.post("/admin/logout/")
    assert guess(user, 10, client).status_code == 200
    assert guess(user, 1, client).status_code == 429


def test_a_device_is_known_to_its_own_account_alone(user):
    client = Client()
    sign_in(client, user)
    client.post("/admin/logout/")
    other = factories.curator("author", "bertil")
    guess(other, 5, client)
    assert guess(other, 1, client).status_code == 429


def test_a_device_that_has_not_been_used_for_half_a_year_is_no_longer_known(user):
    client = Client()
    sign_in(client, user)
    client.post("/admin/logout/")
    with time_machine.travel(timezone.now() + timedelta(days=181)):
        guess(user, 5, client)
        assert guess(user, 1, client).status_code == 429


def test_a_made_up_device_is_not_known(user):
    client = Client()
    client.cookies["device"] = "eyJpZCI6IngiLCJsb2dpbnMiOlsiYXN0cmlkIl19:1abc:hittepå"
    guess(user, 5, client)
    assert guess(user, 1, client).status_code == 429


def test_an_address_that_tries_many_accounts_must_wait(user):
    for number in range(30):
        guess(f"konto{number}", 1)
    assert guess(user, 1).status_code == 429
    assert guess(user, 1, address="198.51.100.7").status_code == 200


def test_an_account_that_does_not_exist_is_limited_in_the_same_way(user):
    assert guess("ingen", 5).status_code == 200
    assert guess("ingen", 1).status_code == 429


def test_right_passwords_do_not_count(user):
    for _number in range(8):
        client = Client()
        sign_in(client, user)
        assert is_in(client)


def test_the_last_trusted_hop_is_what_counts(user, settings):
    import ipaddress

    settings.TRUSTED_PROXIES = [ipaddress.ip_network("10.0.0.1")]
    for number in range(6):
        forged = {"HTTP_X_FORWARDED_FOR": f"192.0.2.{number}, 203.0.113.9"}
        answer = sign_in(Client(), user, "fel lösenord här", REMOTE_ADDR="10.0.0.1", **forged)
    assert answer.status_code == 429
    other = {"HTTP_X_FORWARDED_FOR": "192.0.2.1, 203.0.113.10"}
    answer = sign_in(Client(), user, "fel lösenord här", REMOTE_ADDR="10.0.0.1", **other)
    assert answer.status_code == 200


def test_an_ipv6_subscriber_is_one_address(user):
    for number in range(6):
        answer = guess(user, 1, address=f"2001:db8:1:2::{number + 1}")
    assert answer.status_code == 429


def test_ipv4_addresses_that_are_written_as_ipv6_are_not_one(user):
    for number in range(6):
        answer = guess(user, 1, address=f"::ffff:198.51.100.{number + 1}")
    assert answer.status_code == 200


def test_what_is_counted_lies_where_every_process_sees_it():
    Limit("prov", 2, 60).take("astrid")
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM shared_cache")
        assert cursor.fetchone()[0] == 1


def test_a_slot_that_is_given_back_is_free_again():
    limit = Limit("prov", 1, 60)
    slot = limit.take("astrid")
    assert limit.take("astrid") is None
    give_back([slot])
    assert limit.take("astrid")


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_guesses_get_no_further_than_five():
    factories.curator("author", "astrid")
    statuses = []

    def run():
        statuses.append(guess("astrid", 1).status_code)
        connection.close()

    threads = [Thread(target=run) for _number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [200] * 5 + [429] * 15
    cache.clear()


def test_the_password_that_is_asked_for_again_is_limited_too(user, client):
    sign_in(client, user)
    for number in range(10):
        client.post("/admin/konto/bekrafta/", {"password": f"gissning nummer {number}"})
    answer = client.post("/admin/konto/bekrafta/", {"password": "en gissning till"})
    assert answer.status_code == 429


def test_the_page_that_refuses_says_the_same_of_every_account(user):
    guess(user, 5)
    guess("ingen", 5, address="198.51.100.7")
    pages = [guess(user, 1), guess("ingen", 1, address="198.51.100.7")]
    assert len({page.text for page in pages}) == 1
    assert LOGIN in pages[0].text
