"""What a fault is called by."""

import redis
from django.db import InterfaceError

from cases.faults import Fault, fault_of


def test_redis_that_is_away_is_not_called_the_database():
    fault = fault_of(redis.exceptions.ConnectionError("refused"))
    assert "databasen" not in str(fault.sentence)
    assert "Redis" in str(fault.sentence)
    assert fault.is_passing
    assert fault_of(InterfaceError()) is Fault.AWAY
