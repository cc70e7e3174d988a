"""Kept sealed, whole or not at all; taken back, struck, swept, scanned."""

import os
import socket
import struct
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from attachments import health_checks, operations, queries, scanning, store, sweeping
from attachments.models import Attachment, Kind, State
from attachments.operations import Adder, AttachmentError, Owner
from attachments.refusals import UploadRefused
from attachments.scanning import Clamd, ScannerAway
from commons import clock as clocks
from commons.crypto import Unreadable
from commons.ids import new_id
from offices.health import EVERYWHERE, Ground
from offices.scope import office_scope
from tests.attachments import samples
from trail.models import TrailEntry

pytestmark = pytest.mark.django_db


def add(site, content=None, *, who="counter", draft="d1", **changes):
    """One upload of the counter to an open form."""
    owner = changes.pop("owner", Owner(draft=draft))
    return operations.add(
        owner=owner,
        kind=changes.pop("kind", Kind.PAPER),
        content=samples.photo() if content is None else content,
        adder=Adder.of(site.people[who]),
        now=clocks.now(),
        **changes,
    )


def stored(media) -> list[Path]:
    return [path for path in media.rglob("*") if path.is_file()]


@pytest.fixture
def here(site):
    with office_scope(site.office):
        yield site


def test_what_lies_on_the_disk_is_sealed_under_a_random_name(here, media):
    sent = samples.pdf(2)
    row = add(here, sent)
    (path,) = stored(media)
    assert path.parts[-4:-1] == (here.office.schema_name, "lampiran", "2026-11")
    raw = path.read_bytes()
    assert b"%PDF" not in raw
    assert queries.content(row) == sent
    assert bytes(row.thumb).startswith(b"\xff\xd8")
    assert row.pages == 2


def test_sealed_bytes_open_for_their_own_attachment_only(here, elsewhere):
    first, second = add(here), add(here, samples.pdf())
    with pytest.raises(Unreadable):
        store.get(first.name, of=second.id)
    with default_storage.open(first.name) as kept:
        sealed = kept.read()
    with office_scope(elsewhere.office):
        default_storage.save(first.name, ContentFile(sealed))
        with pytest.raises(Unreadable):
            store.get(first.name, of=first.id)
        assert queries.attachment(first.id) is None


@pytest.mark.parametrize("name", ["a program called pdf", "a PDF with JavaScript", "400 megapixels"])
def test_a_refused_upload_leaves_nothing(here, media, name):
    with pytest.raises(UploadRefused):
        add(here, samples.BAD[name][0])
    assert stored(media) == []
    assert not Attachment.objects.exists()


def test_the_same_photograph_sent_twice_is_kept_once(here, media):
    first = add(here, requirement="utama:ktp")
    assert add(here, requirement="utama:ktp").id == first.id
    assert add(here, requirement="utama:kk").id != first.id
    assert len(stored(media)) == 2


def test_a_file_takes_so_many_and_no_more(here, media, monkeypatch):
    monkeypatch.setattr(operations, "MOST_OF_ONE", 1)
    add(here)
    with pytest.raises(UploadRefused) as refused:
        add(here, samples.pdf())
    assert refused.value.code == "too_many"
    assert len(stored(media)) == 1


def test_a_draft_is_taken_back_by_who_added_it_only(here, media):
    row = add(here)
    with pytest.raises(AttachmentError):
        operations.remove(attachment_id=row.id, actor=here.people["operator"])
    assert len(stored(media)) == 1
    operations.remove(attachment_id=row.id, actor=here.people["counter"])
    assert stored(media) == []
    assert not Attachment.objects.exists()


def test_after_receipt_it_is_struck_with_a_reason_and_stays(here, media):
    file_id = here.receive("ktp-el").file_id
    row = add(here, owner=Owner(file_id=file_id))
    actor, now = here.people["counter"], clocks.now()
    with pytest.raises(AttachmentError) as refused:
        operations.remove(attachment_id=row.id, actor=actor)
    assert refused.value.code == "received"
    with pytest.raises(AttachmentError):
        operations.strike(attachment_id=row.id, file_id=file_id, reason=" ", actor=actor, now=now)
    with pytest.raises(AttachmentError):
        operations.strike(attachment_id=row.id, file_id=new_id(), reason="salah foto", actor=actor, now=now)
    operations.strike(attachment_id=row.id, file_id=file_id, reason="salah foto", actor=actor, now=now)
    (shown,) = queries.of_file(file_id)
    assert (shown.state, shown.struck) == (State.STRUCK, "Sari Wulandari: salah foto")
    assert len(stored(media)) == 1
    assert TrailEntry.objects.filter(action="attachment.struck", subject=f"file:{file_id}").count() == 1


def test_an_intake_that_was_never_sent_is_swept_after_a_day(here, media, clock):
    add(here)
    kept = add(here, samples.pdf(), owner=Owner(file_id=here.receive("ktp-el").file_id))
    assert sweeping.sweep(clocks.now()) == 0
    clock.advance(hours=25)
    assert sweeping.sweep(clocks.now()) == 1
    assert sweeping.sweep(clocks.now()) == 0, "twice is as once"
    assert [row.id for row in Attachment.objects.all()] == [kept.id]
    assert len(stored(media)) == 1


def test_a_process_killed_between_store_and_row_leaves_what_the_sweep_finds(here, media, clock):
    name = store.new_name(clocks.now())
    store.put(name, b"half an upload", of=new_id())
    kept = add(here, owner=Owner(file_id=here.receive("ktp-el").file_id))
    late = clocks.now() + timedelta(days=2)
    for path in stored(media):  # files bear the machine's own time, which no test moves
        os.utime(path, (clocks.now().timestamp(),) * 2)
    assert sweeping.sweep(late) == 1
    assert [path.name for path in stored(media)] == [kept.name.rpartition("/")[2]]


