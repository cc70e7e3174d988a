"""Roster, competences, reviews, meetings and decisions in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from supervision.competences import Gap
from supervision.rostering import AWAY, Against

ACTIONS = {
    "supervision.credential": gettext_lazy("Kompetensi petugas dicatat"),
    "supervision.credential_withdrawn": gettext_lazy("Catatan kompetensi ditarik"),
    "supervision.proof_seen": gettext_lazy("Bukti kompetensi dibuka"),
    "supervision.reviewed": gettext_lazy("Tinjauan pengawasan diselesaikan"),
    "supervision.meeting_called": gettext_lazy("Rapat intern dicatat"),
    "supervision.meeting_closed": gettext_lazy("Notulen rapat intern ditutup"),
    "supervision.decided": gettext_lazy("Keputusan ditulis"),
    "supervision.decision_done": gettext_lazy("Keputusan dinyatakan selesai"),
    "supervision.week_set": gettext_lazy("Jadwal mingguan petugas diubah"),
    "supervision.exception": gettext_lazy("Pengecualian jadwal dicatat"),
    "supervision.exception_cancelled": gettext_lazy("Pengecualian jadwal dibatalkan"),
}
DAYS = (
    gettext_lazy("Senin"), gettext_lazy("Selasa"), gettext_lazy("Rabu"), gettext_lazy("Kamis"),
    gettext_lazy("Jumat"), gettext_lazy("Sabtu"), gettext_lazy("Minggu"),
)  # fmt: skip
REASONS: Mapping[str, str | Promise] = {
    "LEAVE": gettext_lazy("Cuti atau izin"),
    "SICK": gettext_lazy("Sakit"),
    "DUTY": gettext_lazy("Dinas luar"),
    "TRAINING": gettext_lazy("Pelatihan"),
    "OTHER": gettext_lazy("Lainnya"),
    AWAY: gettext_lazy("Pimpinan tidak di tempat"),
}
LEVELS: Mapping[str, str | Promise] = {
    "SD": gettext_lazy("SD"), "SMP": gettext_lazy("SMP"), "SMA": gettext_lazy("SMA sederajat"),
    "D3": gettext_lazy("D3"), "S1": gettext_lazy("S1 atau D4"), "S2": gettext_lazy("S2"),
    "S3": gettext_lazy("S3"),
}  # fmt: skip


def role_name(role: str) -> str:
    """ "Petugas loket"."""
    return str(Role(role).label) if role in Role.values else role


def against_words(one: Against) -> str:
    """ "Dijanjikan 3, terjadwal 3, bertugas 2"."""
    if one.promised is None:
        return _("Terjadwal {n}, bertugas {m}").format(n=one.rostered, m=one.on_duty)
    text = _("Dijanjikan {p}, terjadwal {n}, bertugas {m}")
    return text.format(p=one.promised, n=one.rostered, m=one.on_duty)


def gap_words(gap: Gap) -> str:
    """What is missing, as a person reads it."""
    if gap.kind == "EDUCATION":
        return _("Pendidikan minimal {level}").format(level=LEVELS.get(gap.wanted, gap.wanted))
    if gap.kind == "EXPERIENCE":
        return _("Pengalaman kerja minimal {n} tahun").format(n=gap.wanted)
    return _("Pelatihan: {name}").format(name=gap.wanted)
