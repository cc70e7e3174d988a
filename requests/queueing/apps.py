from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QueueingConfig(AppConfig):
    name = "queueing"

    def ready(self) -> None:
        from applications import arrivals, tickets  # noqa: PLC0415  after the models are loaded
        from audit import actions  # noqa: PLC0415  after the models are loaded
        from queueing import counter, ledger  # noqa: PLC0415  after the models are loaded
        from queueing.retention import TRIP_DATA  # noqa: PLC0415  after the models are loaded
        from queueing.views_screens_settings import register_screens  # noqa: PLC0415
        from queueing.views_settings import register_page  # noqa: PLC0415  after the models are loaded
        from regulations import retention  # noqa: PLC0415  after the models are loaded

        tickets.set_queue(counter.find, counter.bind)
        arrivals.set_ledger(ledger.find, ledger.came, ledger.same)
        register_page()
        register_screens()
        retention.register(TRIP_DATA)
        actions.register(
            {
                "queue.group_saved": _("Kelompok antrean diubah"),
                "queue.counter_saved": _("Loket diubah"),
                "queue.options_saved": _("Aturan antrean diubah"),
                "queue.day_closed": _("Antrean hari itu ditutup"),
                "queue.day_opened": _("Antrean hari itu dibuka lagi"),
                "queue.device_added": _("Layar antrean ditambahkan"),
                "queue.device_changed": _("Layar antrean diubah"),
                "queue.device_code_made": _("Kode pemasangan layar dibuat"),
                "queue.device_paired": _("Layar antrean dipasang"),
                "queue.device_revoked": _("Layar antrean dicabut"),
                "queue.running_text_set": _("Tulisan berjalan di layar diubah"),
            }
        )
