"""With REDIS_URL attempts are counted in Redis: the same limits, and readers never ask it.

The tests start a server of their own; without `redis-server` on the machine they are left out.
"""

import shutil
import socket
import subprocess
import time
from threading import Barrier, Thread

import pytest
import redis
from django.core.cache import cache
from django.test import Client

from cases.accounts.limits import Limit, give_back
from tests import factories
from tests.accounts.signing_in import is_in, sign_in
from tests.accounts.test_attempts import guess

pytestmark = pytest.mark.django_db

STARTS_WITHIN = 20  # seconds


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """A Redis of its own, on a free port, that writes nothing to the disk."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [shutil.which("redis-server"), "--port", str(port), "--bind", "127.0.0.1"]
    command += ["--save", "", "--appendonly", "no", "--dir", str(tmp_path_factory.mktemp("redis"))]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    url = f"redis://127.0.0.1:{port}/0"
    wait_for(redis.Redis.from_url(url))
    yield url
    process.terminate()
    process.wait()


def wait_for(client):
    deadline = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < deadline:
        try:
            return client.ping()
        except redis.ConnectionError:
            time.sleep(0.05)
    raise AssertionError("Redis did not answer in time")


def counted_in(settings, url):
    """What the settings make of REDIS_URL, see tests/test_settings.py."""
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": url}}


@pytest.fixture
def in_redis(server, settings):
    """Attempts are counted in the server, which is empty."""
    counted_in(settings, server)
    cache.clear()
    return redis.Redis.from_url(server)


def test_the_sixth_guess_is_refused_and_says_when_and_another_address_is_let_in(in_redis):
    user = factories.curator("author", "astrid")
    assert guess(user, 5).status_code == 200
    answer = guess(user, 1)
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 300
    elsewhere = Client()
    sign_in(elsewhere, user, REMOTE_ADDR="198.51.100.7")
    assert is_in(elsewhere)


def test_every_count_ends_by_itself_and_names_nobody(in_redis):
    guess(factories.curator("author", "astrid"), 2)
    keys = in_redis.keys("*")
    assert keys
    assert all(0 < in_redis.ttl(key) <= 3_600 for key in keys)
    assert b"astrid" not in b"".join(keys)
    assert b"203.0.113" not in b"".join(keys)


def test_a_slot_is_given_back_and_free_when_its_time_is_out(in_redis):
    limit = Limit("test", 1, 1)
    slot = limit.take("anna")
    assert limit.take("anna") is None
    give_back([slot])
    assert limit.take("anna")
    while in_redis.keys("*"):
        time.sleep(0.05)
    assert limit.take("anna")


def test_twenty_at_once_get_no_more_slots_than_there_are(in_redis):
    limit, taken, start = Limit("parallel", 5, 60), [], Barrier(20)

    def take():
        start.wait()
        taken.append(limit.take("anna"))

    threads = [Thread(target=take) for _number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    slots = [slot for slot in taken if slot]
    assert len(slots) == len(set(slots)) == 5


def test_without_redis_signing_in_says_so_and_readers_notice_nothing(settings):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        counted_in(settings, f"redis://127.0.0.1:{closed.getsockname()[1]}/0")
        user, client = factories.curator("author", "astrid"), Client(raise_request_exception=False)
        answer = sign_in(client, user)
        assert answer.status_code == 503
        assert answer["Retry-After"]
        assert client.get("/fall/").status_code == 200
