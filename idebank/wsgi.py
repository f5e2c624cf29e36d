"""The application that granian serves."""

import os
import signal
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "idebank.settings")

# A worker is forked with the signal handlers of granian's main process, which would swallow a stop
# that comes while the application loads; granian sets the worker's own handlers after that.
if threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGTERM, signal.SIG_DFL)

application = get_wsgi_application()
