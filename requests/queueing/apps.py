from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QueueingConfig(AppConfig):
    name = "queueing"

    def ready(self) -> None:
        from applications import tickets  # noqa: PLC0415  after the models are loaded
        from audit import actions  # noqa: PLC0415  after the models are loaded
        from queueing import counter  # noqa: PLC0415  after the models are loaded

        tickets.set_queue(counter.find, counter.bind)
        actions.register(
            {
                "queue.group_saved": _("Kelompok antrean diubah"),
                "queue.counter_saved": _("Loket diubah"),
                "queue.options_saved": _("Aturan antrean diubah"),
                "queue.day_closed": _("Antrean hari itu ditutup"),
                "queue.day_opened": _("Antrean hari itu dibuka lagi"),
            }
        )
