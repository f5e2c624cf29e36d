"""The file: a ZIP of tables (lines of JSON) and pictures, and a manifest that sums each of them."""

import hashlib
import json
import zipfile
import zlib
from contextlib import contextmanager, nullcontext, suppress

from cases.reasons import why

from .refusals import BackupRefused

FORMAT = 1
PRODUCT = "idebanken"
MANIFEST = "manifest.json"
PIECE = 1024 * 1024  # bytes in memory at a time
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)


def table_member(name):
    """Return what a table is called in the file."""
    return f"tables/{name}.jsonl"


def picture_member(name):
    """Return what a picture is called in the file."""
    return f"media/{name}"


class Member:
    """One member while it is written; sums what goes in."""

    def __init__(self, raw):
        self.raw, self.sum, self.bytes = raw, hashlib.sha256(), 0

    def write(self, data):
        self.raw.write(data)
        self.sum.update(data)
        self.bytes += len(data)


class Writer:
    """Writes members one after another and, at the end, the manifest. Use as a context manager."""

    def __init__(self, file):
        self.zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4)
        self.sums = {}

    def __enter__(self):
        return self

    def __exit__(self, kind, *_raised):
        # After an error the file is thrown away, and its end need not be written
        with suppress(OSError, ValueError) if kind else nullcontext():
            self.zip.close()

    @contextmanager
    def member(self, name, *, packed=True):
        """Give a `Member` to write to. Pictures are packed already: `packed=False`."""
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        with self.zip.open(info, "w", force_zip64=True) as raw:
            member = Member(raw)
            yield member
        self.sums[name] = {"bytes": member.bytes, "sha256": member.sum.hexdigest()}

    def finish(self, facts):
        """Write the manifest: `facts` and the sum of every member."""
        manifest = {"product": PRODUCT, "format": FORMAT} | facts | {"members": self.sums}
        self.zip.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))


class Reader:
    """Reads a file that `Writer` wrote. Use as a context manager."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        try:
            self.zip = zipfile.ZipFile(self.path)
        except OSError as error:
            raise BackupRefused(f"{self.path} går inte att läsa: {why(error)}.") from error
        except BROKEN as error:
            raise BackupRefused(
                f"{self.path} är ingen hel säkerhetskopia: filen är avkortad eller något annat."
            ) from error
        try:
            self.manifest = self._manifest()
        except BaseException:
            self.zip.close()
            raise
        return self

    def __exit__(self, *_raised):
        self.zip.close()

    def _manifest(self):
        try:
            manifest = json.loads(self.zip.read(MANIFEST))
        except (KeyError, *BROKEN) as error:
            raise BackupRefused(f"{self.path} är ingen säkerhetskopia av Idébanken.") from error
        if not isinstance(manifest, dict) or manifest.get("product") != PRODUCT:
            raise BackupRefused(f"{self.path} är ingen säkerhetskopia av Idébanken.")
        if manifest.get("format") != FORMAT:
            raise BackupRefused(
                f"{self.path} har format {manifest.get('format')}, den här banken läser {FORMAT}."
                " Använd den version av banken som gjorde kopian."
            )
        return manifest

    def verify(self):
        """Read every member to its end; refuse the file unless each is what the manifest says."""
        names, expected = self.zip.namelist(), self.manifest["members"]
        if len(set(names)) != len(names) or set(names) != {MANIFEST, *expected}:
            raise BackupRefused(f"{self.path} har inte de delar som den säger sig ha.")
        for name, facts in expected.items():
            total = hashlib.sha256()
            for piece in self.pieces(name):
                total.update(piece)
            if total.hexdigest() != facts["sha256"]:
                raise self._damaged(name)

    def pieces(self, name):
        """Yield a member's bytes, a piece at a time."""
        try:
            with self.zip.open(name) as member:
                while piece := member.read(PIECE):
                    yield piece
        except BROKEN as error:
            raise self._damaged(name) from error

    def rows(self, name):
        """Yield a table's rows."""
        with self.zip.open(table_member(name)) as lines:
            for line in lines:
                yield json.loads(line)

    def _damaged(self, name):
        return BackupRefused(f"{self.path} är skadad: kontrollsumman för {name} stämmer inte.")
