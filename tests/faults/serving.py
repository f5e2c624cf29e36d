"""A bank that is served by real processes, to be killed and started again."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.backup.banks import ROOT, Bank

from .forms import Browser

CURATOR, PASSWORD = "anna", "fyra kantiga hästar i regn"
STARTS_WITHIN = 120  # seconds


class Served(Bank):
    """A bank with a server of its own."""

    def __init__(self, folder, address="", **environment):
        super().__init__(folder, address)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.environment |= {"PORT": str(self.port), "WORKERS": "2"} | environment
        self.environment |= {"SITE_URL": f"http://localhost:{self.port}"}
        self.log = folder.parent / f"{folder.name}.log"
        self.process = None

    def start_server(self):
        inherited = {k: v for k, v in os.environ.items() if k != "CI"}
        with self.log.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "idebank.start"],
                cwd=ROOT,
                env=inherited | self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait_until_ready()

    def wait_until_ready(self):
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()[-5_000:]
            try:
                if Browser(self.port).get("/readyz").status == 200:
                    return
            except OSError:
                pass
            time.sleep(0.1)
        raise AssertionError("the bank did not answer in time")

    def kill_server(self):
        """SIGKILL to every process of the server at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop_server(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            finally:
                if self.process.poll() is None:
                    self.kill_server()

    def workers(self):
        """The ids of the processes that answer."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [
            int(pid)
            for pid in children.read_text().split()
            if "granian" in Path(f"/proc/{pid}/comm").read_text()
            or b"granian" in Path(f"/proc/{pid}/cmdline").read_bytes()
        ]

    def curator(self):
        return Browser(self.port).sign_in(CURATOR, PASSWORD)

    def faults_of_the_index(self):
        """What check_index says, which must be that nothing differs."""
        assert " 0 fel" in self.manage("check_index")