AWAY = (
    OSError("no route"),
    EndpointConnectionError(endpoint_url="http://127.0.0.1:9"),
    ClientError({"Error": {"Code": "SlowDown", "Message": "later"}}, "PutObject"),
)


@pytest.mark.parametrize("error", AWAY, ids=lambda error: type(error).__name__)
def test_a_store_that_is_away_refuses_and_keeps_nothing(here, monkeypatch, error):
    def away(*_args):
        raise error

    monkeypatch.setattr(default_storage, "save", away)
    with pytest.raises(UploadRefused) as refused:
        add(here)
    assert refused.value.code == "store_away"
    assert "asli dibawa" in str(refused.value)
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("error", AWAY, ids=lambda error: type(error).__name__)
def test_what_lies_in_a_store_that_is_away_is_swept_another_night(here, media, monkeypatch, error):
    def away(*_args):
        raise error

    store.put(store.new_name(clocks.now()), b"half an upload", of=new_id())
    with monkeypatch.context() as patched:
        patched.setattr(default_storage, "listdir", away)
        assert sweeping.sweep(clocks.now() + timedelta(days=2)) == 0
    assert len(stored(media)) == 1


class FakeClamd:
    """Answers one scan on a local port as it was told; `got` is what was sent."""

    def __init__(self, answer: bytes | None) -> None:
        self.answer, self.got = answer, b""
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self._socket.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        line, _from = self._socket.accept()
        with line, line.makefile("rb") as sent:
            assert sent.read(10) == b"zINSTREAM\0"
            while size := struct.unpack("!L", sent.read(4))[0]:
                self.got += sent.read(size)
            if self.answer is not None:
                line.sendall(self.answer)

    def close(self) -> None:
        self._thread.join(5)
        self._socket.close()


@pytest.fixture
def clamd(settings):
    """A fake scanner that gives this answer."""
    running = []

    def answering(answer):
        fake = FakeClamd(answer)
        settings.VIRUS_SCAN = fake.address
        running.append(fake)
        return fake

    yield answering
    for fake in running:
        fake.close()


@pytest.mark.parametrize(
    ("answer", "found"),
    [(b"stream: OK\0", ""), (b"stream: Eicar-Signature FOUND\0", "Eicar-Signature")],
)
def test_the_scanner_is_sent_every_byte_and_its_verdict_is_read(clamd, answer, found):
    fake, content = clamd(answer), bytes(range(256)) * 700
    assert Clamd(fake.address).scan(content) == found
    assert fake.got == content


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", None, b"HTTP/1.1 400\r\n"])
def test_what_is_no_verdict_is_a_scanner_that_is_away(clamd, answer):
    with pytest.raises(ScannerAway):
        Clamd(clamd(answer).address).scan(b"x")


def test_a_scanner_that_is_slow_or_not_there_is_away(monkeypatch, tmp_path):
    monkeypatch.setattr(scanning, "ANSWER", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(ScannerAway):
            Clamd(address).scan(b"x")
    for gone in (address, f"unix://{tmp_path}/clamd.sock"):
        with pytest.raises(ScannerAway):
            Clamd(gone).scan(b"x")


def test_what_the_scanner_finds_is_refused(here, media, clamd):
    clamd(b"stream: Eicar FOUND\0")
    with pytest.raises(UploadRefused) as refused:
        add(here)
    assert refused.value.code == "infected"
    assert stored(media) == []


def test_while_the_scanner_is_away_uploads_are_refused_or_wait_unseen(here, media, settings, clamd):
    settings.VIRUS_SCAN = "unix:///nowhere/clamd.sock"
    with pytest.raises(UploadRefused) as refused:
        add(here)
    assert refused.value.code == "scanner_away"
    assert stored(media) == []
    settings.VIRUS_SCAN_DOWN = "quarantine"
    row = add(here)
    assert row.state == State.QUARANTINED
    assert operations.rescan() == 0, "still away"
    clamd(b"stream: OK\0")
    assert operations.rescan() == 1
    kept = queries.attachment(row.id)
    assert kept is not None
    assert kept.state == State.KEPT


def test_what_is_found_in_quarantine_is_removed_and_a_received_file_says_so(here, media, settings, clamd):
    settings.VIRUS_SCAN, settings.VIRUS_SCAN_DOWN = "unix:///nowhere/clamd.sock", "quarantine"
    file_id = here.receive("ktp-el").file_id
    add(here, owner=Owner(file_id=file_id))
    clamd(b"stream: Eicar FOUND\0")
    assert operations.rescan() == 1
    (shown,) = queries.of_file(file_id)
    assert shown.state == State.STRUCK
    assert "virus" in shown.struck
    assert stored(media) == []


def test_the_kabupaten_is_told_that_nothing_is_scanned_and_what_waits(here, settings):
    ground = Ground(clocks.now(), live=True)
    for address, findings in (("tcp://clamd:3310", 0), ("", 1)):
        settings.VIRUS_SCAN = address
        assert (
            len(health_checks.judge_scanner(health_checks.scanned(clocks.now())[EVERYWHERE], ground))
            == findings
        )
    add(here)
    assert health_checks.judge(health_checks.facts(here.office, clocks.now()), ground) == []
    Attachment.objects.update(state=State.QUARANTINED)
    (finding,) = health_checks.judge(health_checks.facts(here.office, clocks.now()), ground)
    assert "1 lampiran menunggu" in finding.text
