"""What the closed words of a standard are called in forms, in the order they are offered."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from standards.channels import NAMES
from standards.vocabulary import (
    ChannelKind,
    EvaluationKind,
    Guarantee,
    Issuer,
    Lookup,
    PaperKind,
    RoleCode,
    StepKind,
    TimeUnit,
)

Choices = tuple[tuple[str, Any], ...]
PAPERS: Choices = (
    (PaperKind.ORIGINAL.value, _("Asli, diperlihatkan")),
    (PaperKind.COPY.value, _("Fotokopi")),
    (PaperKind.FORM.value, _("Formulir")),
    (PaperKind.LETTER.value, _("Surat")),
    (PaperKind.FACT.value, _("Keadaan yang diperiksa, tanpa berkas")),
)
ISSUERS: Choices = (
    (Issuer.RT_RW.value, _("Ketua RT/RW")),
    (Issuer.LURAH.value, _("Lurah")),
    (Issuer.KEPALA_DESA.value, _("Kepala Desa")),
    (Issuer.LURAH_OR_KADES.value, _("Lurah atau Kepala Desa")),
    (Issuer.POLICE.value, _("Kepolisian")),
    (Issuer.CIVIL_REGISTRY.value, _("Dinas Dukcapil")),
    (Issuer.OTHER.value, _("Instansi lain")),
)
STEPS: Choices = (
    (StepKind.INTAKE.value, _("Menerima berkas")),
    (StepKind.VERIFY.value, _("Memeriksa")),
    (StepKind.PRODUCE.value, _("Menyusun atau mencetak")),
    (StepKind.INITIAL.value, _("Paraf")),
    (StepKind.SIGN.value, _("Tanda tangan")),
    (StepKind.REGISTER.value, _("Registrasi")),
    (StepKind.HAND_OVER.value, _("Menyerahkan kepada pemohon")),
)
ROLES: Choices = (
    (RoleCode.COUNTER.value, _("Petugas loket")),
    (RoleCode.OPERATOR.value, _("Operator")),
    (RoleCode.INFORMATION.value, _("Petugas informasi")),
    (RoleCode.SECTION_HEAD.value, _("Kepala seksi")),
    (RoleCode.SECRETARY.value, _("Sekretaris")),
    (RoleCode.HEAD.value, _("Camat/Lurah")),
)
LOOKUPS: Choices = ((Lookup.POVERTY_LIST.value, _("Daftar kemiskinan")),)
UNITS: Choices = (
    (TimeUnit.MINUTE.value, _("menit (jam buka loket)")),
    (TimeUnit.HOUR.value, _("jam (jam buka loket)")),
    (TimeUnit.WORKING_DAY.value, _("hari kerja")),
    (TimeUnit.DAY.value, _("hari kalender")),
    (TimeUnit.WEEK.value, _("minggu")),
    (TimeUnit.MONTH.value, _("bulan")),
)
CHANNELS: Choices = tuple((kind.value, NAMES[kind]) for kind in ChannelKind)
NOTICES: Choices = tuple(
    (kind.value, NAMES[kind]) for kind in (ChannelKind.WHATSAPP, ChannelKind.PHONE, ChannelKind.SMS)
)
GUARANTEES: Choices = (
    (Guarantee.NOTICE.value, _("Pemohon dihubungi bila terlambat")),
    (Guarantee.MAKLUMAT.value, _("Maklumat pelayanan")),
    (Guarantee.MOTTO.value, _("Motto")),
    (Guarantee.CODE_OF_ETHICS.value, _("Kode etik")),
    (Guarantee.QUALITY_TARGETS.value, _("Sasaran Mutu")),
    (Guarantee.QUALITY_POLICY.value, _("Kebijakan Mutu")),
    (Guarantee.FIRE_EXTINGUISHER.value, _("APAR")),
    (Guarantee.CCTV.value, _("CCTV")),
)
METHODS: Choices = (
    (EvaluationKind.SURVEY.value, _("Survei Kepuasan Masyarakat")),
    (EvaluationKind.SUPERVISION.value, _("Pengawasan atasan langsung")),
    (EvaluationKind.MEETING.value, _("Rapat")),
    (EvaluationKind.QUALITY_TARGETS.value, _("Sasaran Mutu")),
)
