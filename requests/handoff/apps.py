from django.apps import AppConfig


class HandoffConfig(AppConfig):
    name = "handoff"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy as _  # noqa: PLC0415

        from audit import actions  # noqa: PLC0415  after the models are loaded

        actions.register(
            {
                "handoff.letter_checked": _("Surat pengantar diperiksa pada berkas"),
                "handoff.notice_settled": _("Pemberitahuan surat batal ditindaklanjuti"),
            }
        )
