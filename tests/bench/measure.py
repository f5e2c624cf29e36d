"""Measures one database, the one of DATABASE_URL: `python -m tests.bench.measure SIZE`.

Reads the searches as JSON. Prints a JSON object of {figure: value} as its last line.
"""

import json
import os
import random
import sys
import time
from statistics import median, quantiles

# When the process was started; the interpreter itself takes some hundredths
BEGUN = float(os.environ.get("BENCH_BEGUN", time.time()))
# The reference takes seconds a page where there are many cases.
ORM_SETS = {1_000: 20, 10_000: 10}
FEWEST_ORM_SETS = 2
ROUNDS = 3
WARM = 5  # cases shown before anything is measured


def load():
    """Start as a worker does; return the index and the seconds until it said that it is ready.

    Without what it stood in queue for a processor: others' work says nothing of the bank's.
    """
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "idebank.settings"
    django.setup()
    from django.conf import settings

    settings.ROOT_URLCONF = "tests.bench.urls"
    from cases.finding.readiness import load
    from cases.finding.snapshot import current_snapshot
    from tests.bench.clocks import queued
    from tests.bench.serving import Server

    load()
    if Server().get("/readyz")[1] != 200:
        raise RuntimeError("the worker is not ready")
    taken = time.time() - BEGUN
    sys.stderr.write(f"ready after {taken:.1f} s, {queued():.1f} of them in queue\n")
    return current_snapshot(), taken - queued()


def memory_mb():
    """Return what this process has in memory now, its share of common pages counted whole."""
    with open("/proc/self/status", encoding="ascii") as status:
        line = next(line for line in status if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


class Times:
    """Milliseconds of CPU by kind of request and address."""

    def __init__(self, server):
        self.server, self.taken = server, {}

    def take(self, kind, address, **how):
        seconds, status, _etag = self.server.get(address, **how)
        if status != (304 if how.get("etag") else 200):
            raise RuntimeError(f"{address} answered {status}")
        self.taken.setdefault(kind, {}).setdefault(address, []).append(seconds * 1000)

    def each(self, kind):
        """Return one number an address: the median of its rounds."""
        return [median(rounds) for rounds in self.taken[kind].values()]

    def median(self, kind):
        return median(self.each(kind))


def measure(snapshot, size, searches):
    """Return the figures of this database, but those that need other processes."""
    from urllib.parse import quote

    from cases.finding.snapshot import current_snapshot
    from tests.bench.orm_facets import wrong_answers
    from tests.bench.questions import filter_sets
    from tests.bench.revisions import missed
    from tests.bench.serving import Server

    questions = filter_sets(snapshot)
    lists = [asked.address("/fall/") for asked in questions]
    found = [f"/fall/?q={quote(query)}" for query in searches]
    pick = random.Random(5)
    shown = pick.sample(range(1, size + 1), min(size, ROUNDS * len(questions) + WARM))
    details = [f"/fall/paahittat-{number}/" for number in shown]
    times = Times(Server())
    _mixed(times, lists, found, details, pick)
    memory = memory_mb()
    _cold(times, lists)
    figures = _figures(times) | {"memory_mb": memory}
    sys.stderr.write(f"{json.dumps(figures)}\n")  # the rest takes a while
    figures["missed_revisions"] = missed()
    snapshot = current_snapshot()
    few = questions[: ORM_SETS.get(size, FEWEST_ORM_SETS)]
    _orm(times, [asked.address("/fall/") for asked in few])
    wrong = wrong_answers(snapshot, few)
    faster = times.median("reference") / times.median("list beside reference")
    return figures | {"times_faster_than_orm": faster, "wrong_counts": wrong}


def _mixed(times, lists, found, details, pick):
    """Every kind of request in random order: a hot loop would flatter the small ones.

    A case is "detail" the first time this process shows it, and "detail again" after that: each
    round shows as many new ones, so that none of its figures comes from one moment alone.
    """
    etags = {address: times.server.get(address, remembered=True)[2] for address in lists}
    for address in (*lists, *details[-WARM:]):
        times.server.get(address)
    details = details[:-WARM]
    times.server.get("/bench/hello/")
    for round_ in range(ROUNDS):
        work = [("hello", f"/bench/hello/?{n}", {}) for n in range(len(lists))]
        work += [("list", address, {}) for address in lists]
        work += [("hit", address, {"remembered": True}) for address in lists]
        work += [("304", a, {"remembered": True, "etag": etag}) for a, etag in etags.items()]
        work += [("detail", address, {}) for address in details[round_::ROUNDS]]
        if round_:
            work += [("detail again", address, {}) for address in details[round_ - 1 :: ROUNDS]]
        work += [("first search" if not round_ else "search", address, {}) for address in found]
        pick.shuffle(work)
        for kind, address, how in work:
            times.take(kind, address, **how)


def _cold(times, lists):
    """The list when no card, no drawing and no page is remembered."""
    from cases.templatetags.marks import fingerprint_paths
    from cases.views import cards

    for address in lists:
        cards.forget()
        fingerprint_paths.cache_clear()
        times.take("cold list", address)


def _orm(times, lists):
    for address in lists:
        times.take("reference", address.replace("/fall/", "/bench/fall/", 1))
        times.take("list beside reference", address)


def _figures(times):
    hello, listed = times.median("hello"), times.median("list")
    first = times.each("first search")
    return {
        "hello_ms": hello,
        "list_ms": listed,
        "list_over_hello": listed / hello,
        "list_cold_over_hello": times.median("cold list") / hello,
        "cache_hit_over_hello": times.median("hit") / hello,
        "not_modified_over_hello": times.median("304") / hello,
        "search_over_list": times.median("search") / listed,
        "search_p95_ms": quantiles(first, n=20)[-1],
        "detail_over_hello": times.median("detail") / hello,
        "detail_again_over_hello": times.median("detail again") / hello,
    }


def main(size):
    snapshot, ready = load()
    figures = measure(snapshot, size, json.load(sys.stdin)) | {"ready_s": ready}
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]))
