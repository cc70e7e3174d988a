"""How this app's lines on the kabupaten's trail read."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "holiday.added": _("Hari libur ditambahkan"),
    "holiday.removed": _("Hari libur dihapus"),
    "holiday.imported": _("Hari libur dimuat dari berkas"),
    "closure.added": _("Hari tutup bersama ditambahkan"),
    "closure.removed": _("Hari tutup bersama dibatalkan"),
    "season.added": _("Jam khusus bersama ditambahkan"),
    "season.removed": _("Jam khusus bersama dihapus"),
    "instrument.added": _("Produk hukum ditambahkan"),
    "instrument.changed": _("Produk hukum diubah"),
    "instrument.amended": _("Perubahan produk hukum dicatat"),
    "instrument.amendment_removed": _("Catatan perubahan produk hukum dihapus"),
    "delegation.added": _("Pelimpahan kewenangan dicatat"),
    "delegation.changed": _("Pelimpahan kewenangan diubah"),
    "servicetype.changed": _("Jenis layanan diubah"),
    "servicetype.replaced": _("Jenis layanan diganti dari berkas"),
    "servicetype.added": _("Jenis layanan ditambahkan"),
}
