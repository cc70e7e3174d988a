"""What this app writes on the office's trail, as people read it."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "register.book_begun": _("Nomor awal buku ditetapkan"),
    "register.pattern_changed": _("Pola nomor surat diubah"),
    "register.paper_loaded": _("Buku Register kertas dimuat"),
    "register.revealed": _("Buku Register diunduh dengan NIK lengkap"),
    "settings.hours_changed": _("Jam layanan diubah"),
    "settings.closure_added": _("Hari tutup ditambah"),
    "settings.closure_removed": _("Hari tutup dihapus"),
    "settings.special_added": _("Jam khusus ditambah"),
    "settings.special_removed": _("Jam khusus dihapus"),
    "settings.letterhead_changed": _("Kop surat diubah"),
    "settings.emblem_changed": _("Lambang kop diubah"),
    "settings.contact_added": _("Kontak kantor ditambah"),
    "settings.contact_removed": _("Kontak kantor dihapus"),
    "settings.sections_changed": _("Susunan seksi diubah"),
}
