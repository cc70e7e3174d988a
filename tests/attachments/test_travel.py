"""Attachments travel with their office: in its archive, under another key, on disk or on S3."""

import threading
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

import pytest
from django.core.files.storage import storages

from applications import merging
from attachments import carrying, operations, queries, store
from attachments.models import Attachment, Kind
from attachments.operations import Adder, Owner
from attachments.refusals import UploadRefused
from commons import clock as clocks
from offices.archiving import export_office
from offices.restoring import restore_office
from offices.scope import NoOffice, office_scope
from offices.stores import Bucket, store_of
from tests import world
from tests.applications import pages
from tests.attachments import samples
from tests.offices.archives import TRAVEL, another_server

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
__all__ = ["another_server"]


def keep(site, content):
    file_id = site.receive("ktp-el").file_id
    return operations.add(
        owner=Owner(file_id=file_id),
        kind=Kind.PAPER,
        content=content,
        adder=Adder.of(site.people["counter"]),
        now=clocks.now(),
    )


def test_an_archive_has_the_papers_sealed_and_for_people_and_they_open_elsewhere(
    live_database, office_a, clock, tmp_path, another_server
):
    world.open_services(office_a, "ktp-el")
    site, sent = pages.Site(office_a, world.staff(office_a)), samples.pdf(2)
    with office_scope(office_a):
        row = keep(site, sent)
    path = tmp_path / "kantor.zip"
    export_office(office_a.pk, path, now=NOW, travel_keys=TRAVEL)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        (sealed,) = [name for name in names if name.startswith("files/lampiran/")]
        assert b"%PDF" not in archive.read(sealed)
        (readable,) = [name for name in names if name.startswith("readable/lampiran/")]
        assert archive.read(readable) == sent
        assert "0001-2026" in readable
    another_server()
    vars(storages["default"]).pop("relative_media_root", None)
    office = restore_office(path, now=NOW, travel_keys=TRAVEL)
    with office_scope(office):
        assert queries.content(Attachment.objects.get(id=row.id)) == sent


class FakeS3(BaseHTTPRequestHandler):
    """As much of S3 as is used: put, get, head, delete an object; list by prefix. `held` by bucket/key."""

    held: dict[str, bytes] = {}
    down = False

    def _answer(self, status, body=b"", kind="application/xml"):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", kind)
        self.send_header("Last-Modified", "Fri, 20 Nov 2026 02:00:00 GMT")
        self.send_header("ETag", '"x"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _gone(self):
        if self.down:
            self._answer(403, b"<Error><Code>AccessDenied</Code></Error>")
        return self.down

    @property
    def key(self):
        return unquote(urlsplit(self.path).path.lstrip("/"))

    def do_PUT(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if not self._gone():
            self.held[self.key] = body
            self._answer(200)

    def do_GET(self):
        asked = parse_qs(urlsplit(self.path).query)
        if self._gone():
            return
        if "/" not in self.key.rstrip("/"):
            bucket = self.key.rstrip("/")
            self._answer(200, self._listed(bucket, asked.get("prefix", [""])[0]).encode())
        elif self.key in self.held:
            self._answer(200, self.held[self.key], "application/octet-stream")
        else:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def do_HEAD(self):
        self.do_GET()

    def _listed(self, bucket, prefix):
        keys = sorted(key.removeprefix(f"{bucket}/") for key in self.held)
        found = "".join(
            f"<Contents><Key>{escape(key)}</Key><Size>1</Size>"
            "<LastModified>2026-11-20T02:00:00.000Z</LastModified></Contents>"
            for key in keys
            if key.startswith(prefix)
        )
        return f"<ListBucketResult><IsTruncated>false</IsTruncated>{found}</ListBucketResult>"

    def do_DELETE(self):
        if not self._gone():
            self.held.pop(self.key, None)
            self._answer(204)

    def log_message(self, *_args):
        return


@pytest.fixture
def s3(settings, monkeypatch):
    """Stored files on a small S3 of this process."""
    monkeypatch.setattr(FakeS3, "held", {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), FakeS3)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    options = {
        "bucket_name": "loket",
        "access_key": "id",
        "secret_key": "secret",
        "endpoint_url": f"http://127.0.0.1:{server.server_port}",
        "region_name": "us-east-1",
    }
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "offices.s3.OfficeS3Storage", "OPTIONS": options},
    }
    yield FakeS3
    server.shutdown()
    thread.join(5)
    server.server_close()


@pytest.mark.django_db
def test_on_s3_each_office_has_its_own_part_sealed(site, elsewhere, s3):
    sent = samples.pdf(2)
    with office_scope(site.office):
        row = keep(site, sent)
        assert queries.content(row) == sent
        assert list(store.names_since(clocks.now(), until=clocks.now())) == [row.name]
    (key,) = s3.held
    assert key == f"loket/{site.office.schema_name}/{row.name}"
    assert b"%PDF" not in s3.held[key]
    with office_scope(elsewhere.office), pytest.raises(UploadRefused):
        store.get(row.name, of=row.id)
    with pytest.raises(NoOffice):
        storages["default"].open(row.name)
    with office_scope(site.office):
        store.drop(row.name)
    assert s3.held == {}


@pytest.mark.django_db
def test_an_s3_that_refuses_leaves_no_row(site, s3, monkeypatch):
    monkeypatch.setattr(FakeS3, "down", True)
    with office_scope(site.office):
        with pytest.raises(UploadRefused) as refused:
            keep(site, samples.photo())
        assert refused.value.code == "store_away"
        assert not Attachment.objects.exists()


@pytest.mark.django_db
def test_an_office_on_s3_leaves_and_returns_as_from_a_disk(s3, office_a):
    bucket = store_of(office_a.schema_name)
    assert isinstance(bucket, Bucket)
    assert bucket.is_empty()
    bucket.mark()
    bucket.put("lampiran/2026-11/a", [b"one", b"two"])
    assert (bucket.is_half(), bucket.names()) == (True, ["lampiran/2026-11/a"])
    assert b"".join(bucket.blocks("lampiran/2026-11/a")) == b"onetwo"
    with pytest.raises(ValueError, match=r"\.\."):
        bucket.put("../o_359902/x", [b"x"])
    bucket.unmark()
    assert not bucket.is_half()
    bucket.clear()
    assert bucket.is_empty()


@pytest.mark.django_db
def test_papers_go_along_when_an_office_goes_into_another(site, elsewhere):
    sent = samples.pdf(2)
    with office_scope(site.office):
        row = keep(site, sent)
    chief = replace(site.people["admin"], roles=frozenset({"KAB_ADMIN"}), office_id=None, name="Kabupaten")
    facts = {"office_ids": [site.office.pk], "successor_id": elsewhere.office.pk, "reason": "Perda 1/2026"}
    assert merging.merge(**facts, actor=chief, now=clocks.now()) == 1
    with office_scope(elsewhere.office):
        (new,) = Attachment.objects.all()
        assert queries.content(new) == sent
        assert (new.requirement, new.kind, new.added_by_name) == (
            row.requirement,
            row.kind,
            row.added_by_name,
        )
        assert new.name != row.name
    with office_scope(site.office):
        carried = carrying.take(row.id)
        assert Attachment.objects.count() == 1
    assert new.file_id is not None
    with office_scope(elsewhere.office):
        carrying.give(carried, file_id=new.file_id)
        assert Attachment.objects.count() == 1, "twice is as once"
