"""Two questions from whoever watches the service: is it alive, and can it answer readers?"""

import logging

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from cases.finding.readiness import is_ready, warm_up
from cases.views.methods import read_only

logger = logging.getLogger(__name__)


@read_only
@never_cache
def health(request):
    """The process answers. Asks nothing else: a lost database is no reason to restart us."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@read_only
@never_cache
def ready(request):
    """The database answers, has every migration, and this process can answer at once."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except Error:
        logger.exception("the database does not answer")
        return _not_ready("database")
    if waiting:
        return _not_ready("migrations")
    if not is_ready():
        warm_up()
        return _not_ready("index")
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def _not_ready(what):
    headers = {"Retry-After": "2"}
    content_type = "text/plain; charset=utf-8"
    return HttpResponse(f"{what}\n", status=503, content_type=content_type, headers=headers)
