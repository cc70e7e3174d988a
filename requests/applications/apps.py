from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    name = "applications"

    def ready(self) -> None:
        from accounts import glance  # noqa: PLC0415  after the models are loaded
        from applications import health_checks, notices, readings, reminders, verifier  # noqa: PLC0415
        from applications.queries_desk import GLANCED  # noqa: PLC0415
        from applications.retention import APPLICANT_DATA, ATTACHMENTS  # noqa: PLC0415  after the models are loaded
        from applications.tasks import ask_for_promises  # noqa: PLC0415  after the models are loaded
        from audit import actions, verifiers  # noqa: PLC0415  after the models are loaded
        from documents.office_settings import hours_changed  # noqa: PLC0415
        from regulations import retention  # noqa: PLC0415  after the models are loaded

        health_checks.register_checks()
        hours_changed.listen(ask_for_promises)
        actions.register({"file.nik_revealed": _("NIK berkas dibuka lengkap")})
        actions.register({"office.merged": _("Kantor digabung ke kantor penerus")})
        verifiers.register("files", verifier.check_office)
        retention.register(APPLICANT_DATA)
        retention.register(ATTACHMENTS)
        readings.register()
        for name, value in GLANCED.items():
            glance.register(name, value)
        notices.register(reminders.letters_ended, reminders.waiting)
