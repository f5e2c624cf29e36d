"""A page of the list is what sorting every hit would give, however many and wherever they are."""

from datetime import datetime, timedelta

import pytest
from pyroaring import BitMap

from cases.finding.orders import NAMES, NEWEST, Orders, Sortable

MANY = 3000
FIRST_DAY = datetime(2020, 1, 1)  # noqa: DTZ001 - in UTC, as the database writes it


def moment(**after):
    """A time as text, as the rows give it."""
    return str(FIRST_DAY + timedelta(**after))


@pytest.fixture(scope="module")
def orders():
    return Orders.of(
        Sortable(pk, moment(hours=pk * 7919 % MANY), f"{pk % 97:02}", pk % 6, pk)
        for pk in range(1, MANY + 1)
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "hits",
    [
        range(1, MANY + 1),
        range(1, MANY, 2),
        range(5, MANY, 100),
        range(1, 4),
    ],
)
def test_pages_follow_the_order_and_end_where_the_hits_end(orders, name, hits):
    expected = sorted(hits, key=orders.ranks(name).__getitem__)
    for first in (0, 20, 40, len(hits) - 1, len(hits)):
        assert orders.page(name, BitMap(hits), first, 20) == expected[first : first + 20]


def test_hits_that_all_come_last_are_found():
    orders = Orders.of(Sortable(pk, moment(days=-pk), "", None, None) for pk in range(1, MANY + 1))
    late = range(MANY // 2, MANY + 1)
    assert orders.page(NEWEST, BitMap(late), 0, 3) == list(late[:3])
