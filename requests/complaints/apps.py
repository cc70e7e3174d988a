"""Complaints, aspirations and requests for information: from intake to the answer the citizen accepts."""

from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    """Registers its lines in the inbox, its checks, its settings and what it writes on the trail."""

    name = "complaints"

    def ready(self) -> None:
        """After all models."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from accounts import shell  # noqa: PLC0415
        from accounts.models import Role  # noqa: PLC0415
        from applications import merging, notices  # noqa: PLC0415
        from audit import actions, verifiers  # noqa: PLC0415
        from complaints import health_checks, ringing, verifier  # noqa: PLC0415
        from complaints import reminders as lines  # noqa: PLC0415
        from complaints.moving import move  # noqa: PLC0415
        from complaints.retention import COMPLAINT_WORDS  # noqa: PLC0415
        from offices.settings_pages import SettingsPage, register  # noqa: PLC0415
        from regulations import retention  # noqa: PLC0415

        notices.register(lines.reminders, lines.waiting)
        notices.register(lines.below, lines.elsewhere)
        page = shell.KabupatenPage(
            "kabupaten_terms", _("Tenggat pengaduan"), (Role.KAB_ADMIN,), 80, "masterdata"
        )
        shell.register(page)
        health_checks.register_checks()
        ringing.register()
        retention.register(COMPLAINT_WORDS)
        merging.goes_along(move)
        verifiers.register("complaints", verifier.check_office)
        actions.register(
            {
                "complaint.read": _("Pengaduan rahasia dibuka"),
                "complaint.exported": _("Buku Pengaduan dicetak atau diekspor"),
                "complaint.imported": _("Pengaduan LAPOR dimasukkan"),
                "complaint.terms_set": _("Tenggat pengaduan kantor diubah"),
            }
        )
        register(
            SettingsPage(
                "settings_complaints",
                _("Pengaduan"),
                _("Tenggat tiap golongan pengaduan dalam hari kerja."),
                66,
            )
        )
