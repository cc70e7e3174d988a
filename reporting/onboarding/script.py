"""The twelve tasks of a rehearsal, and whether each was done. Pure: what happened is passed in.

The first three take one applicant all the way; the others are what goes otherwise at a counter. Two tasks
want the next day, so the clock is moved in between.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from commons.clock import wib

LIMIT = timedelta(minutes=20)
AFTER_OPENING = timedelta(minutes=10)


@dataclass(frozen=True)
class Happened:
    """One event of a file in the attempt."""

    file: str
    action: str
    step: str
    at: datetime


@dataclass(frozen=True)
class Course:
    """What was done since the attempt began, oldest first. `open`: files received; `handed`: handed over."""

    events: Sequence[Happened] = ()
    received: int = 0
    handed: int = 0
    moved_on: int = 0
    """Files that are past their intake."""
    tickets: int = 0
    absences: int = 0

    def did(self, action: str) -> bool:
        """Whether somebody did this to any file."""
        return any(event.action == action for event in self.events)

    def on_a_later_day(self, action: str, before: str) -> bool:
        """Whether `action` came on a later day than `before` did, on the same file."""
        days = {event.file: wib(event.at).date() for event in self.events if event.action == before}
        return any(
            event.action == action and event.file in days and wib(event.at).date() > days[event.file]
            for event in self.events
        )


@dataclass(frozen=True)
class Task:
    """A task. `page`: the URL name of where it begins; `next_day`: the clock is moved first."""

    key: str
    title: "str | Promise"
    how: "str | Promise"
    page: str
    done: Callable[[Course], bool]
    next_day: bool = False


TASKS = (
    Task(
        "terima",
        _("Terima berkas yang lengkap"),
        _(
            "Pilih layanan dan tekan “Cari”, boleh tanpa mengetik nama; barulah muncul tombol"
            " “Pemohon baru: isi datanya”. Isian sudah terisi contoh; centang syaratnya, “Terima berkas”."
        ),
        "intake",
        lambda course: course.received > 0,
    ),
    Task(
        "proses",
        _("Kerjakan sampai siap diserahkan"),
        _("Buka berkas itu dan selesaikan tiap langkah, juga tanda tangan: Anda memegang semua tugas."),
        "inbox",
        lambda course: course.moved_on > 0,
    ),
    Task(
        "serahkan",
        _("Serahkan kepada pemohon"),
        _("Pada berkas itu: tulis siapa yang menerimanya, tekan “Sudah diserahkan”. Berkas pertama selesai."),
        "inbox",
        lambda course: course.handed > 0,
    ),
    Task(
        "kembalikan",
        _("Kembalikan berkas yang kurang"),
        _("Terima berkas lain dengan satu syarat tidak dicentang; slip kekurangannya dapat dicetak."),
        "intake",
        lambda course: course.did("return"),
    ),
    Task(
        "lengkapi",
        _("Pemohon kembali keesokan harinya"),
        _(
            "Tekan “Majukan jam ke besok pagi”, buka berkas yang dikembalikan, “Pemohon sudah melengkapi”"
            " dan “Terima kembali”. Nomornya tetap."
        ),
        "inbox",
        lambda course: course.on_a_later_day("resubmit", "return"),
        next_day=True,
    ),
    Task(
        "antrean",
        _("Ambil nomor antrean"),
        _("Beri nomor antrean untuk seorang pemohon."),
        "ticket_new",
        lambda course: course.tickets > 0,
    ),
    Task(
        "tunda",
        _("Catat menunggu instansi lain"),
        _(
            "Pada sebuah berkas: buka “Menunggu instansi lain”, sebutkan instansinya, tekan “Catat menunggu”."
            " Waktu kantor berhenti dihitung."
        ),
        "inbox",
        lambda course: course.did("wait"),
    ),
    Task(
        "lanjut",
        _("Lanjutkan keesokan harinya"),
        _("Tekan “Majukan jam ke besok pagi”, buka berkas yang menunggu, lalu “Sudah ada, lanjutkan”."),
        "inbox",
        lambda course: course.on_a_later_day("resume", "wait"),
        next_day=True,
    ),
    Task(
        "urung",
        _("Batalkan langkah yang keliru"),
        _(
            "Selesaikan satu langkah, lalu dalam lima menit buka “Batalkan langkah terakhir saya” dan tekan"
            " “Batalkan langkah terakhir”."
        ),
        "inbox",
        lambda course: course.did("undo"),
    ),
    Task(
        "batal",
        _("Pemohon mencabut permohonannya"),
        _("Pada sebuah berkas: buka “Pemohon mencabut permohonan”, lalu tekan “Pemohon mencabut”."),
        "inbox",
        lambda course: course.did("withdraw"),
    ),
    Task(
        "tolak",
        _("Tolak dengan alasan"),
        _("Terima satu berkas lagi, buka “Tolak permohonan”, tulis dasarnya, lalu tekan “Tolak permohonan”."),
        "intake",
        lambda course: course.did("reject"),
    ),
    Task(
        "absen",
        _("Pimpinan tidak di tempat"),
        _("Isi sejak dan sampai kapan pimpinan pergi, lalu “Catat”; loket mengatakannya kepada pemohon."),
        "absences",
        lambda course: course.absences > 0,
    ),
)


@dataclass(frozen=True)
class Line:
    """A task with its number and whether it was done."""

    number: int
    task: Task
    done: bool


def lines(course: Course) -> list[Line]:
    """Every task in its order."""
    return [Line(number, task, task.done(course)) for number, task in enumerate(TASKS, start=1)]


def current(found: Sequence[Line]) -> Line | None:
    """The first task that was not done; None when all were."""
    return next((line for line in found if not line.done), None)


def wants_next_day(line: Line | None, course: Course, now: datetime) -> bool:
    """Whether the clock must be moved before this task can be done."""
    if line is None or not line.task.next_day:
        return False
    before = {"lengkapi": "return", "lanjut": "wait"}[line.task.key]
    days = [wib(event.at).date() for event in course.events if event.action == before]
    return bool(days) and max(days) >= wib(now).date()
