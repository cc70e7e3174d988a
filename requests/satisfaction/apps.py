"""What comes of the survey: the frozen index of a period, its publication, and the follow-up plan."""

from django.apps import AppConfig


class SatisfactionConfig(AppConfig):
    """Registers the words of its lines on the trail, its lines in the inbox, and its link on a period."""

    name = "satisfaction"

    def ready(self) -> None:
        """After all models."""
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from applications import notices  # noqa: PLC0415
        from audit import actions  # noqa: PLC0415
        from satisfaction.operations import READERS  # noqa: PLC0415
        from satisfaction.reminders import reminders, waiting  # noqa: PLC0415
        from surveys import doors  # noqa: PLC0415
        from surveys.models import PeriodState  # noqa: PLC0415

        notices.register(reminders, waiting)
        closed = frozenset({PeriodState.CLOSED.value})
        doors.register(
            doors.Door("skm_result", _("Hasil, tanda tangan, dan tindak lanjut"), READERS, closed),
            doors.Door("skm_results", _("Hasil SKM semua periode"), READERS),
        )
        actions.register(
            {
                "satisfaction.frozen": _("Hasil SKM dibekukan"),
                "satisfaction.signed": _("Hasil SKM ditandatangani dan diumumkan"),
                "satisfaction.planned": _("Rencana tindak lanjut SKM dibuat"),
                "satisfaction.progressed": _("Kemajuan tindak lanjut SKM dicatat"),
            }
        )
