"""The application that granian serves."""

import multiprocessing
import os
import signal
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "idebank.settings")

# A worker is forked with the signal handlers of granian's main process, which would swallow a stop
# that comes while the application loads; granian sets the worker's own handlers after that.
if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

# Ctrl-C reaches every process in the terminal, and granian's main process then tells its workers to
# stop. A worker that hears of it twice hangs, so it leaves Ctrl-C to the main process.
if multiprocessing.current_process().name == "granian-worker":
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})

application = get_wsgi_application()

# The index is read while the worker already answers /healthz; /readyz says when it is there.
if multiprocessing.current_process().name == "granian-worker":
    from cases.account_urls import import_late_views  # models can be imported only now
    from cases.finding.readiness import warm_up

    warm_up(then=import_late_views)
