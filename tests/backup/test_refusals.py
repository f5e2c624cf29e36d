"""What a restore refuses, and that the bank then stands as it stood."""

import json
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, transaction

from cases import workflow
from cases.backup import archive, moment, tables
from cases.models import ContentRevision, Project, ProjectImage, Synonym
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


def run(*command, **options):
    out = StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue()


def image(case, name):
    """A picture by its name; its size is given, or Django would open the file."""
    ProjectImage.objects.create(project=case, file=name, decorative=True, width=1, height=1)


@pytest.fixture
def backed_up(tmp_path, settings):
    """The file of a bank with one published case and a picture; the bank has gone on since."""
    case = factories.published_project("Förr")
    picture = Path(settings.MEDIA_ROOT) / "fall" / "bild.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"bild " * 5_000)
    image(case, "fall/bild.jpg")
    file = tmp_path / "bank.zip"
    run("backup", str(file))
    Project.objects.update(title="Nu")
    picture.write_bytes(b"en annan bild")
    (picture.parent / "ny.jpg").write_bytes(b"ny")
    return file


def standing(settings):
    """What must not change when a restore is refused."""
    root = Path(settings.MEDIA_ROOT)
    files = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    rows = {table.name: list(table.rows()) for table in tables.every_table()}
    return files, rows


def assert_refused(file, settings, match):
    before = standing(settings)
    with pytest.raises(CommandError, match=match) as refusal:
        run("restore", str(file), replace=True)
    assert str(refusal.value).endswith("Inget har ändrats.")
    assert standing(settings) == before
    assert [path.name for path in Path(settings.MEDIA_ROOT).iterdir()] == ["fall"]


def forged(file, change):
    """The file written anew with sums that are right, after `change(manifest, members)`."""
    with zipfile.ZipFile(file) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    manifest = json.loads(members.pop(archive.MANIFEST))
    change(manifest, members)
    with file.open("wb") as opened, archive.Writer(opened) as writer:
        for name, content in members.items():
            with writer.member(name) as member:
                member.write(content)
        manifest.pop("members")
        writer.finish(manifest)
    return file


