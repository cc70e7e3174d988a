"""The words of Sasaran Mutu: states, periods, directions, verdicts; what the trail calls each act."""

from collections.abc import Mapping

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from quality.achieving import Direction, Verdict
from quality.terms import Grain

Words = str | Promise

# Who writes objectives; who analyses; who decides; who sees persons and files behind a figure.
EDITORS = (Role.SECTION_HEAD, Role.SECRETARY, Role.OFFICE_ADMIN)
ANALYSTS = (Role.SECTION_HEAD, Role.SECRETARY)
DECIDERS = (Role.HEAD,)
SUPERIORS = (Role.SECTION_HEAD, Role.SECRETARY, Role.HEAD)
LEADERS = (Role.SECTION_HEAD, Role.SECRETARY, Role.HEAD, Role.OFFICE_ADMIN)


class PlanState(models.TextChoices):
    """The way of a document of objectives; SUPERSEDED: another revision holds."""

    DRAFT = "DRAFT", _("Rancangan")
    SUBMITTED = "SUBMITTED", _("Menunggu persetujuan")
    APPROVED = "APPROVED", _("Berlaku")
    SUPERSEDED = "SUPERSEDED", _("Diganti")


class ReportState(models.TextChoices):
    """The way of a report. SIGNED: frozen for good."""

    DRAFT = "DRAFT", _("Menunggu analisis")
    SUBMITTED = "SUBMITTED", _("Menunggu evaluasi pimpinan")
    SIGNED = "SIGNED", _("Ditandatangani")


GRAINS: Mapping[Grain, Words] = {
    Grain.MONTH: _("Bulan"),
    Grain.QUARTER: _("Triwulan"),
    Grain.SEMESTER: _("Semester"),
    Grain.YEAR: _("Tahun"),
}
SIGNS: Mapping[Direction, str] = {Direction.MORE: "≥", Direction.LESS: "≤"}
DIRECTIONS: Mapping[Direction, Words] = {
    Direction.MORE: _("≥ paling sedikit sebesar target"),
    Direction.LESS: _("≤ paling banyak sebesar target"),
}
VERDICTS: Mapping[Verdict, Words] = {
    Verdict.MET: _("Tercapai"),
    Verdict.MISSED: _("Tidak tercapai"),
    Verdict.TOO_FEW: _("Belum cukup data"),
    Verdict.NO_DATA: _("Tidak ada data"),
}
RULES: tuple[Words, ...] = (
    _("Lebih besar lebih baik (≥): capaian = realisasi ÷ target × 100 %."),
    _("Lebih kecil lebih baik (≤): capaian = (2 − realisasi ÷ target) × 100 %; target 0: 100 % atau 0 %."),
    _(
        "Realisasi dan target dibulatkan dua angka di belakang koma lebih dahulu; yang tercetak itulah yang "
        "dinilai. Capaian dibatasi 0 sampai 200 %."
    ),
    _(
        "“Belum cukup data” dan “Tidak ada data” tidak dihitung sebagai tercapai maupun tidak tercapai. "
        "Target yang dipakai ialah yang berlaku pada hari pertama masa."
    ),
)
ACTIONS: Mapping[str, Words] = {
    "quality.begun": _("Sasaran Mutu mulai disusun"),
    "quality.revised": _("Revisi Sasaran Mutu dibuka"),
    "quality.changed": _("Sasaran diubah"),
    "quality.dropped": _("Sasaran dihapus dari rancangan"),
    "quality.discarded": _("Rancangan Sasaran Mutu dibuang"),
    "quality.submitted": _("Sasaran Mutu diajukan"),
    "quality.sent_back": _("Sasaran Mutu dikembalikan"),
    "quality.approved": _("Sasaran Mutu disetujui"),
    "quality.drawn": _("Laporan Pencapaian disusun"),
    "quality.analysed": _("Penyebab dan tindakan diisi"),
    "quality.evidence_added": _("Bukti sasaran ditambahkan"),
    "quality.evidence_seen": _("Bukti sasaran dibuka"),
    "quality.report_submitted": _("Laporan Pencapaian diajukan"),
    "quality.report_sent_back": _("Laporan Pencapaian dikembalikan"),
    "quality.report_signed": _("Laporan Pencapaian ditandatangani"),
    "quality.report_reopened": _("Revisi Laporan Pencapaian dibuka"),
}
