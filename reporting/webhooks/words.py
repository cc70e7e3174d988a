"""Words of this app on the kabupaten's trail."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "webhook.added": _("Penerima webhook ditambahkan"),
    "webhook.changed": _("Penerima webhook diubah"),
    "webhook.secret_rotated": _("Kunci webhook diganti"),
    "webhook.paused": _("Webhook dihentikan sementara"),
    "webhook.resumed": _("Webhook dijalankan lagi"),
    "webhook.removed": _("Penerima webhook dihapus"),
    "webhook.disabled": _("Webhook dimatikan karena lama gagal"),
}
