"""The words of a file in Indonesian: where it stands, what was done to it, who holds a step."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.intake import ContactWay
from applications.workflow import Action, Label, Role, StepKind

Words = str | Promise

STATUS: Mapping[str, Words] = {
    Label.SUBMITTED: _("Diterima"),
    Label.CHECKED: _("Diperiksa"),
    Label.RETURNED: _("Dikembalikan"),
    Label.REGISTERED: _("Menunggu register"),
    Label.IN_PROCESS: _("Dikerjakan"),
    Label.AWAITING_SIGNATURE: _("Menunggu tanda tangan"),
    Label.SIGNED: _("Ditandatangani"),
    Label.READY: _("Siap diambil"),
    Label.HANDED_OVER: _("Diserahkan"),
    Label.REJECTED: _("Ditolak"),
    Label.WITHDRAWN: _("Dicabut pemohon"),
}
ROLES: Mapping[Role, Words] = {
    Role.COUNTER: _("Petugas loket"),
    Role.OPERATOR: _("Operator"),
    Role.INFORMATION: _("Petugas informasi"),
    Role.SECTION_HEAD: _("Kasi"),
    Role.SECRETARY: _("Sekretaris"),
    Role.HEAD: _("Pimpinan"),
    Role.OFFICE_ADMIN: _("Admin kantor"),
}
DONE: Mapping[StepKind, Words] = {
    StepKind.INTAKE: _("Berkas diterima lengkap"),
    StepKind.VERIFY: _("Diperiksa: lengkap dan benar"),
    StepKind.INITIAL: _("Diparaf"),
    StepKind.SIGN: _("Ditandatangani"),
    StepKind.PRODUCE: _("Selesai dikerjakan"),
    StepKind.REGISTER: _("Dicatat di Buku Register"),
    StepKind.HAND_OVER: _("Diserahkan"),
}
EVENTS: Mapping[Action, Words] = {
    Action.RETURN: _("Dikembalikan kepada pemohon"),
    Action.RESUBMIT: _("Pemohon melengkapi berkas"),
    Action.SEND_BACK: _("Dikembalikan ke langkah sebelumnya"),
    Action.WAIT: _("Menunggu instansi lain"),
    Action.RESUME: _("Dilanjutkan"),
    Action.REJECT: _("Ditolak"),
    Action.WITHDRAW: _("Dicabut oleh pemohon"),
    Action.UNDO: _("Langkah terakhir dibatalkan"),
    Action.CORRECT: _("Koreksi diminta"),
}
STAGES: Mapping[str, Words] = {
    "asked": _("Koreksi diminta"),
    "signed": _("Koreksi disetujui dan ditandatangani"),
    "declined": _("Permintaan koreksi ditolak"),
}
CONTACT_WAYS: Mapping[str, Words] = {
    ContactWay.WHATSAPP: _("WhatsApp"),
    ContactWay.PHONE: _("Telepon"),
    ContactWay.SMS: _("SMS"),
    ContactWay.EMAIL: _("Surel"),
    ContactWay.NONE: _("Tidak perlu dihubungi"),
}
# What the button of a step says, and what pressing it means.
COMPLETE: Mapping[StepKind, tuple[Words, Words]] = {
    StepKind.INTAKE: (
        _("Berkas lengkap, mulai proses"),
        _("Waktu janji mulai berjalan dari sini."),
    ),
    StepKind.VERIFY: (_("Lengkap dan benar"), _("Periksa syarat dan isian terhadap aslinya.")),
    StepKind.INITIAL: (_("Paraf"), _("Baca dulu suratnya; dengan paraf Anda, surat naik ke pimpinan.")),
    StepKind.SIGN: (_("Sudah saya tandatangani"), _("Baca dulu. Setelah ini surat berlaku.")),
    StepKind.PRODUCE: (_("Selesai dikerjakan"), ""),
    StepKind.REGISTER: (_("Catat di Buku Register"), ""),
    StepKind.HAND_OVER: (_("Sudah diserahkan"), _("Tulis siapa yang menerimanya.")),
}


def status(code: str) -> str:
    """The word for a stored status."""
    return str(STATUS.get(code, code))


def holders(roles: Iterable[Role], *, head: str = "") -> str:
    """Who holds a step, in words; `head` is what the leader is called here ("Camat")."""
    words = {Role.HEAD: head} if head else {}
    ordered = [role for role in Role if role in set(roles)]
    return " / ".join(str(words.get(role) or ROLES[role]) for role in ordered)


def event_title(action: str, kind: StepKind | None, stage: str) -> str:
    """What an event did, as a heading of the history."""
    if stage in STAGES:
        return str(STAGES[stage])
    if action == Action.COMPLETE and kind is not None:
        return str(DONE[kind])
    return str(EVENTS.get(Action(action), action))
