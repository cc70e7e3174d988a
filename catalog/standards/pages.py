"""The standards among the office's settings, and among what it needs before it opens."""

from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from audit import actions
from offices import readiness, settings_pages
from offices.models import Office
from standards.models import StandardVersion, VersionState


def _missing(_office_id: UUID, _day: date) -> "str | Promise":
    if StandardVersion.objects.filter(state=VersionState.PUBLISHED).exists():
        return ""
    return _("Belum ada standar pelayanan yang diterbitkan")


def _check(office: Office, day: date) -> "str | Promise":
    return _missing(office.id, day)


def register_pages() -> None:
    """Put them there."""
    actions.register(
        {
            "standard.published": _("Standar pelayanan diterbitkan"),
            "standard.imported": _("Rancangan standar diimpor dari dokumen"),
            "standard.begun": _("Rancangan standar dimulai"),
            "standard.written": _("Rancangan standar diubah"),
            "standard.given_up": _("Rancangan standar dibatalkan"),
            "standard.prepared": _("Rancangan standar diserahkan untuk diperiksa"),
            "standard.checked": _("Rancangan standar diperiksa"),
            "standard.approved": _("Rancangan standar disetujui"),
            "standard.sent_back": _("Rancangan standar dikembalikan kepada penyusunnya"),
            "standard.scheduled": _("Standar pelayanan dijadwalkan berlaku"),
            "standard.not_published": _("Standar pelayanan yang dijadwalkan tidak dapat diterbitkan"),
            "standard.withdrawn": _("Standar pelayanan dicabut"),
            "pledge.signed": _("Maklumat, motto, kode etik, atau kebijakan mutu diterbitkan"),
        }
    )
    settings_pages.register(
        settings_pages.SettingsPage(
            "settings_pledges",
            _("Maklumat, motto, kode etik, kebijakan mutu"),
            _("Janji kantor yang ditandatangani pimpinan, setiap versinya, dan posternya."),
            66,
        )
    )
    settings_pages.register(
        settings_pages.SettingsPage(
            "standards",
            _("Menulis standar"),
            _("Mengimpor standar dari dokumen, menulis dan memperbaiki rancangan."),
            64,
        ),
        settings_pages.SettingsPage(
            "settings_standards",
            _("Standar pelayanan"),
            _("Menerbitkan rancangan standar: nomor, tanggal, penyusun, pemeriksa, yang menyetujui."),
            65,
            _missing,
        ),
    )
    readiness.register(
        readiness.Check(
            "standards",
            _("Standar pelayanan"),
            readiness.Doer.OFFICE_ADMIN,
            60,
            _check,
            page="settings_standards",
        )
    )
