"""What the kabupaten does to an office, as the trails read it."""

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "office.suspended": _("Kantor ditutup sementara"),
    "office.opened": _("Kantor dibuka"),
    "office.archived": _("Kantor diarsipkan"),
    "office.renamed": _("Nama kantor diganti"),
    "office.address_moved": _("Alamat web kantor diganti"),
    "office.export_asked": _("Arsip kantor diminta"),
    "office.key_shown": _("Kunci arsip kantor ditampilkan"),
    "office.archive_taken": _("Arsip kantor diunduh"),
    "office.archive_uploaded": _("Arsip kantor diunggah"),
    "office.restore_asked": _("Pemulihan kantor diminta"),
    "office.merge_asked": _("Penggabungan kantor diminta"),
}