def test_a_file_that_is_cut_short_is_refused(backed_up, settings):
    whole = backed_up.read_bytes()
    for length in (0, 1, len(whole) // 2, len(whole) - 300, len(whole) - 1):
        backed_up.write_bytes(whole[:length])
        assert_refused(backed_up, settings, "ingen hel säkerhetskopia")


def test_one_wrong_byte_anywhere_is_found(backed_up, settings):
    whole = backed_up.read_bytes()
    with zipfile.ZipFile(backed_up) as opened:
        written = [info for info in opened.infolist() if info.compress_size > 40]
    # Behind the header of each, in the middle of what it packs
    places = [i.header_offset + 50 + len(i.filename) + i.compress_size // 2 for i in written]
    assert len(places) > 10
    for place in [*places[::4], places[-2], places[-1]]:
        backed_up.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert_refused(backed_up, settings, "är skadad|ingen säkerhetskopia|ingen hel")


def test_a_file_that_is_no_backup_is_refused(tmp_path, settings):
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("hello.txt", "hej")
    with pytest.raises(CommandError, match="ingen säkerhetskopia av Idébanken"):
        run("restore", str(tmp_path / "other.zip"))
    with pytest.raises(CommandError, match="filen eller mappen finns inte"):
        run("restore", str(tmp_path / "none.zip"))


def without_a_migration(manifest, members):
    manifest["migrations"].append("cases.9999_framtiden")


def without_a_table(manifest, members):
    del manifest["tables"]["cases.synonym"], members["tables/cases.synonym.jsonl"]


def with_another_column(manifest, members):
    manifest["tables"]["cases.synonym"]["columns"].append("framtid")


def with_a_way_out(manifest, members):
    manifest["pictures"] = ["../../secret_key"]
    members["media/../../secret_key"] = members.pop("media/fall/bild.jpg")


def with_a_member_too_many(manifest, members):
    members["media/fall/onämnd.jpg"] = b""


def with_a_lost_case(manifest, members):
    members["tables/cases.project.jsonl"] = b""
    manifest["tables"]["cases.project"]["rows"] = 0


def with_a_row_too_few(manifest, members):
    manifest["tables"]["cases.synonym"]["rows"] = 7


def of_another_format(manifest, members):
    manifest["format"] = 99


@pytest.mark.parametrize(
    ("change", "match"),
    [
        (without_a_migration, r"annan version.*cases\.9999_framtiden skiljer"),
        (without_a_table, r"annan version.*cases\.synonym skiljer"),
        (with_another_column, r"annan version.*cases\.synonym skiljer"),
        (with_a_way_out, "namn som inte går"),
        (with_a_member_too_many, "har inte de delar"),
        (with_a_lost_case, "hänger inte ihop"),
        (with_a_row_too_few, "rader, inte 7"),
        (of_another_format, "har format 99"),
    ],
)
def test_a_whole_file_that_does_not_fit_is_refused(change, match, backed_up, settings):
    assert_refused(forged(backed_up, change), settings, match)


def test_a_bank_with_cases_is_replaced_only_when_told(backed_up, settings):
    before = standing(settings)
    with pytest.raises(CommandError, match=r"Banken har 1 fall.*--replace"):
        run("restore", str(backed_up))
    assert standing(settings) == before
    run("restore", str(backed_up), replace=True)
    assert Project.objects.get().title == "Förr"


def test_what_was_there_before_is_moved_aside_not_deleted(backed_up, settings):
    output = run("restore", str(backed_up), replace=True)
    root = Path(settings.MEDIA_ROOT)
    assert (root / "fall" / "bild.jpg").read_bytes() == b"bild " * 5_000
    assert not (root / "fall" / "ny.jpg").exists()
    (aside,) = root.glob(".ersatta-*")
    assert str(aside) in output
    assert (aside / "fall" / "bild.jpg").read_bytes() == b"en annan bild"
    assert (aside / "fall" / "ny.jpg").read_bytes() == b"ny"


def test_what_lies_aside_is_not_in_the_next_backup(backed_up, tmp_path):
    run("restore", str(backed_up), replace=True)
    run("backup", str(tmp_path / "next.zip"))
    with archive.Reader(tmp_path / "next.zip") as opened:
        assert opened.manifest["pictures"] == ["fall/bild.jpg"]


def test_a_running_process_sees_what_was_restored(backed_up, client):
    for _change in range(3):
        workflow.content_changed(project=Project.objects.get())
    seen = ContentRevision.current()
    assert "Nu" in client.get("/fall/").content.decode()
    run("restore", str(backed_up), replace=True)
    assert ContentRevision.current() > seen
    html = client.get("/fall/").content.decode()
    assert "Förr" in html
    assert "Nu" not in html


def test_accounts_come_back_and_sessions_do_not(tmp_path, client):
    curator = factories.curator("publisher", "kurator")
    factories.published_project()
    client.force_login(curator)
    run("backup", str(tmp_path / "bank.zip"))
    get_user_model().objects.all().delete()
    output = run("restore", str(tmp_path / "bank.zip"), replace=True)
    assert not Session.objects.exists()
    assert client.get("/admin/").status_code == 302
    assert client.login(username="kurator", password="ett-langt-losenord")
    assert "Alla är utloggade" in output


def test_a_file_can_be_looked_at_without_a_change(backed_up, settings):
    before = standing(settings)
    assert "är hel" in run("restore", str(backed_up), check=True)
    assert standing(settings) == before


def test_a_backup_never_writes_over_a_file(tmp_path):
    (tmp_path / "bank.zip").write_text("viktigt")
    with pytest.raises(CommandError, match="finns redan"):
        run("backup", str(tmp_path / "bank.zip"))
    assert (tmp_path / "bank.zip").read_text() == "viktigt"


def test_a_backup_that_fails_leaves_no_file(tmp_path, settings):
    # A picture that cannot be read: its name is a folder's by the time it is copied
    (Path(settings.MEDIA_ROOT) / "fall").mkdir(parents=True)
    with pytest.raises(CommandError, match="filen eller mappen finns inte"):
        run("backup", str(tmp_path / "no" / "bank.zip"))
    Synonym.objects.create(term="å", other="ä")
    (Path(settings.MEDIA_ROOT) / "fall" / "x.jpg").symlink_to("/proc/self/mem")
    with pytest.raises(CommandError, match="gick inte att skriva"):
        run("backup", str(tmp_path / "bank.zip"))
    assert list(tmp_path.glob("*.zip*")) == list(tmp_path.glob(".*")) == []


def test_a_picture_that_is_gone_is_told_and_stops_nothing(tmp_path, capsys):
    case = factories.project()
    image(case, "fall/borta.jpg")
    run("backup", str(tmp_path / "bank.zip"))
    assert "fall/borta.jpg" in capsys.readouterr().err


def test_every_table_is_carried_or_named_as_left_out():
    known = {table.model._meta.db_table: table for table in tables.every_table()}
    in_database = set(connection.introspection.table_names())
    # The cache is no model's: it holds counts that end by themselves
    assert in_database - {"django_migrations", "shared_cache"} == set(known)
    carried = {table.name for table in tables.carried_tables()}
    assert {t.name for t in known.values()} - carried == set(tables.LEFT_OUT)
    assert all(tables.LEFT_OUT.values())


def test_a_moment_is_no_part_of_another_transaction():
    with transaction.atomic(), pytest.raises(RuntimeError), moment.one_moment():
        pass


@pytest.mark.postgresql
def test_a_text_that_postgresql_cannot_hold_is_refused_in_one_clear_sentence(backed_up, settings):
    def with_a_nul(manifest, members):
        rows = members["tables/cases.project.jsonl"]
        members["tables/cases.project.jsonl"] = rows.replace('"Förr"'.encode(), b'"F\\u0000rr"')

    match = r"^En text i tabellen cases\.project har tecknet NUL, som PostgreSQL inte kan spara\."
    assert_refused(forged(backed_up, with_a_nul), settings, match)
